-- How a tenant's agents talk and which model they think with. A turn takes the agent that its inbox
-- names for its type, else the tenant's default of that type, else none: then the platform's model and
-- nothing of the tenant's own.
create table dom360.agents (
    tenant_id         uuid         not null references dom360.tenants on delete cascade,
    id                uuid         not null default dom360.new_id(),
    agent_type        text         not null check (agent_type in ('SDR', 'COPILOT')),
    name              text         not null check (btrim(name) <> '' and length(name) <= 80),
    persona           text         check (length(persona) <= 4000),
    tone              text         check (length(tone) <= 1000),
    products          text         check (length(products) <= 8000),
    locale            text         check (locale ~ '^[a-z]{2}(-[A-Za-z0-9]{2,8})?$'),
    provider          text         check (provider in ('builtin', 'openai', 'anthropic', 'bedrock', 'google')),
    model             text         check (btrim(model) <> '' and length(model) <= 200),
    fallback_model    text         check (btrim(fallback_model) <> '' and length(fallback_model) <= 200),
    base_url          text         check (base_url ~ '^https?://[^[:space:]]+$' and length(base_url) <= 2000),
    api_key_encrypted text
                      check (api_key_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$'),
    temperature       numeric(3,2) check (temperature between 0 and 2),
    max_output_tokens integer      check (max_output_tokens between 64 and 32000),
    max_tool_calls    integer      check (max_tool_calls between 0 and 12),
    max_turn_tokens   integer      check (max_turn_tokens between 1000 and 1000000),
    is_default        boolean      not null default false,
    archived_at       timestamptz,
    created_at        timestamptz  not null default now(),
    updated_at        timestamptz  not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, id, agent_type),
    check (not (is_default and archived_at is not null)),
    -- The platform's model comes whole: its key is sent to no address and no model of a tenant's choice.
    check (case when coalesce(provider, 'builtin') = 'builtin'
                then coalesce(model, fallback_model, base_url, api_key_encrypted) is null
                else model is not null end),
    -- Amazon's client connects by itself, past our guard: so it is sent to Amazon only.
    check (case when provider = 'bedrock'
                then base_url is not null
                     and base_url ~ '^https://bedrock-runtime(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/?$'
                else true end)
);

comment on table dom360.agents is
    'A tenant''s SDR or COPILOT: its name, its manner, what it sells, and the model it thinks with.';
comment on column dom360.agents.persona is 'Who the agent is. Goes into its prompt, like tone and products.';
comment on column dom360.agents.locale is 'The prompt''s language; null: the tenant''s.';
comment on column dom360.agents.provider is
    'null: the platform''s model. builtin: no model, the built-in policy. openai: any server that speaks OpenAI''s chat completions.';
comment on column dom360.agents.fallback_model is
    'Asked at the same provider where the model fails. After it comes the built-in policy.';
comment on column dom360.agents.base_url is
    'Where the provider is; null: its own public address. bedrock: the endpoint of a region, always.';
comment on column dom360.agents.max_tool_calls is 'Of one turn; null: the platform''s limit, as everywhere here.';
comment on column dom360.agents.is_default is 'Answers where an inbox names no agent of this type.';

create unique index agents_one_default on dom360.agents (tenant_id, agent_type) where is_default;

select dom360.protect_tenant_table('dom360.agents');
grant select, insert on dom360.agents to dom360_app, dom360_jobs;
grant update (name, persona, tone, products, locale, provider, model, fallback_model, base_url,
              api_key_encrypted, temperature, max_output_tokens, max_tool_calls, max_turn_tokens,
              is_default, archived_at, updated_at)
    on dom360.agents to dom360_app, dom360_jobs;


-- Changed by delete and insert, never by update: so the audit log names the inbox.
create table dom360.inbox_agents (
    tenant_id  uuid        not null,
    inbox_id   uuid        not null,
    agent_type text        not null,
    agent_id   uuid        not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, inbox_id, agent_type),
    foreign key (tenant_id, inbox_id) references dom360.inboxes on delete cascade,
    foreign key (tenant_id, agent_id, agent_type)
        references dom360.agents (tenant_id, id, agent_type) on delete cascade
);

comment on table dom360.inbox_agents is
    'Which agent answers in an inbox: one a type. An archived agent counts as none.';

-- Serves the inboxes of an agent, and its deletion.
create index inbox_agents_by_agent on dom360.inbox_agents (tenant_id, agent_id, agent_type);

select dom360.protect_tenant_table('dom360.inbox_agents');
grant select, insert, delete on dom360.inbox_agents to dom360_app, dom360_jobs;
