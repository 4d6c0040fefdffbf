-- name: clock
select timezone, (now() at time zone timezone)::date as today, now() as as_of
  from account_vars
 where tenant_id = %(tenant_id)s;

-- name: find_proof
select proven_at, first_day, last_day, days_before, rows_off, off
  from consumption_proofs
 where tenant_id = %(tenant_id)s;

-- name: list_inboxes
select id, name from inboxes where tenant_id = %(tenant_id)s order by name, id;

-- name: list_counted
-- A week begins on Monday. The bounds are days of the tenant; the slots are added up.
select date_trunc(%(granularity)s, c.day::timestamp)::date as key, c.inbox_id, c.agent_type, c.model,
       sum(c.messages)::bigint as messages, sum(c.answers)::bigint as answers,
       sum(c.conversations)::bigint as conversations, sum(c.errors)::bigint as errors,
       sum(c.retries)::bigint as retries, sum(c.unpriced_answers)::bigint as unpriced_answers,
       sum(c.grounded_answers)::bigint as grounded_answers,
       sum(c.knowledge_misses)::bigint as knowledge_misses,
       sum(c.input_tokens)::bigint as input_tokens, sum(c.output_tokens)::bigint as output_tokens,
       sum(c.cached_tokens)::bigint as cached_tokens, sum(c.total_tokens)::bigint as total_tokens,
       sum(c.cost_micro_usd)::bigint as cost_micro_usd
  from consumption_inbox_daily c
 where c.tenant_id = %(tenant_id)s
   and c.day between %(first_day)s and %(last_day)s
   and (%(inbox_ids)s::uuid[] is null or c.inbox_id = any (%(inbox_ids)s))
   and (%(agent_types)s::text[] is null or c.agent_type = any (%(agent_types)s))
   and (%(models)s::text[] is null or c.model = any (%(models)s))
 group by 1, 2, 3, 4
 order by 1, 2, 3, 4;

-- name: list_timed
-- Rows without an answer have nothing in their histograms.
select date_trunc(%(granularity)s, c.day::timestamp)::date as key, c.agent_type, c.model,
       sum(c.answers)::bigint as answers, sum(c.latency_ms_sum)::bigint as agent_ms_sum,
       sum(c.platform_ms_sum)::bigint as platform_ms_sum, sum(c.first_ms_sum)::bigint as first_ms_sum,
       array[coalesce(sum(c.agent_ms_100), 0), coalesce(sum(c.agent_ms_250), 0),
             coalesce(sum(c.agent_ms_500), 0), coalesce(sum(c.agent_ms_1000), 0),
             coalesce(sum(c.agent_ms_2000), 0), coalesce(sum(c.agent_ms_3000), 0),
             coalesce(sum(c.agent_ms_5000), 0), coalesce(sum(c.agent_ms_8000), 0),
             coalesce(sum(c.agent_ms_12000), 0), coalesce(sum(c.agent_ms_20000), 0),
             coalesce(sum(c.agent_ms_30000), 0), coalesce(sum(c.agent_ms_60000), 0),
             coalesce(sum(c.agent_ms_more), 0)]::bigint[] as agent_ms,
       array[coalesce(sum(c.platform_ms_10), 0), coalesce(sum(c.platform_ms_25), 0),
             coalesce(sum(c.platform_ms_50), 0), coalesce(sum(c.platform_ms_100), 0),
             coalesce(sum(c.platform_ms_250), 0), coalesce(sum(c.platform_ms_500), 0),
             coalesce(sum(c.platform_ms_1000), 0), coalesce(sum(c.platform_ms_2500), 0),
             coalesce(sum(c.platform_ms_10000), 0), coalesce(sum(c.platform_ms_more), 0)]::bigint[] as platform_ms,
       array[coalesce(sum(c.first_ms_100), 0), coalesce(sum(c.first_ms_250), 0),
             coalesce(sum(c.first_ms_500), 0), coalesce(sum(c.first_ms_1000), 0),
             coalesce(sum(c.first_ms_2000), 0), coalesce(sum(c.first_ms_3000), 0),
             coalesce(sum(c.first_ms_5000), 0), coalesce(sum(c.first_ms_8000), 0),
             coalesce(sum(c.first_ms_12000), 0), coalesce(sum(c.first_ms_20000), 0),
             coalesce(sum(c.first_ms_30000), 0), coalesce(sum(c.first_ms_60000), 0),
             coalesce(sum(c.first_ms_more), 0)]::bigint[] as first_ms
  from consumption_inbox_daily c
 where c.tenant_id = %(tenant_id)s
   and c.day between %(first_day)s and %(last_day)s
   and (%(inbox_ids)s::uuid[] is null or c.inbox_id = any (%(inbox_ids)s))
   and (%(agent_types)s::text[] is null or c.agent_type = any (%(agent_types)s))
   and (%(models)s::text[] is null or c.model = any (%(models)s))
   and c.answers > 0
 group by 1, 2, 3
 order by 1, 2, 3;

