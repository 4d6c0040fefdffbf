-- Metering in full: conversations, retries, unpriced answers, latency histograms, prices of one's own,
-- a monthly summary, and logins for BI tools.
--
-- Safe beside yesterday's code: every new column has a default or may be null, and the checks are NOT
-- VALID: they hold for every new row without reading the old ones under a lock. What the new counters
-- should say about earlier days is filled in, day by day, by `dom360 usage reconcile --repair`.
alter table dom360.consumption_inbox_daily
    add column conversations     bigint  not null default 0,
    add column retries           bigint  not null default 0,
    add column unpriced_answers  bigint  not null default 0,
    add column grounded_answers  bigint  not null default 0,
    add column platform_ms_sum   bigint  not null default 0,
    add column agent_ms_100      integer not null default 0,
    add column agent_ms_250      integer not null default 0,
    add column agent_ms_500      integer not null default 0,
    add column agent_ms_1000     integer not null default 0,
    add column agent_ms_2000     integer not null default 0,
    add column agent_ms_3000     integer not null default 0,
    add column agent_ms_5000     integer not null default 0,
    add column agent_ms_8000     integer not null default 0,
    add column agent_ms_12000    integer not null default 0,
    add column agent_ms_20000    integer not null default 0,
    add column agent_ms_30000    integer not null default 0,
    add column agent_ms_60000    integer not null default 0,
    add column agent_ms_more     integer not null default 0,
    add column platform_ms_10    integer not null default 0,
    add column platform_ms_25    integer not null default 0,
    add column platform_ms_50    integer not null default 0,
    add column platform_ms_100   integer not null default 0,
    add column platform_ms_250   integer not null default 0,
    add column platform_ms_500   integer not null default 0,
    add column platform_ms_1000  integer not null default 0,
    add column platform_ms_2500  integer not null default 0,
    add column platform_ms_10000 integer not null default 0,
    add column platform_ms_more  integer not null default 0,
    add constraint consumption_counts_up check (
        least(conversations, retries, unpriced_answers, grounded_answers, platform_ms_sum,
              agent_ms_100, agent_ms_250, agent_ms_500, agent_ms_1000, agent_ms_2000, agent_ms_3000,
              agent_ms_5000, agent_ms_8000, agent_ms_12000, agent_ms_20000, agent_ms_30000,
              agent_ms_60000, agent_ms_more, platform_ms_10, platform_ms_25, platform_ms_50,
              platform_ms_100, platform_ms_250, platform_ms_500, platform_ms_1000, platform_ms_2500,
              platform_ms_10000, platform_ms_more) >= 0) not valid;

comment on column dom360.consumption_inbox_daily.errors is
    'Turns that ended without an answer, on the day of their end. A turn that is tried again is taken off.';
comment on column dom360.consumption_inbox_daily.retries is
    'How often a turn was taken up again, on the day the turn began: after a failure, or after its process died.';
comment on column dom360.consumption_inbox_daily.unpriced_answers is
    'Answers of a model without a known price. Their cost is not in cost_micro_usd.';
comment on column dom360.consumption_inbox_daily.grounded_answers is
    'Answers for which the agent named passages of the knowledge base.';
comment on column dom360.consumption_inbox_daily.latency_ms_sum is
    'Time with the agent, summed over the answers.';
comment on column dom360.consumption_inbox_daily.platform_ms_sum is
    'Time between question and stored answer that was not the agent''s, waiting for earlier turns included.';
comment on column dom360.consumption_inbox_daily.agent_ms_100 is
    'Answers whose agent took at most 100 ms; the columns that follow count 101 to 250 ms and so on.';
comment on column dom360.consumption_inbox_daily.platform_ms_10 is
    'Answers with at most 10 ms of platform time; the columns that follow count 11 to 25 ms and so on.';

grant update (conversations, retries, unpriced_answers, grounded_answers, platform_ms_sum,
              agent_ms_100, agent_ms_250, agent_ms_500, agent_ms_1000, agent_ms_2000, agent_ms_3000,
              agent_ms_5000, agent_ms_8000, agent_ms_12000, agent_ms_20000, agent_ms_30000,
              agent_ms_60000, agent_ms_more, platform_ms_10, platform_ms_25, platform_ms_50,
              platform_ms_100, platform_ms_250, platform_ms_500, platform_ms_1000, platform_ms_2500,
              platform_ms_10000, platform_ms_more)
    on dom360.consumption_inbox_daily to dom360_app, dom360_jobs;
