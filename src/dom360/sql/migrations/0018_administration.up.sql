-- What people administer: a company's settings and inboxes, and the companies themselves.
-- Safe beside yesterday's code: it compares a status with 'active' only, and the new columns may be
-- null or have defaults. The checks are NOT VALID where every row has passed a narrower one before, or
-- where reading the old rows through would keep the table locked.

-- A company on its way out keeps its rows until the grace time ends; until then it can be taken back.
alter table dom360.tenants
    add column status_reason text check (btrim(status_reason) <> '' and length(status_reason) <= 500),
    add column suspended_at  timestamptz,
    add column delete_after  timestamptz;
alter table dom360.tenants drop constraint tenants_status_check;
alter table dom360.tenants
    add constraint tenants_status_check
        check (status in ('active', 'suspended', 'deleting')) not valid,
    add constraint tenants_deleting
        check ((status = 'deleting') = (delete_after is not null)) not valid;

comment on column dom360.tenants.status_reason is
    'Why it is suspended or deleted, in the words of the platform''s administrator.';
comment on column dom360.tenants.suspended_at is
    'Since when it is suspended. Stays while it is deleting: taken back, it is suspended again.';
comment on column dom360.tenants.delete_after is
    'When the worker may delete everything of a tenant that is deleting.';

grant update (status_reason, suspended_at, delete_after) on dom360.tenants to dom360_admin;


alter table dom360.account_vars
    add column agent_key_hint   text check (length(agent_key_hint) = 4),
    add column agent_key_at     timestamptz,
    add column crm_url          text check (crm_url ~ '^https?://[^[:space:]]+$'),
    add column crm_token_hint   text check (length(crm_token_hint) = 4),
    add column crm_token_at     timestamptz,
    add column counted_timezone text,
    -- An unknown zone is an error of this very expression, and so is refused in words.
    add constraint account_vars_timezone_known
        check ((timestamp '2000-01-01' at time zone timezone) is not null) not valid;

comment on column dom360.account_vars.agent_key_hint is
    'The key''s last four characters, where it is long enough to give them away.';
comment on column dom360.account_vars.crm_url is 'Where the tenant''s CRM is; crm_token goes there only.';
comment on column dom360.account_vars.counted_timezone is
    'The zone whose days the older counters are of. Null: the present one. The worker counts them anew.';

grant update (agents_endpoint_url, agents_timeout_ms, default_agent_type, rag_enabled, rag_top_k,
              rag_match_threshold, booking_enabled, booking_url, locale, timezone,
              agent_key_hint, agent_key_at, crm_url, crm_token_hint, crm_token_at)
    on dom360.account_vars to dom360_app;
grant update (counted_timezone) on dom360.account_vars to dom360_jobs;


alter table dom360.inboxes
    add column greeting       text check (btrim(greeting) <> '' and length(greeting) <= 1000),
    add column away_message   text check (btrim(away_message) <> '' and length(away_message) <= 1000),
    add column business_hours jsonb check (jsonb_typeof(business_hours) = 'object'),
    add column updated_at     timestamptz not null default now();

comment on column dom360.inboxes.greeting is 'What a contact sees before the first message.';
comment on column dom360.inboxes.away_message is 'What a contact is told outside the business hours.';
comment on column dom360.inboxes.business_hours is
    'By weekday ("monday"), spans like {"from": "09:00", "to": "18:00"} of the tenant''s time zone. Null: always open.';

grant insert on dom360.inboxes to dom360_app;
grant update (name, default_agent_type, archived_at, greeting, away_message, business_hours, updated_at)
    on dom360.inboxes to dom360_app;


alter table dom360.agents
    add column api_key_hint text check (length(api_key_hint) = 4),
    add column api_key_at   timestamptz;

comment on column dom360.agents.api_key_hint is
    'The key''s last four characters, where it is long enough to give them away.';
grant update (api_key_hint, api_key_at) on dom360.agents to dom360_app;


alter table dom360.contacts add column named_at timestamptz;
comment on column dom360.contacts.named_at is
    'When a person of the tenant entered the name. From then on no caller''s name replaces it.';
grant update (named_at) on dom360.contacts to dom360_app;


-- A MASTER works in a company for a reason and for a while.
alter table dom360.sessions
    add column acting_reason text check (btrim(acting_reason) <> '' and length(acting_reason) <= 500),
    add column acting_until  timestamptz;

comment on column dom360.sessions.acting_until is
    'When the MASTER is out of acting_tenant_id again. Null counts as over.';

grant select (acting_reason, acting_until) on dom360.sessions to dom360_admin, dom360_lookup;
grant update (acting_reason, acting_until) on dom360.sessions to dom360_admin;


-- What new companies begin with. One row; it belongs to no tenant.
create table dom360.platform_defaults (
    id                  boolean     not null primary key default true check (id),
    locale              text        not null default 'pt-BR',
    timezone            text        not null default 'America/Sao_Paulo'
                        check ((timestamp '2000-01-01' at time zone timezone) is not null),
    plan                text        not null default 'standard' check (plan ~ '^[a-z][a-z0-9_-]{0,31}$'),
    default_agent_type  text        not null default 'SDR' check (default_agent_type in ('SDR', 'COPILOT')),
    agents_timeout_ms   integer     not null default 30000 check (agents_timeout_ms between 1000 and 120000),
    rag_enabled         boolean     not null default true,
    rag_top_k           integer     not null default 5 check (rag_top_k between 1 and 20),
    rag_match_threshold real        not null default 0.5 check (rag_match_threshold between 0 and 1),
    delete_grace_days   integer     not null default 30 check (delete_grace_days between 1 and 365),
    updated_at          timestamptz not null default now()
);

comment on table dom360.platform_defaults is
    'What a new company''s settings begin with, and how long a deleted one can be taken back. One row.';

insert into dom360.platform_defaults default values;
grant select on dom360.platform_defaults to dom360_admin;
grant update (locale, timezone, plan, default_agent_type, agents_timeout_ms, rag_enabled, rag_top_k,
              rag_match_threshold, delete_grace_days, updated_at)
    on dom360.platform_defaults to dom360_admin;


-- The platform's administrator sees which agent answers where, not what it is told.
create policy admin_reads on dom360.agents for select to dom360_admin using (true);
grant select (tenant_id, id, agent_type, name, is_default, archived_at) on dom360.agents to dom360_admin;
create policy admin_reads on dom360.inbox_agents for select to dom360_admin using (true);
grant select (tenant_id, inbox_id, agent_type, agent_id) on dom360.inbox_agents to dom360_admin;

-- The list of companies counts these.
create policy admin_reads on dom360.conversations for select to dom360_admin using (true);
grant select (tenant_id, last_message_at) on dom360.conversations to dom360_admin;