-- name: list_day_costs
select c.day, sum(c.cost_micro_usd)::bigint as cost_micro_usd
  from consumption_inbox_daily c
 where c.tenant_id = %(tenant_id)s
   and c.day between %(first_day)s and %(last_day)s
   and (%(inbox_ids)s::uuid[] is null or c.inbox_id = any (%(inbox_ids)s))
   and (%(agent_types)s::text[] is null or c.agent_type = any (%(agent_types)s))
   and (%(models)s::text[] is null or c.model = any (%(models)s))
 group by c.day
 order by c.day;

-- name: first_counted_day
select min(c.day) from consumption_inbox_daily c where c.tenant_id = %(tenant_id)s;

-- name: list_top_by_tokens
-- Of the conversations that began in the period: the largest of each month, from an index, and of those
-- the largest.
select k.id as conversation_id, k.inbox_id, i.name as inbox_name, k.agent_type,
       k.created_at as started_at, k.last_message_index as messages, k.total_tokens, k.cost_micro_usd
  from generate_series(date_trunc('month', (%(first_day)s::date - 1)::timestamp),
                       (%(last_day)s::date + 1)::timestamp, '1 month') month (start)
 cross join lateral (
       select c.id, c.inbox_id, c.agent_type, c.created_at, c.last_message_index, c.total_tokens,
              c.cost_micro_usd
         from conversations c
        where c.tenant_id = %(tenant_id)s
          and c.month = month.start::date
          and c.total_tokens > 0
          and (c.created_at at time zone %(timezone)s)::date between %(first_day)s and %(last_day)s
          and (%(inbox_ids)s::uuid[] is null or c.inbox_id = any (%(inbox_ids)s))
          and (%(agent_types)s::text[] is null or c.agent_type = any (%(agent_types)s))
        order by c.total_tokens desc
        limit %(limit)s) k
  join inboxes i on i.tenant_id = %(tenant_id)s and i.id = k.inbox_id
 order by k.total_tokens desc, k.id
 limit %(limit)s;

-- name: list_top_by_cost
select k.id as conversation_id, k.inbox_id, i.name as inbox_name, k.agent_type,
       k.created_at as started_at, k.last_message_index as messages, k.total_tokens, k.cost_micro_usd
  from generate_series(date_trunc('month', (%(first_day)s::date - 1)::timestamp),
                       (%(last_day)s::date + 1)::timestamp, '1 month') month (start)
 cross join lateral (
       select c.id, c.inbox_id, c.agent_type, c.created_at, c.last_message_index, c.total_tokens,
              c.cost_micro_usd
         from conversations c
        where c.tenant_id = %(tenant_id)s
          and c.month = month.start::date
          and c.cost_micro_usd > 0
          and (c.created_at at time zone %(timezone)s)::date between %(first_day)s and %(last_day)s
          and (%(inbox_ids)s::uuid[] is null or c.inbox_id = any (%(inbox_ids)s))
          and (%(agent_types)s::text[] is null or c.agent_type = any (%(agent_types)s))
        order by c.cost_micro_usd desc
        limit %(limit)s) k
  join inboxes i on i.tenant_id = %(tenant_id)s and i.id = k.inbox_id
 order by k.cost_micro_usd desc, k.id
 limit %(limit)s;

