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

-- part: asked_for
-- Which rows of the counters a question is about.
   and c.day between %(first_day)s and %(last_day)s
   and (%(inbox_ids)s::uuid[] is null or c.inbox_id = any (%(inbox_ids)s))
   and (%(agent_types)s::text[] is null or c.agent_type = any (%(agent_types)s))
   and (%(models)s::text[] is null or c.model = any (%(models)s))

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
   -- include: asked_for
 group by 1, 2, 3, 4
 order by 1, 2, 3, 4;

-- name: list_timed
-- Rows without an answer have nothing in their histograms, but retries.
select date_trunc(%(granularity)s, c.day::timestamp)::date as key, c.agent_type, c.model,
       sum(c.retries)::bigint as retries, sum(c.grounded_answers)::bigint as grounded_answers,
       sum(c.knowledge_misses)::bigint as knowledge_misses,
       sum(c.answers)::bigint as answers, sum(c.latency_ms_sum)::bigint as agent_ms_sum,
       sum(c.platform_ms_sum)::bigint as platform_ms_sum, sum(c.first_ms_sum)::bigint as first_ms_sum,
       array[sum(c.agent_ms_100), sum(c.agent_ms_250),
             sum(c.agent_ms_500), sum(c.agent_ms_1000),
             sum(c.agent_ms_2000), sum(c.agent_ms_3000),
             sum(c.agent_ms_5000), sum(c.agent_ms_8000),
             sum(c.agent_ms_12000), sum(c.agent_ms_20000),
             sum(c.agent_ms_30000), sum(c.agent_ms_60000),
             sum(c.agent_ms_more)]::bigint[] as agent_ms,
       array[sum(c.platform_ms_10), sum(c.platform_ms_25),
             sum(c.platform_ms_50), sum(c.platform_ms_100),
             sum(c.platform_ms_250), sum(c.platform_ms_500),
             sum(c.platform_ms_1000), sum(c.platform_ms_2500),
             sum(c.platform_ms_10000), sum(c.platform_ms_more)]::bigint[] as platform_ms,
       array[sum(c.first_ms_100), sum(c.first_ms_250),
             sum(c.first_ms_500), sum(c.first_ms_1000),
             sum(c.first_ms_2000), sum(c.first_ms_3000),
             sum(c.first_ms_5000), sum(c.first_ms_8000),
             sum(c.first_ms_12000), sum(c.first_ms_20000),
             sum(c.first_ms_30000), sum(c.first_ms_60000),
             sum(c.first_ms_more)]::bigint[] as first_ms
  from consumption_inbox_daily c
 where c.tenant_id = %(tenant_id)s
   -- include: asked_for
 group by 1, 2, 3
 order by 1, 2, 3;

-- name: list_day_costs
select c.day, sum(c.cost_micro_usd)::bigint as cost_micro_usd
  from consumption_inbox_daily c
 where c.tenant_id = %(tenant_id)s
   -- include: asked_for
 group by c.day
 order by c.day;

-- name: first_counted_day
select min(c.day) from consumption_inbox_daily c where c.tenant_id = %(tenant_id)s;

-- part: of_each_month
-- The largest conversations of each month, from an index, and of those the largest.
select k.id as conversation_id, k.inbox_id, i.name as inbox_name, k.agent_type,
       k.created_at as started_at, k.last_message_index as messages, k.total_tokens, k.cost_micro_usd
  from (select (%(first_day)s::date::timestamp at time zone %(timezone)s) - interval '3 hours' as first_at,
               ((%(last_day)s::date + 1)::timestamp at time zone %(timezone)s) + interval '3 hours' as last_at) b
 cross join generate_series(date_trunc('month', b.first_at at time zone 'utc'), b.last_at at time zone 'utc',
                            '1 month') month (start)
 cross join lateral (
       select c.id
         from conversations c
        where c.tenant_id = %(tenant_id)s
          and c.month = month.start::date

-- part: begun_in_the_period
          -- Within coalesce() the planner takes the day for what it is, nearly always true, and so walks
          -- the index from its upper end.
          and c.created_at >= b.first_at and c.created_at < b.last_at
          and coalesce((c.created_at at time zone %(timezone)s)::date
                       between %(first_day)s and %(last_day)s, false)
          and (%(inbox_ids)s::uuid[] is null or c.inbox_id = any (%(inbox_ids)s))
          and (%(agent_types)s::text[] is null or c.agent_type = any (%(agent_types)s))

-- name: list_top_by_tokens
-- include: of_each_month
          and c.total_tokens > 0
          -- include: begun_in_the_period
        order by c.total_tokens desc
        limit %(limit)s) large
  join conversations k on k.tenant_id = %(tenant_id)s and k.id = large.id
  join inboxes i on i.tenant_id = %(tenant_id)s and i.id = k.inbox_id
 order by k.total_tokens desc, k.id
 limit %(limit)s;

-- name: list_top_by_cost
-- include: of_each_month
          and c.cost_micro_usd > 0
          -- include: begun_in_the_period
        order by c.cost_micro_usd desc
        limit %(limit)s) large
  join conversations k on k.tenant_id = %(tenant_id)s and k.id = large.id
  join inboxes i on i.tenant_id = %(tenant_id)s and i.id = k.inbox_id
 order by k.cost_micro_usd desc, k.id
 limit %(limit)s;

