-- The companies that share this installation. A tenant's row is its own first row: row security
-- compares its id. Slugs are unique over all tenants, so they live in a directory of their own
-- that can be kept on every node of a distributed database.
create table dom360.tenants (
    id         uuid        primary key default dom360.new_id(),
    slug       text        not null check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    name       text        not null check (btrim(name) <> ''),
    kind       text        not null default 'customer' check (kind in ('customer', 'platform')),
    status     text        not null default 'active' check (status in ('active', 'suspended')),
    created_at timestamptz not null default now()
);

comment on table dom360.tenants is
    'A company. The one tenant of kind ''platform'' is home to the platform''s own people (MASTER).';

select dom360.protect_tenant_table('dom360.tenants', 'id');
grant select on dom360.tenants to dom360_app, dom360_jobs;

-- The platform's administrator makes and lists tenants: its own policies, never an OR in a tenant's.
create policy admin_all on dom360.tenants for all to dom360_admin using (true) with check (true);
grant select, insert on dom360.tenants to dom360_admin;
grant update (name, status) on dom360.tenants to dom360_admin;


create table dom360.tenant_slugs (
    slug      text not null primary key,
    tenant_id uuid not null
);

comment on table dom360.tenant_slugs is
    'Directory: which tenant a slug belongs to. Unique over all tenants.';

select dom360.protect_tenant_table('dom360.tenant_slugs');
create policy admin_all on dom360.tenant_slugs for all to dom360_admin using (true) with check (true);
grant select, insert on dom360.tenant_slugs to dom360_admin;


-- What a tenant can set. A null endpoint means the platform's own agent service.
create table dom360.account_vars (
    tenant_id           uuid        primary key references dom360.tenants on delete cascade,
    agents_endpoint_url text        check (agents_endpoint_url ~ '^https?://[^[:space:]]+$'),
    agents_timeout_ms   integer     not null default 30000 check (agents_timeout_ms between 1000 and 120000),
    default_agent_type  text        not null default 'SDR' check (default_agent_type in ('SDR', 'COPILOT')),
    rag_enabled         boolean     not null default true,
    rag_top_k           integer     not null default 5 check (rag_top_k between 1 and 20),
    rag_match_threshold real        not null default 0.5 check (rag_match_threshold between 0 and 1),
    booking_enabled     boolean     not null default false,
    booking_url         text        check (booking_url ~ '^https?://[^[:space:]]+$'),
    locale              text        not null default 'pt-BR',
    timezone            text        not null default 'America/Sao_Paulo',
    updated_at          timestamptz not null default now()
);

comment on table dom360.account_vars is 'A tenant''s settings: where its agents are and how they work.';
comment on column dom360.account_vars.agents_timeout_ms is
    'Total deadline of one agent call, from the first byte sent to the last byte received.';
comment on column dom360.account_vars.timezone is
    'IANA name. Consumption is counted by the days of this zone.';

select dom360.protect_tenant_table('dom360.account_vars');
grant select on dom360.account_vars to dom360_app, dom360_jobs;

create policy admin_all on dom360.account_vars for all to dom360_admin using (true) with check (true);
grant select, insert on dom360.account_vars to dom360_admin;
