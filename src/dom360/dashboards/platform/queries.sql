-- name: platform_clock
-- Each company's days are its own; which day it is for all of them is said by UTC.
select 'UTC' as timezone, (now() at time zone 'utc')::date as today, now() as as_of;

-- name: list_platform_parts
-- For dom360_admin: all companies, or one of them, in one look at the counters. A row for each bucket of the
-- period, and for each model and each company: of these two the hundred that took most.
with part as (
    select case grouping(c.key, c.model, c.tenant_id)
                when 3 then 'series' when 5 then 'models' else 'companies' end as kind,
           coalesce(c.key, %(first_day)s::date) as key, coalesce(c.model, c.tenant_id::text, '') as part,
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
      from (select date_trunc(%(granularity)s, d.day::timestamp)::date as key, d.*
              from consumption_inbox_daily d
             where d.day between %(first_day)s and %(last_day)s
               and (%(of_tenant)s::uuid is null or d.tenant_id = %(of_tenant)s)) c
     group by grouping sets ((c.key), (c.model), (c.tenant_id))),
ranked as (
    select p.*, row_number() over (partition by p.kind order by p.total_tokens desc, p.part) as place
      from part p
     where p.kind <> 'models' or p.part <> '')
select r.kind, r.key, r.part, r.messages, r.answers, r.conversations, r.errors, r.retries,
       r.unpriced_answers, r.grounded_answers, r.knowledge_misses, r.input_tokens, r.output_tokens,
       r.cached_tokens, r.total_tokens, r.cost_micro_usd, r.agent_ms
  from ranked r
 where r.kind = 'series' or r.place <= 100
 order by r.kind, case when r.kind = 'series' then r.key end, r.place;

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