-- name: list_steps
-- The bounds are a few hours too wide, because midnight does not exist, or comes twice, on some days of
-- some zones; the day itself decides.
select s.key, sum(s.qualified)::bigint as qualified, sum(s.scheduled)::bigint as scheduled
  from (select date_trunc(%(granularity)s, (l.qualified_at at time zone %(timezone)s)::date::timestamp)::date as key,
               1 as qualified, 0 as scheduled
          from leads l
         where l.tenant_id = %(tenant_id)s
           and l.merged_into is null
           and l.qualified_at is not null
           and l.qualified_at >= ((%(first_day)s::date)::timestamp at time zone %(timezone)s) - interval '3 hours'
           and l.qualified_at < ((%(last_day)s::date + 1)::timestamp at time zone %(timezone)s) + interval '3 hours'
           and (l.qualified_at at time zone %(timezone)s)::date between %(first_day)s and %(last_day)s
           and (%(inbox_ids)s::uuid[] is null or l.inbox_id = any (%(inbox_ids)s))
        union all
        select date_trunc(%(granularity)s, (l.scheduled_at at time zone %(timezone)s)::date::timestamp)::date, 0, 1
          from leads l
         where l.tenant_id = %(tenant_id)s
           and l.merged_into is null
           and l.scheduled_at is not null
           and l.scheduled_at >= ((%(first_day)s::date)::timestamp at time zone %(timezone)s) - interval '3 hours'
           and l.scheduled_at < ((%(last_day)s::date + 1)::timestamp at time zone %(timezone)s) + interval '3 hours'
           and (l.scheduled_at at time zone %(timezone)s)::date between %(first_day)s and %(last_day)s
           and (%(inbox_ids)s::uuid[] is null or l.inbox_id = any (%(inbox_ids)s))) s
 group by s.key
 order by s.key;

-- name: list_failures
-- From the index on failed turns alone, which are few.
select date_trunc(%(granularity)s, (t.finished_at at time zone %(timezone)s)::date::timestamp)::date as key,
       t.error_code, count(*) as errors
  from turns t
 where t.tenant_id = %(tenant_id)s
   and t.state = 'failed'
   and t.finished_at >= ((%(first_day)s::date)::timestamp at time zone %(timezone)s) - interval '3 hours'
   and t.finished_at < ((%(last_day)s::date + 1)::timestamp at time zone %(timezone)s) + interval '3 hours'
   and (t.finished_at at time zone %(timezone)s)::date between %(first_day)s and %(last_day)s
   and (%(inbox_ids)s::uuid[] is null or t.inbox_id = any (%(inbox_ids)s))
   and (%(agent_types)s::text[] is null or t.agent_type = any (%(agent_types)s))
 group by 1, 2
 order by 1, 2;

-- name: list_events
select e.key, sum(e.repaired)::bigint as repaired, sum(e.handovers)::bigint as handovers
  from (select date_trunc(%(granularity)s, (t.created_at at time zone %(timezone)s)::date::timestamp)::date as key,
               1 as repaired, 0 as handovers
          from turns t
         where t.tenant_id = %(tenant_id)s
           and t.attempt > 1
           and t.state = 'answered'
           and t.created_at >= ((%(first_day)s::date)::timestamp at time zone %(timezone)s) - interval '3 hours'
           and t.created_at < ((%(last_day)s::date + 1)::timestamp at time zone %(timezone)s) + interval '3 hours'
           and (t.created_at at time zone %(timezone)s)::date between %(first_day)s and %(last_day)s
           and (%(inbox_ids)s::uuid[] is null or t.inbox_id = any (%(inbox_ids)s))
           and (%(agent_types)s::text[] is null or t.agent_type = any (%(agent_types)s))
        union all
        select date_trunc(%(granularity)s, (h.created_at at time zone %(timezone)s)::date::timestamp)::date, 0, 1
          from handovers h
         where h.tenant_id = %(tenant_id)s
           and h.created_at >= ((%(first_day)s::date)::timestamp at time zone %(timezone)s) - interval '3 hours'
           and h.created_at < ((%(last_day)s::date + 1)::timestamp at time zone %(timezone)s) + interval '3 hours'
           and (h.created_at at time zone %(timezone)s)::date between %(first_day)s and %(last_day)s
           and (%(inbox_ids)s::uuid[] is null or h.inbox_id = any (%(inbox_ids)s))
           and (%(agent_types)s::text[] is null or h.agent_type = any (%(agent_types)s))) e
 group by e.key
 order by e.key;