-- A row that reconcile brought down to nothing goes.
grant delete on dom360.consumption_inbox_daily to dom360_jobs;
-- A MASTER sees consumption across tenants.
create policy admin_reads on dom360.consumption_inbox_daily for select to dom360_admin using (true);
grant select on dom360.consumption_inbox_daily to dom360_admin;


alter table dom360.messages
    add column platform_ms  integer,
    add column price_source text,
    add constraint messages_platform_ms_check check (platform_ms >= 0) not valid;

comment on column dom360.messages.platform_ms is
    'How long the turn took beside the agent: from the question''s arrival to the stored answer, without latency_ms.';
comment on column dom360.messages.price_source is
    'Where the price behind cost_micro_usd came from; null where no price was known.';

-- Serve reconcile and the errors by code: failed turns by day, and turns taken up again.
create index turns_failed on dom360.turns (tenant_id, finished_at)
    include (inbox_id, agent_type, error_code) where state = 'failed';
create index turns_repeated on dom360.turns (tenant_id, created_at) where attempt > 1;


-- Prices that replace the published ones. Two tables, because a default belongs to no tenant: it is
-- kept whole on every node of a distributed database, while a tenant's prices stay with the tenant.
create table dom360.model_prices (
    tenant_id  uuid        not null references dom360.tenants on delete cascade,
    model      text        not null check (model <> '' and length(model) <= 200),
    valid_from timestamptz not null,
    input      bigint      not null check (input between 0 and 10000000000),
    output     bigint      not null check (output between 0 and 10000000000),
    cached     bigint      not null check (cached between 0 and 10000000000),
    created_at timestamptz not null default now(),
    primary key (tenant_id, model, valid_from)
);

comment on table dom360.model_prices is
    'What a model costs this tenant, from a moment on: micro-USD for a million tokens.';
comment on column dom360.model_prices.cached is
    'For input tokens that the provider had cached. They are a part of the input.';

select dom360.protect_tenant_table('dom360.model_prices');
grant select on dom360.model_prices to dom360_app, dom360_jobs;
create policy admin_all on dom360.model_prices for all to dom360_admin using (true) with check (true);
grant select, insert, delete on dom360.model_prices to dom360_admin;
grant update (input, output, cached, created_at) on dom360.model_prices to dom360_admin;


create table dom360.default_model_prices (
    model      text        not null check (model <> '' and length(model) <= 200),
    valid_from timestamptz not null,
    input      bigint      not null check (input between 0 and 10000000000),
    output     bigint      not null check (output between 0 and 10000000000),
    cached     bigint      not null check (cached between 0 and 10000000000),
    created_at timestamptz not null default now(),
    primary key (model, valid_from)
);

comment on table dom360.default_model_prices is
    'What a model costs every tenant without a price of its own: micro-USD for a million tokens.';

grant select on dom360.default_model_prices to dom360_lookup;
grant select, insert, update, delete on dom360.default_model_prices to dom360_admin;


-- Who signs in for a BI tool, and whose numbers they see.
create table dom360.bi_logins (
    role_name  name        not null primary key,
    tenant_id  uuid        not null,
    created_at timestamptz not null default now()
);

comment on table dom360.bi_logins is
    'Directory: the one tenant of a BI login. Read by bi_tenant_id() and nobody else.';

select dom360.protect_tenant_table('dom360.bi_logins');
create policy lookup_reads on dom360.bi_logins for select to dom360_lookup using (true);
grant select on dom360.bi_logins to dom360_lookup;
create policy admin_all on dom360.bi_logins for all to dom360_admin using (true) with check (true);
grant select, insert, delete on dom360.bi_logins to dom360_admin;

