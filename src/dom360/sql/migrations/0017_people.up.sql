-- People come by invitation, go without leaving holes, prove themselves by more than a password, and
-- programs get keys that may do some things for some time.

-- Nobody is deleted: messages, leads and the audit log go on naming who wrote them. A removed person
-- keeps a name and loses the rest. Who signs in through their company's provider has no password.
alter table dom360.users
    alter column password_hash drop not null,
    add column locale     text check (locale in ('pt-BR', 'en')),
    add column removed_at timestamptz,
    add constraint users_removed_are_disabled check (removed_at is null or disabled_at is not null);

comment on column dom360.users.locale is 'The language of their pages. Null: their company''s.';
comment on column dom360.users.password_hash is 'Null for who signs in through an identity provider only.';

grant insert on dom360.users to dom360_app;
grant update (email, name, role, locale, disabled_at, removed_at) on dom360.users to dom360_app;

-- The directory changes through set_sign_in_email(); the application cannot look into it.
create policy lookup_adds on dom360.sign_in_emails for insert to dom360_lookup
    with check (tenant_id = (select dom360.current_tenant_id()));
create policy lookup_removes on dom360.sign_in_emails for delete to dom360_lookup
    using (tenant_id = (select dom360.current_tenant_id()));
grant insert, delete on dom360.sign_in_emails to dom360_lookup;
grant select (email) on dom360.users to dom360_lookup;


alter table dom360.sessions
    add column user_agent   text check (length(user_agent) <= 300),
    add column address      text check (length(address) <= 64),
    add column last_seen_at timestamptz;

comment on column dom360.sessions.last_seen_at is 'Written at most once a minute.';

grant update (last_seen_at) on dom360.sessions to dom360_app;

-- Serves the list of a person's sessions, and ending all of them.
create index sessions_by_user on dom360.sessions (tenant_id, user_id, created_at desc);


alter table dom360.api_keys
    add column scopes text[] not null
        default array['chat', 'read', 'leads:write', 'conversations:write', 'knowledge:write']
        check (scopes <@ array['chat', 'read', 'leads:write', 'conversations:write', 'knowledge:write',
                               'admin', 'platform:read', 'platform:write']
               and cardinality(scopes) > 0),
    add column expires_at   timestamptz,
    add column last_used_at timestamptz,
    add column replaces     uuid;

comment on table dom360.api_keys is
    'A key with which a program speaks for the tenant. Those of the platform''s own tenant are platform keys.';
comment on column dom360.api_keys.scopes is 'What it may do; access/permissions.py says which endpoints that is.';
comment on column dom360.api_keys.last_used_at is 'Written at most once a minute.';
comment on column dom360.api_keys.replaces is 'The key that this one took over from, in a rotation.';

grant update (expires_at, last_used_at) on dom360.api_keys to dom360_app;
grant select (scopes, expires_at) on dom360.api_keys to dom360_lookup;
grant select (kind) on dom360.tenants to dom360_lookup;


create table dom360.invitations (
    tenant_id   uuid        not null references dom360.tenants on delete cascade,
    id          uuid        not null default dom360.new_id(),
    email       text        not null check (email = lower(email) and email like '%_@_%'),
    name        text        not null check (btrim(name) <> ''),
    role        text        not null check (role in ('TENANT_ADMIN', 'TENANT_USER', 'VIEWER')),
    token_hash  bytea       not null check (octet_length(token_hash) = 32),
    invited_by  uuid,
    created_at  timestamptz not null default now(),
    expires_at  timestamptz not null,
    accepted_at timestamptz,
    revoked_at  timestamptz,
    user_id     uuid,
    primary key (tenant_id, id),
    unique (tenant_id, token_hash),
    foreign key (tenant_id, user_id) references dom360.users on delete cascade,
    check ((accepted_at is null) = (user_id is null))
);

comment on table dom360.invitations is
    'Somebody who may become a person of the tenant, by a link. Addresses are not reserved: who has the link has it first.';
comment on column dom360.invitations.invited_by is 'Null: an operator''s command, or a person of the platform.';
comment on column dom360.invitations.user_id is 'Who came of it.';

-- An address has one invitation that is open.
create unique index invitations_open on dom360.invitations (tenant_id, email)
    where accepted_at is null and revoked_at is null;

select dom360.protect_tenant_table('dom360.invitations');
grant select, insert on dom360.invitations to dom360_app, dom360_jobs;
grant update (token_hash, expires_at, accepted_at, revoked_at, user_id) on dom360.invitations to dom360_app;


create table dom360.one_time_tokens (
    tenant_id  uuid        not null references dom360.tenants on delete cascade,
    id         uuid        not null default dom360.new_id(),
    kind       text        not null check (kind in ('password_reset', 'second_factor', 'oidc')),
    user_id    uuid,
    token_hash bytea       not null check (octet_length(token_hash) = 32),
    tries      integer     not null default 0,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at    timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, token_hash),
    foreign key (tenant_id, user_id) references dom360.users on delete cascade,
    check (kind = 'oidc' or user_id is not null)
);

comment on table dom360.one_time_tokens is
    'Half-done things that end within the hour: a password reset, the second step of a sign-in, a visit to an identity provider.';

create index one_time_tokens_by_user on dom360.one_time_tokens (tenant_id, user_id, kind);

select dom360.protect_tenant_table('dom360.one_time_tokens');
grant select, insert, delete on dom360.one_time_tokens to dom360_app;
grant update (tries, used_at) on dom360.one_time_tokens to dom360_app;


