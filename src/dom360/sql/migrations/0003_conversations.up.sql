-- Where contacts write to, who they are, and what they talk about.
create table dom360.inboxes (
    tenant_id          uuid        not null references dom360.tenants on delete cascade,
    id                 uuid        not null default dom360.new_id(),
    name               text        not null check (btrim(name) <> ''),
    default_agent_type text        check (default_agent_type in ('SDR', 'COPILOT')),
    archived_at        timestamptz,
    created_at         timestamptz not null default now(),
    primary key (tenant_id, id)
);

comment on table dom360.inboxes is 'A place where contacts write to a tenant.';

select dom360.protect_tenant_table('dom360.inboxes');
grant select on dom360.inboxes to dom360_app, dom360_jobs;
create policy admin_all on dom360.inboxes for all to dom360_admin using (true) with check (true);
grant select, insert on dom360.inboxes to dom360_admin;


create table dom360.contacts (
    tenant_id  uuid        not null references dom360.tenants on delete cascade,
    id         uuid        not null default dom360.new_id(),
    phone_e164 text        not null check (phone_e164 ~ '^\+[1-9][0-9]{6,14}$'),
    name       text        check (btrim(name) <> ''),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, phone_e164)
);

comment on table dom360.contacts is 'A person who writes to a tenant.';

select dom360.protect_tenant_table('dom360.contacts');
grant select, insert on dom360.contacts to dom360_app, dom360_jobs;
grant update (name, updated_at) on dom360.contacts to dom360_app, dom360_jobs;


-- The row of a conversation is also its lock and its counter: message_index is counted here, never
-- computed as a maximum (that gave 27 different numbers to 75 concurrent messages).
create table dom360.conversations (
    tenant_id          uuid        not null,
    id                 uuid        not null default dom360.new_id(),
    inbox_id           uuid        not null,
    contact_id         uuid        not null,
    agent_type         text        not null check (agent_type in ('SDR', 'COPILOT')),
    status             text        not null default 'open' check (status in ('open', 'closed')),
    last_message_index integer     not null default 0 check (last_message_index >= 0),
    last_message_at    timestamptz not null default now(),
    created_at         timestamptz not null default now(),
    closed_at          timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, inbox_id) references dom360.inboxes on delete cascade,
    foreign key (tenant_id, contact_id) references dom360.contacts on delete cascade,
    check ((status = 'closed') = (closed_at is not null))
) with (fillfactor = 80);

comment on table dom360.conversations is 'What one contact and one agent talk about in one inbox.';

-- At most one open conversation for each contact, agent and inbox, also under concurrency.
create unique index conversations_one_open
    on dom360.conversations (tenant_id, inbox_id, contact_id, agent_type)
    where status = 'open';

-- Serves list_conversations: the latest first.
create index conversations_by_activity
    on dom360.conversations (tenant_id, last_message_at desc, id desc);

select dom360.protect_tenant_table('dom360.conversations');
grant select, insert on dom360.conversations to dom360_app, dom360_jobs;
grant update (status, closed_at, last_message_index, last_message_at)
    on dom360.conversations to dom360_app, dom360_jobs;