-- No words, numbers or names of contacts among them, and no hashes.
select dom360.open_table_to_bi('dom360.consumption_inbox_daily',
    'tenant_id, inbox_id, day, agent_type, model, slot, messages, answers, errors, input_tokens,
     output_tokens, cached_tokens, total_tokens, cost_micro_usd, latency_ms_sum, conversations, retries,
     unpriced_answers, grounded_answers, platform_ms_sum');
select dom360.open_table_to_bi('dom360.inboxes', 'tenant_id, id, name, archived_at, created_at');
select dom360.open_table_to_bi('dom360.conversations',
    'tenant_id, id, inbox_id, contact_id, agent_type, status, last_message_index, last_message_at,
     created_at, closed_at');
select dom360.open_table_to_bi('dom360.turns',
    'tenant_id, id, conversation_id, inbox_id, agent_type, state, attempt, error_code, latency_ms,
     finished_at, created_at');


-- The monthly summary. A materialized view knows no row security, so it lies in a schema that no
-- service may enter, and belongs to a role whose only way to rows is this policy.
create policy mv_reads on dom360.consumption_inbox_daily for select to dom360_mv using (true);
grant select on dom360.consumption_inbox_daily to dom360_mv;

set local role dom360_mv;

create materialized view dom360_mv.mv_tenant_consumption_summary as
select tenant_id, date_trunc('month', day::timestamp)::date as month, agent_type, model,
       sum(conversations)::bigint     as conversations,
       sum(messages)::bigint          as messages,
       sum(answers)::bigint           as answers,
       sum(errors)::bigint            as errors,
       sum(retries)::bigint           as retries,
       sum(unpriced_answers)::bigint  as unpriced_answers,
       sum(grounded_answers)::bigint  as grounded_answers,
       sum(input_tokens)::bigint      as input_tokens,
       sum(output_tokens)::bigint     as output_tokens,
       sum(cached_tokens)::bigint     as cached_tokens,
       sum(total_tokens)::bigint      as total_tokens,
       sum(cost_micro_usd)::bigint    as cost_micro_usd,
       sum(latency_ms_sum)::bigint    as latency_ms_sum,
       sum(platform_ms_sum)::bigint   as platform_ms_sum,
       sum(agent_ms_100)::bigint      as agent_ms_100,
       sum(agent_ms_250)::bigint      as agent_ms_250,
       sum(agent_ms_500)::bigint      as agent_ms_500,
       sum(agent_ms_1000)::bigint     as agent_ms_1000,
       sum(agent_ms_2000)::bigint     as agent_ms_2000,
       sum(agent_ms_3000)::bigint     as agent_ms_3000,
       sum(agent_ms_5000)::bigint     as agent_ms_5000,
       sum(agent_ms_8000)::bigint     as agent_ms_8000,
       sum(agent_ms_12000)::bigint    as agent_ms_12000,
       sum(agent_ms_20000)::bigint    as agent_ms_20000,
       sum(agent_ms_30000)::bigint    as agent_ms_30000,
       sum(agent_ms_60000)::bigint    as agent_ms_60000,
       sum(agent_ms_more)::bigint     as agent_ms_more,
       sum(platform_ms_10)::bigint    as platform_ms_10,
       sum(platform_ms_25)::bigint    as platform_ms_25,
       sum(platform_ms_50)::bigint    as platform_ms_50,
       sum(platform_ms_100)::bigint   as platform_ms_100,
       sum(platform_ms_250)::bigint   as platform_ms_250,
       sum(platform_ms_500)::bigint   as platform_ms_500,
       sum(platform_ms_1000)::bigint  as platform_ms_1000,
       sum(platform_ms_2500)::bigint  as platform_ms_2500,
       sum(platform_ms_10000)::bigint as platform_ms_10000,
       sum(platform_ms_more)::bigint  as platform_ms_more
  from dom360.consumption_inbox_daily
 group by tenant_id, date_trunc('month', day::timestamp), agent_type, model;

comment on materialized view dom360_mv.mv_tenant_consumption_summary is
    'Consumption by tenant, month, agent type and model. Read it through dom360.tenant_consumption_summary.';

-- A refresh beside readers needs it, and it serves the view's filter.
create unique index mv_tenant_consumption_summary_key
    on dom360_mv.mv_tenant_consumption_summary (tenant_id, month, agent_type, model);

create table dom360_mv.refreshes (
    name         text        not null primary key,
    refreshed_at timestamptz not null
);

comment on table dom360_mv.refreshes is 'When a materialized view was filled last.';

insert into dom360_mv.refreshes values ('mv_tenant_consumption_summary', now());

set local role dom360_owner;