create table dom360.second_factors (
    tenant_id             uuid        not null,
    user_id               uuid        not null,
    totp_secret_encrypted text        not null
                          check (totp_secret_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$'),
    confirmed_at          timestamptz,
    last_step             bigint      not null default 0,
    created_at            timestamptz not null default now(),
    primary key (tenant_id, user_id),
    foreign key (tenant_id, user_id) references dom360.users on delete cascade
);

comment on table dom360.second_factors is 'What makes a person''s codes (TOTP, RFC 6238).';
comment on column dom360.second_factors.confirmed_at is 'Null until a first code proved that the person has it.';
comment on column dom360.second_factors.last_step is
    'The 30 seconds of the latest code that was accepted: no code is accepted twice, nor an older one.';

select dom360.protect_tenant_table('dom360.second_factors');
grant select, insert, delete on dom360.second_factors to dom360_app;
grant update (totp_secret_encrypted, confirmed_at, last_step, created_at)
    on dom360.second_factors to dom360_app;
-- Rotating the encryption keys rewrites it.
grant select, update (totp_secret_encrypted) on dom360.second_factors to dom360_jobs;


create table dom360.recovery_codes (
    tenant_id uuid        not null,
    id        uuid        not null default dom360.new_id(),
    user_id   uuid        not null,
    code_hash bytea       not null check (octet_length(code_hash) = 32),
    used_at   timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, user_id, code_hash),
    foreign key (tenant_id, user_id) references dom360.second_factors on delete cascade
);

comment on table dom360.recovery_codes is 'For who lost their second factor. Each is good once.';

select dom360.protect_tenant_table('dom360.recovery_codes');
grant select, insert, delete on dom360.recovery_codes to dom360_app;
grant update (used_at) on dom360.recovery_codes to dom360_app;


create table dom360.known_devices (
    tenant_id    uuid        not null,
    id           uuid        not null default dom360.new_id(),
    user_id      uuid        not null,
    token_hash   bytea       not null check (octet_length(token_hash) = 32),
    created_at   timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, token_hash),
    foreign key (tenant_id, user_id) references dom360.users on delete cascade
);

comment on table dom360.known_devices is
    'Browsers in which a person signed in before: others'' guesses at the password do not slow them down there.';

create index known_devices_by_user on dom360.known_devices (tenant_id, user_id, last_used_at desc);

select dom360.protect_tenant_table('dom360.known_devices');
grant select, insert, delete on dom360.known_devices to dom360_app;
grant update (last_used_at) on dom360.known_devices to dom360_app;


create table dom360.identity_providers (
    tenant_id               uuid        not null primary key references dom360.tenants on delete cascade,
    issuer                  text        not null check (issuer ~ '^https?://[^[:space:]?#]+$'),
    client_id               text        not null check (btrim(client_id) <> ''),
    client_secret_encrypted text
                            check (client_secret_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$'),
    allowed_domains         text[]      not null default '{}',
    new_people_role         text        check (new_people_role in ('TENANT_ADMIN', 'TENANT_USER', 'VIEWER')),
    enabled                 boolean     not null default true,
    updated_at              timestamptz not null default now()
);

comment on table dom360.identity_providers is 'Where a tenant''s people sign in with their company''s account (OpenID Connect).';
comment on column dom360.identity_providers.allowed_domains is
    'Domains of e-mail addresses that may come in that way. Empty: any that the provider vouches for.';
comment on column dom360.identity_providers.new_people_role is
    'Who is not known yet becomes that. Null: only people who are here already, or invited.';

select dom360.protect_tenant_table('dom360.identity_providers');
grant select, insert, delete on dom360.identity_providers to dom360_app;
grant update (issuer, client_id, client_secret_encrypted, allowed_domains, new_people_role, enabled, updated_at)
    on dom360.identity_providers to dom360_app;
grant select, update (client_secret_encrypted) on dom360.identity_providers to dom360_jobs;


create table dom360.user_identities (
    tenant_id  uuid        not null,
    id         uuid        not null default dom360.new_id(),
    user_id    uuid        not null,
    issuer     text        not null,
    subject    text        not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, issuer, subject),
    foreign key (tenant_id, user_id) references dom360.users on delete cascade
);

comment on table dom360.user_identities is
    'Who a person is at an identity provider. From the first sign-in on it counts, not the e-mail address.';

create index user_identities_by_user on dom360.user_identities (tenant_id, user_id);

select dom360.protect_tenant_table('dom360.user_identities');
grant select, insert, delete on dom360.user_identities to dom360_app;


-- Counts tries, whosever they are: an address that nobody has is slowed down like one that somebody
-- has. Keys are hashes. Nobody gets a grant: the functions count.
create table dom360.guesses (
    kind          text        not null check (kind in ('account', 'device', 'address', 'code', 'link')),
    key_hash      bytea       not null check (octet_length(key_hash) = 32),
    tries         integer     not null,
    last_at       timestamptz not null,
    blocked_until timestamptz,
    primary key (kind, key_hash)
);

comment on table dom360.guesses is 'How often somebody tried to sign in lately, by account, browser and network address.';

-- Serves letting go of what is old.
create index guesses_by_age on dom360.guesses (last_at);
grant select, insert, update, delete on dom360.guesses to dom360_lookup;

create policy lookup_reads on dom360.tenant_slugs for select to dom360_lookup using (true);
grant select on dom360.tenant_slugs to dom360_lookup;
