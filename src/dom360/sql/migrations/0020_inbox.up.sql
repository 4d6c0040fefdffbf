-- What operators need to work through conversations all day: how far each of them has read, labels,
-- ready answers, and a trail of what changed, from which open screens are kept true.
create table dom360.conversation_reads (
    tenant_id       uuid        not null,
    id              uuid        not null default dom360.new_id(),
    user_id         uuid        not null,
    conversation_id uuid        not null,
    read_index      integer     not null check (read_index >= 0),
    updated_at      timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, user_id, conversation_id),
    foreign key (tenant_id, conversation_id) references dom360.conversations on delete cascade
) with (fillfactor = 80);

comment on table dom360.conversation_reads is 'How far a person has read a conversation.';
comment on column dom360.conversation_reads.user_id is
    'No foreign key: people of the platform read here too, and their row is in another tenant.';

select dom360.protect_tenant_table('dom360.conversation_reads');
grant select, insert on dom360.conversation_reads to dom360_app;
grant update (read_index, updated_at) on dom360.conversation_reads to dom360_app;

-- Serves the cascade from conversations.
create index conversation_reads_by_conversation
    on dom360.conversation_reads (tenant_id, conversation_id);


create table dom360.labels (
    tenant_id  uuid        not null references dom360.tenants on delete cascade,
    id         uuid        not null default dom360.new_id(),
    name       text        not null check (btrim(name) <> '' and length(name) <= 40),
    color      text        not null default 'gray'
               check (color in ('gray', 'petrol', 'clay', 'red', 'green', 'blue', 'violet', 'yellow')),
    created_at timestamptz not null default now(),
    primary key (tenant_id, id)
);

comment on table dom360.labels is 'A word that a tenant''s people put on conversations.';

create unique index labels_one_name on dom360.labels (tenant_id, lower(name));

select dom360.protect_tenant_table('dom360.labels');
grant select, insert, delete on dom360.labels to dom360_app;
grant update (name, color) on dom360.labels to dom360_app;


create table dom360.conversation_labels (
    tenant_id       uuid        not null,
    id              uuid        not null default dom360.new_id(),
    conversation_id uuid        not null,
    label_id        uuid        not null,
    created_at      timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, conversation_id, label_id),
    foreign key (tenant_id, conversation_id) references dom360.conversations on delete cascade,
    foreign key (tenant_id, label_id) references dom360.labels on delete cascade
);

comment on table dom360.conversation_labels is 'Which labels a conversation has.';

-- Serves the cascade from labels.
create index conversation_labels_by_label on dom360.conversation_labels (tenant_id, label_id);

select dom360.protect_tenant_table('dom360.conversation_labels');
grant select, insert, delete on dom360.conversation_labels to dom360_app;


create table dom360.canned_answers (
    tenant_id  uuid        not null references dom360.tenants on delete cascade,
    id         uuid        not null default dom360.new_id(),
    shortcut   text        not null check (shortcut ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
    content    text        not null check (btrim(content) <> '' and length(content) <= 8000),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, shortcut)
);

comment on table dom360.canned_answers is 'A ready answer, inserted by typing / and its shortcut.';

select dom360.protect_tenant_table('dom360.canned_answers');
grant select, insert, delete on dom360.canned_answers to dom360_app;
grant update (shortcut, content, updated_at) on dom360.canned_answers to dom360_app;


-- The number of the transaction is the place in the trail: together with a snapshot it says exactly what
-- a reader has not seen yet, whatever order transactions end in, and without a counter that every turn of
-- a tenant would have to wait for. Rows live an hour (live_event()).
create table dom360.live_events (
    tenant_id  uuid        not null references dom360.tenants on delete cascade,
    xact       xid8        not null,
    id         uuid        not null default dom360.new_id(),
    kind       text        not null check (kind in ('message', 'conversation', 'lead')),
    subject_id uuid        not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, xact, id)
);

comment on table dom360.live_events is
    'What changed a moment ago, ids only: open screens catch up from here.';
comment on column dom360.live_events.subject_id is 'The conversation or the lead.';

select dom360.protect_tenant_table('dom360.live_events');
grant select, insert, delete on dom360.live_events to dom360_app, dom360_jobs;
-- Nothing is ever updated, but FOR UPDATE SKIP LOCKED asks for the right.
grant update (kind) on dom360.live_events to dom360_app, dom360_jobs;
