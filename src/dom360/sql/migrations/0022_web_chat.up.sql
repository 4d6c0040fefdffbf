-- A chat that a company puts on its own site. Who writes there is a stranger: the number that they type is a
-- claim, and nothing but the token in their browser says that they are the same stranger as yesterday.
alter table dom360.contacts
    add column claimed_phone text,
    add constraint contacts_claimed_phone_check check (claimed_phone ~ '^\+[1-9][0-9]{6,14}$') not valid;

comment on column dom360.contacts.claimed_phone is
    'What a visitor of the web chat typed as their number. Nobody has checked it, so it finds and joins '
    'nothing; phone_e164 is then a number that belongs to nobody.';


create table dom360.web_chats (
    tenant_id       uuid        not null,
    id              uuid        not null default dom360.new_id(),
    inbox_id        uuid        not null,
    public_key      text        not null,
    enabled         boolean     not null default false,
    allowed_origins text[]      not null default '{}' check (cardinality(allowed_origins) <= 20),
    title           text        check (btrim(title) <> '' and length(title) <= 60),
    color           text        not null default '#125f69' check (color ~ '^#[0-9a-f]{6}$'),
    position        text        not null default 'right' check (position in ('left', 'right')),
    privacy_url     text        check (privacy_url ~ '^https?://' and length(privacy_url) <= 500),
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, inbox_id),
    unique (tenant_id, public_key),
    foreign key (tenant_id, inbox_id) references dom360.inboxes on delete cascade
);

comment on table dom360.web_chats is 'How an inbox can be reached from a company''s own site.';
comment on column dom360.web_chats.public_key is
    'Stands in the page, so it is no secret: it names the inbox, and the origin of the page is what counts.';

select dom360.protect_tenant_table('dom360.web_chats');
grant select, insert on dom360.web_chats to dom360_app;
grant update (public_key, enabled, allowed_origins, title, color, position, privacy_url, updated_at)
    on dom360.web_chats to dom360_app;


create table dom360.web_visitors (
    tenant_id    uuid        not null,
    id           uuid        not null default dom360.new_id(),
    inbox_id     uuid        not null,
    contact_id   uuid        not null,
    token_hash   bytea       not null check (length(token_hash) = 32),
    expires_at   timestamptz not null,
    last_seen_at timestamptz not null default now(),
    revoked_at   timestamptz,
    created_at   timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, token_hash),
    -- Each visitor is a contact of their own: two who type the same number never meet.
    unique (tenant_id, contact_id),
    foreign key (tenant_id, inbox_id) references dom360.inboxes on delete cascade,
    foreign key (tenant_id, contact_id) references dom360.contacts on delete cascade
);

comment on table dom360.web_visitors is
    'A browser that wrote in a web chat, and until when its token resumes the conversation.';

-- Serves the cascade from inboxes.
create index web_visitors_by_inbox on dom360.web_visitors (tenant_id, inbox_id);

select dom360.protect_tenant_table('dom360.web_visitors');
grant select, insert on dom360.web_visitors to dom360_app;
grant update (expires_at, last_seen_at, revoked_at) on dom360.web_visitors to dom360_app;


-- What finding a chat and its visitor may read, before their tenant is trusted (find_web_chat).
create policy lookup_reads on dom360.web_chats for select to dom360_lookup
    using (tenant_id = (select dom360.current_tenant_id()));
create policy lookup_reads on dom360.web_visitors for select to dom360_lookup
    using (tenant_id = (select dom360.current_tenant_id()));
grant select (tenant_id, inbox_id, public_key, enabled, allowed_origins) on dom360.web_chats to dom360_lookup;
grant select (tenant_id, id, inbox_id, contact_id, token_hash, expires_at, revoked_at)
    on dom360.web_visitors to dom360_lookup;
