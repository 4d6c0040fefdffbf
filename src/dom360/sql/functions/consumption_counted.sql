-- What the slots of consumption_inbox_daily should come to on a tenant's days, both included, counted from
-- the messages, conversations and turns themselves; given as slot 0. The days are those of the tenant's present time zone.
-- The bounds on created_at are a few hours too wide, because midnight does not exist, or comes twice,
-- on some days of some zones; the day itself decides.
create or replace function dom360.consumption_counted(p_tenant uuid, p_first_day date, p_last_day date)
    returns setof dom360.consumption_inbox_daily
    language sql stable
    as $$
    with clock as (
        select v.timezone,
               (p_first_day::timestamp at time zone v.timezone) - interval '3 hours' as first_at,
               ((p_last_day + 1)::timestamp at time zone v.timezone) + interval '3 hours' as last_at
          from dom360.account_vars v
         where v.tenant_id = p_tenant),
    event as (
        select 'message' as kind, m.inbox_id, m.created_at as at, m.agent_type, m.model,
               m.role = 'assistant' as answer, m.rag_context <> '[]' as grounded,
               m.input_tokens, m.output_tokens, m.cached_tokens, m.total_tokens, m.cost_micro_usd,
               m.latency_ms, m.platform_ms, m.knowledge_miss, m.first_token_ms, 0 as retries
          from dom360.messages m
         where m.tenant_id = p_tenant
           and m.created_at >= (select first_at from clock)
           and m.created_at < (select last_at from clock)
        union all
        select 'conversation', k.inbox_id, k.created_at, k.agent_type, '', false, false,
               0, 0, 0, 0, 0, 0, 0, false, null, 0
          from dom360.conversations k
         where k.tenant_id = p_tenant
           and k.created_at >= (select first_at from clock)
           and k.created_at < (select last_at from clock)
        union all
        select 'error', t.inbox_id, t.finished_at, t.agent_type, '', false, false,
               0, 0, 0, 0, 0, 0, 0, false, null, 0
          from dom360.turns t
         where t.tenant_id = p_tenant
           and t.state = 'failed'
           and t.finished_at >= (select first_at from clock)
           and t.finished_at < (select last_at from clock)
        union all
        select 'retry', t.inbox_id, t.created_at, t.agent_type, '', false, false,
               0, 0, 0, 0, 0, 0, 0, false, null, t.attempt - 1
          from dom360.turns t
         where t.tenant_id = p_tenant
           and t.attempt > 1
           and t.created_at >= (select first_at from clock)
           and t.created_at < (select last_at from clock)),
    dated as (
        select e.*, (e.at at time zone c.timezone)::date as day from event e cross join clock c)
    select p_tenant, e.inbox_id, e.day, e.agent_type, e.model, 0::smallint,
           count(*) filter (where e.kind = 'message'),
           count(*) filter (where e.answer),
           count(*) filter (where e.kind = 'error'),
           coalesce(sum(e.input_tokens), 0)::bigint,
           coalesce(sum(e.output_tokens), 0)::bigint,
           coalesce(sum(e.cached_tokens), 0)::bigint,
           coalesce(sum(e.total_tokens), 0)::bigint,
           coalesce(sum(e.cost_micro_usd), 0)::bigint,
           coalesce(sum(e.latency_ms), 0)::bigint,
           count(*) filter (where e.kind = 'conversation'),
           coalesce(sum(e.retries), 0)::bigint,
           count(*) filter (where e.answer and e.cost_micro_usd is null),
           count(*) filter (where e.answer and e.grounded),
           coalesce(sum(e.platform_ms), 0)::bigint,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 0))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 1))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 2))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 3))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 4))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 5))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 6))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 7))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 8))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 9))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 10))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 11))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 12))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 0))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 1))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 2))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 3))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 4))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 5))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 6))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 7))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 8))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 9))::integer,
           count(*) filter (where e.answer and e.knowledge_miss),
           coalesce(sum(e.first_token_ms), 0)::bigint,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 0))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 1))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 2))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 3))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 4))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 5))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 6))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 7))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 8))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 9))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 10))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 11))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 12))::integer
      from dated e
     where e.day between p_first_day and p_last_day
     group by e.inbox_id, e.day, e.agent_type, e.model
    $$;

grant execute on function dom360.consumption_counted(uuid, date, date) to dom360_jobs;
