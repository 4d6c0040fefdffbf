-- name: platform_clock
-- Each company's days are its own; which day it is for all of them is said by UTC.
select 'UTC' as timezone, (now() at time zone 'utc')::date as today, now() as as_of;

-- name: list_platform_series
-- For dom360_admin: all companies, or one of them.
select date_trunc(%(granularity)s, c.day::timestamp)::date as key, '' as part,
       sum(c.messages)::bigint as messages, sum(c.answers)::bigint as answers,
       sum(c.conversations)::bigint as conversations, sum(c.errors)::bigint as errors,
       sum(c.retries)::bigint as retries, sum(c.unpriced_answers)::bigint as unpriced_answers,
       sum(c.grounded_answers)::bigint as grounded_answers,
       sum(c.knowledge_misses)::bigint as knowledge_misses,
       sum(c.input_tokens)::bigint as input_tokens, sum(c.output_tokens)::bigint as output_tokens,
       sum(c.cached_tokens)::bigint as cached_tokens, sum(c.total_tokens)::bigint as total_tokens,
       sum(c.cost_micro_usd)::bigint as cost_micro_usd,
       array[coalesce(sum(c.agent_ms_100), 0), coalesce(sum(c.agent_ms_250), 0),
             coalesce(sum(c.agent_ms_500), 0), coalesce(sum(c.agent_ms_1000), 0),
             coalesce(sum(c.agent_ms_2000), 0), coalesce(sum(c.agent_ms_3000), 0),
             coalesce(sum(c.agent_ms_5000), 0), coalesce(sum(c.agent_ms_8000), 0),
             coalesce(sum(c.agent_ms_12000), 0), coalesce(sum(c.agent_ms_20000), 0),
             coalesce(sum(c.agent_ms_30000), 0), coalesce(sum(c.agent_ms_60000), 0),
             coalesce(sum(c.agent_ms_more), 0)]::bigint[] as agent_ms
  from consumption_inbox_daily c
 where c.day between %(first_day)s and %(last_day)s
   and (%(of_tenant)s::uuid is null or c.tenant_id = %(of_tenant)s)
 group by 1
 order by 1;

-- name: list_platform_models
select %(first_day)s::date as key, c.model as part,
       sum(c.messages)::bigint as messages, sum(c.answers)::bigint as answers,
       sum(c.conversations)::bigint as conversations, sum(c.errors)::bigint as errors,
       sum(c.retries)::bigint as retries, sum(c.unpriced_answers)::bigint as unpriced_answers,
       sum(c.grounded_answers)::bigint as grounded_answers,
       sum(c.knowledge_misses)::bigint as knowledge_misses,
       sum(c.input_tokens)::bigint as input_tokens, sum(c.output_tokens)::bigint as output_tokens,
       sum(c.cached_tokens)::bigint as cached_tokens, sum(c.total_tokens)::bigint as total_tokens,
       sum(c.cost_micro_usd)::bigint as cost_micro_usd,
       array[coalesce(sum(c.agent_ms_100), 0), coalesce(sum(c.agent_ms_250), 0),
             coalesce(sum(c.agent_ms_500), 0), coalesce(sum(c.agent_ms_1000), 0),
             coalesce(sum(c.agent_ms_2000), 0), coalesce(sum(c.agent_ms_3000), 0),
             coalesce(sum(c.agent_ms_5000), 0), coalesce(sum(c.agent_ms_8000), 0),
             coalesce(sum(c.agent_ms_12000), 0), coalesce(sum(c.agent_ms_20000), 0),
             coalesce(sum(c.agent_ms_30000), 0), coalesce(sum(c.agent_ms_60000), 0),
             coalesce(sum(c.agent_ms_more), 0)]::bigint[] as agent_ms
  from consumption_inbox_daily c
 where c.day between %(first_day)s and %(last_day)s
   and (%(of_tenant)s::uuid is null or c.tenant_id = %(of_tenant)s)
   and c.model <> ''
 group by c.model
 order by sum(c.total_tokens) desc, c.model
 limit 100;

-- name: list_platform_companies
-- The companies that took most.
select %(first_day)s::date as key, c.tenant_id::text as part,
       sum(c.messages)::bigint as messages, sum(c.answers)::bigint as answers,
       sum(c.conversations)::bigint as conversations, sum(c.errors)::bigint as errors,
       sum(c.retries)::bigint as retries, sum(c.unpriced_answers)::bigint as unpriced_answers,
       sum(c.grounded_answers)::bigint as grounded_answers,
       sum(c.knowledge_misses)::bigint as knowledge_misses,
       sum(c.input_tokens)::bigint as input_tokens, sum(c.output_tokens)::bigint as output_tokens,
       sum(c.cached_tokens)::bigint as cached_tokens, sum(c.total_tokens)::bigint as total_tokens,
       sum(c.cost_micro_usd)::bigint as cost_micro_usd,
       array[coalesce(sum(c.agent_ms_100), 0), coalesce(sum(c.agent_ms_250), 0),
             coalesce(sum(c.agent_ms_500), 0), coalesce(sum(c.agent_ms_1000), 0),
             coalesce(sum(c.agent_ms_2000), 0), coalesce(sum(c.agent_ms_3000), 0),
             coalesce(sum(c.agent_ms_5000), 0), coalesce(sum(c.agent_ms_8000), 0),
             coalesce(sum(c.agent_ms_12000), 0), coalesce(sum(c.agent_ms_20000), 0),
             coalesce(sum(c.agent_ms_30000), 0), coalesce(sum(c.agent_ms_60000), 0),
             coalesce(sum(c.agent_ms_more), 0)]::bigint[] as agent_ms
  from consumption_inbox_daily c
 where c.day between %(first_day)s and %(last_day)s
   and (%(of_tenant)s::uuid is null or c.tenant_id = %(of_tenant)s)
 group by c.tenant_id
 order by sum(c.total_tokens) desc, c.tenant_id
 limit 100;

-- name: list_platform_names
select t.id::text as id, t.name, t.slug, p.proven_at, p.rows_off
  from tenants t
  left join consumption_proofs p on p.tenant_id = t.id
 where t.id::text = any (%(ids)s);

-- name: count_unproven
-- How many companies there are, whose counters were found equal, and whose were not.
select count(*)::integer as companies,
       (count(*) filter (where p.rows_off = 0))::integer as equal,
       (count(*) filter (where p.rows_off > 0))::integer as differing
  from tenants t
  left join consumption_proofs p on p.tenant_id = t.id
 where t.kind = 'customer';