-- name: list_steps
select date_trunc(%(granularity)s, e.day::timestamp)::date as key,
       coalesce(sum(e.events) filter (where e.kind = 'qualified'), 0)::bigint as qualified,
       coalesce(sum(e.events) filter (where e.kind = 'scheduled'), 0)::bigint as scheduled
  from events_of(%(tenant_id)s, array['qualified', 'scheduled'], %(first_day)s, %(last_day)s) e
 where %(inbox_ids)s::uuid[] is null or e.inbox_id = any (%(inbox_ids)s)
 group by 1
 order by 1;

-- name: list_events
select date_trunc(%(granularity)s, e.day::timestamp)::date as key, e.kind, e.code,
       sum(e.events)::bigint as events
  from events_of(%(tenant_id)s, array['failed', 'repaired', 'handover'], %(first_day)s, %(last_day)s) e
 where (%(inbox_ids)s::uuid[] is null or e.inbox_id = any (%(inbox_ids)s))
   and (%(agent_types)s::text[] is null or e.agent_type = any (%(agent_types)s))
 group by 1, 2, 3
 order by 1, 2, 3;

-- name: list_sources
-- The sources of the period's leads that the list of leads takes for one of those that were asked for.
select s.source
  from (select distinct c.source from lead_cohorts_of(%(tenant_id)s, %(first_day)s, %(last_day)s) c) s
 where s.source <> ''
   and fold_text(s.source) = any (array(select fold_text(a) from unnest(%(sources)s::text[]) a));

-- name: list_cohorts
-- All leads in one row, and a row for each week, each inbox and each source. That of all leads says also how
-- many are in each state and their scores, in the order of lead_states(), and the median seconds from a step
-- to the next. The two places asked for are the middle one of an odd count, and the two around the middle of
-- an even one: whole numbers, one sort (percentile_cont sorts floats, which took twice as long).
with cohort as materialized (
    select c.*
      from lead_cohorts_of(%(tenant_id)s, %(first_day)s, %(last_day)s) c
     where (%(inbox_ids)s::uuid[] is null or c.inbox_id = any (%(inbox_ids)s))
       and (%(sources)s::text[] is null or c.source = any (%(sources)s))),
part as (
    select c.week, c.inbox_id, c.source,
           coalesce(sum(c.leads), 0)::bigint as leads, coalesce(sum(c.qualifying), 0)::bigint as qualifying,
           coalesce(sum(c.qualified), 0)::bigint as qualified, coalesce(sum(c.scheduled), 0)::bigint as scheduled,
           coalesce(sum(c.completed), 0)::bigint as completed, coalesce(sum(c.score_sum), 0)::bigint as score_sum,
           coalesce(sum(c.drop_new), 0)::bigint as drop_new,
           coalesce(sum(c.drop_qualifying), 0)::bigint as drop_qualifying,
           coalesce(sum(c.drop_qualified), 0)::bigint as drop_qualified,
           coalesce(sum(c.drop_scheduled), 0)::bigint as drop_scheduled,
           coalesce(sum(c.no_budget), 0)::bigint as no_budget,
           coalesce(sum(c.no_authority), 0)::bigint as no_authority,
           coalesce(sum(c.no_need), 0)::bigint as no_need,
           coalesce(sum(c.no_timeline), 0)::bigint as no_timeline,
           grouping(c.week, c.inbox_id, c.source) = 7 as is_all
      from cohort c
     group by grouping sets ((), (c.week), (c.inbox_id), (c.source))),
state as (
    select s.place, sum(s.leads)::bigint as leads, sum(s.score)::bigint as score
      from cohort c
     cross join lateral unnest(c.in_state, c.score_in_state) with ordinality s (leads, score, place)
     group by s.place),
sums as materialized (
    select array(select leads from state order by place) as in_state,
           array(select score from state order by place) as score_in_state,
           (select percentile_disc(array[0.5, 0.5000001]) within group (order by s)
              from (select unnest(qualifying_s) as s from cohort) q) as to_qualifying,
           (select percentile_disc(array[0.5, 0.5000001]) within group (order by s)
              from (select unnest(qualified_s) as s from cohort) q) as to_qualified,
           (select percentile_disc(array[0.5, 0.5000001]) within group (order by s)
              from (select unnest(scheduled_s) as s from cohort) q) as to_scheduled,
           (select percentile_disc(array[0.5, 0.5000001]) within group (order by s)
              from (select unnest(completed_s) as s from cohort) q) as to_completed)
select p.week, p.inbox_id, p.source, p.leads, p.qualifying, p.qualified, p.scheduled, p.completed,
       p.score_sum, p.drop_new, p.drop_qualifying, p.drop_qualified, p.drop_scheduled,
       p.no_budget, p.no_authority, p.no_need, p.no_timeline,
       s.in_state, s.score_in_state,
       (s.to_qualifying[1]::bigint + s.to_qualifying[2]) / 2.0::float8 as qualifying_s,
       (s.to_qualified[1]::bigint + s.to_qualified[2]) / 2.0::float8 as qualified_s,
       (s.to_scheduled[1]::bigint + s.to_scheduled[2]) / 2.0::float8 as scheduled_s,
       (s.to_completed[1]::bigint + s.to_completed[2]) / 2.0::float8 as completed_s
  from part p
  left join sums s on p.is_all;

-- name: fold_sources
-- The sources that are the same to the list of leads: what each of them folds to.
select s.source, fold_text(s.source) as folded
  from unnest(%(sources)s::text[]) s (source);

-- name: list_with_marks
select distinct tenant_id from figure_marks order by tenant_id;

-- name: roll_figures
select roll_figures(%(tenant_id)s, %(limit)s);