-- name: list_cohorts
-- One pass over the leads that began in the period. A lead that dropped out is counted at the last step
-- that it came to. The sources are folded in the end, once for each, as the list of leads compares them.
with lead as (
    select date_trunc('week', (l.created_at at time zone %(timezone)s)::date::timestamp)::date as week,
           l.inbox_id, l.source, l.state, l.score, l.score_budget, l.score_authority, l.score_need,
           l.score_timeline, l.qualifying_at, l.qualified_at, l.scheduled_at, l.completed_at,
           l.state in ('NURTURING', 'UNQUALIFIED', 'CLOSED') and l.completed_at is null as dropped
      from leads l
     where l.tenant_id = %(tenant_id)s
       and l.merged_into is null
       and l.created_at >= ((%(first_day)s::date)::timestamp at time zone %(timezone)s) - interval '3 hours'
       and l.created_at < ((%(last_day)s::date + 1)::timestamp at time zone %(timezone)s) + interval '3 hours'
       and (l.created_at at time zone %(timezone)s)::date between %(first_day)s and %(last_day)s
       and (%(inbox_ids)s::uuid[] is null or l.inbox_id = any (%(inbox_ids)s)))
select d.week, d.inbox_id, d.source, d.state, count(*) as leads,
       count(d.qualifying_at) as qualifying, count(d.qualified_at) as qualified,
       count(d.scheduled_at) as scheduled, count(d.completed_at) as completed,
       sum(d.score)::bigint as score_sum,
       count(*) filter (where d.dropped and d.qualifying_at is null) as drop_new,
       count(*) filter (where d.dropped and d.qualifying_at is not null
                          and d.qualified_at is null) as drop_qualifying,
       count(*) filter (where d.dropped and d.qualified_at is not null
                          and d.scheduled_at is null) as drop_qualified,
       count(*) filter (where d.dropped and d.scheduled_at is not null) as drop_scheduled,
       count(*) filter (where d.dropped and d.score_budget * 2 < 25) as no_budget,
       count(*) filter (where d.dropped and d.score_authority * 2 < 30) as no_authority,
       count(*) filter (where d.dropped and d.score_need * 2 < 35) as no_need,
       count(*) filter (where d.dropped and d.score_timeline * 2 < 10) as no_timeline
  from lead d
 group by d.week, d.inbox_id, d.source, d.state
 order by d.week, d.inbox_id, d.source, d.state;

-- name: fold_sources
-- The sources that are the same to the list of leads: what each of them folds to.
select s.source, fold_text(s.source) as folded
  from unnest(%(sources)s::text[]) s (source);

-- name: get_step_times
-- Seconds from a step to the next.
select percentile_cont(0.5) within group (
           order by extract(epoch from l.qualifying_at - l.created_at)::float8) as qualifying,
       percentile_cont(0.5) within group (
           order by extract(epoch from l.qualified_at - l.qualifying_at)::float8) as qualified,
       percentile_cont(0.5) within group (
           order by extract(epoch from l.scheduled_at - l.qualified_at)::float8) as scheduled,
       percentile_cont(0.5) within group (
           order by extract(epoch from l.completed_at - l.scheduled_at)::float8) as completed
  from leads l
 where l.tenant_id = %(tenant_id)s
   and l.merged_into is null
   and l.qualifying_at is not null
   and l.created_at >= ((%(first_day)s::date)::timestamp at time zone %(timezone)s) - interval '3 hours'
   and l.created_at < ((%(last_day)s::date + 1)::timestamp at time zone %(timezone)s) + interval '3 hours'
   and (l.created_at at time zone %(timezone)s)::date between %(first_day)s and %(last_day)s
   and (%(inbox_ids)s::uuid[] is null or l.inbox_id = any (%(inbox_ids)s))
   and (%(sources)s::text[] is null or l.source = any (%(sources)s));
