-- The people of a tenant, their sessions, and its API keys. Secrets are stored as hashes: argon2
-- for passwords, SHA-256 for tokens, which are long and random already.
create table dom360.users (
    tenant_id     uuid        not null references dom360.tenants on delete cascade,
    id            uuid        not null default dom360.new_id(),
    email         text        not null check (email = lower(email) and email like '%_@_%'),
    name          text        not null check (btrim(name) <> ''),
    role          text        not null check (role in ('MASTER', 'TENANT_ADMIN', 'TENANT_USER', 'VIEWER')),
    password_hash text        not null,
    disabled_at   timestamptz,
    created_at    timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, email)
);

comment on table dom360.users is 'A person who signs in.';

select dom360.protect_tenant_table('dom360.users');
grant select on dom360.users to dom360_app, dom360_jobs;
grant update (password_hash) on dom360.users to dom360_app;
create policy admin_all on dom360.users for all to dom360_admin using (true) with check (true);
grant select, insert on dom360.users to dom360_admin;


create table dom360.sign_in_emails (
    email     text not null primary key,
    tenant_id uuid not null,
    user_id   uuid not null
);

comment on table dom360.sign_in_emails is
    'Directory: whose address this is. Unique over all tenants, so that an address is enough to sign in.';

select dom360.protect_tenant_table('dom360.sign_in_emails');
create policy lookup_reads on dom360.sign_in_emails for select to dom360_lookup using (true);
grant select on dom360.sign_in_emails to dom360_lookup;
create policy admin_all on dom360.sign_in_emails for all to dom360_admin using (true) with check (true);
grant select, insert on dom360.sign_in_emails to dom360_admin;


create table dom360.sessions (
    tenant_id        uuid        not null,
    id               uuid        not null default dom360.new_id(),
    user_id          uuid        not null,
    token_hash       bytea       not null check (octet_length(token_hash) = 32),
    acting_tenant_id uuid        references dom360.tenants on delete cascade,
    created_at       timestamptz not null default now(),
    expires_at       timestamptz not null,
    revoked_at       timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, token_hash),
    foreign key (tenant_id, user_id) references dom360.users on delete cascade
);

comment on table dom360.sessions is 'A signed-in browser.';
comment on column dom360.sessions.acting_tenant_id is
    'The tenant that a MASTER works in. Null for everybody else: they work in their own.';

select dom360.protect_tenant_table('dom360.sessions');
grant select, insert on dom360.sessions to dom360_app;
grant update (acting_tenant_id, revoked_at) on dom360.sessions to dom360_app;


create table dom360.api_keys (
    tenant_id  uuid        not null references dom360.tenants on delete cascade,
    id         uuid        not null default dom360.new_id(),
    name       text        not null check (btrim(name) <> ''),
    prefix     text        not null,
    key_hash   bytea       not null check (octet_length(key_hash) = 32),
    created_by uuid,
    created_at timestamptz not null default now(),
    revoked_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, key_hash)
);

comment on table dom360.api_keys is 'A key with which a program speaks for the tenant.';

select dom360.protect_tenant_table('dom360.api_keys');
grant select, insert on dom360.api_keys to dom360_app;
grant update (revoked_at) on dom360.api_keys to dom360_app;


-- What finding a session or a key before its tenant is trusted may read, and no more. The tenant
-- comes from the token itself; the row must carry both the tenant and the hash.
create policy lookup_reads on dom360.sessions for select to dom360_lookup
    using (tenant_id = (select dom360.current_tenant_id()));
create policy lookup_reads on dom360.api_keys for select to dom360_lookup
    using (tenant_id = (select dom360.current_tenant_id()));
create policy lookup_reads on dom360.users for select to dom360_lookup
    using (tenant_id = (select dom360.current_tenant_id()));
create policy lookup_reads on dom360.tenants for select to dom360_lookup
    using (id = (select dom360.current_tenant_id()));
grant select (tenant_id, id, user_id, token_hash, acting_tenant_id, expires_at, revoked_at)
    on dom360.sessions to dom360_lookup;
grant select (tenant_id, id, key_hash, revoked_at) on dom360.api_keys to dom360_lookup;
grant select (tenant_id, id, role, disabled_at) on dom360.users to dom360_lookup;
grant select (id, status) on dom360.tenants to dom360_lookup;
