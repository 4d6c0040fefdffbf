-- Questions for Metabase: New → SQL query, one each; the line above a question is its name. What stands in
-- {{…}} becomes a field of the question; what stands in [[…]] is left out while that field is empty.

-- name: Tokens by model
select day, model, sum(total_tokens) as tokens
  from bi_usage_by_day
 where model <> ''
   [[and day >= {{first_day}}]]
 group by day, model
 order by day;

-- name: Cost by month and inbox
select date_trunc('month', day)::date as month, inbox, sum(cost_usd) as cost_usd,
       sum(unpriced_answers) as unpriced_answers
  from bi_cost_by_day
 where true
   [[and day >= {{first_day}}]]
 group by 1, 2
 order by 1, 2;

-- name: Dearest conversations
select conversation_id, inbox, agent_type, started_at, messages, total_tokens, cost_usd
  from bi_conversations
 order by cost_usd desc
 limit 20;

-- name: Share of answers within three seconds
select day, sum(agent_ms_100 + agent_ms_250 + agent_ms_500 + agent_ms_1000 + agent_ms_2000 + agent_ms_3000)
            / nullif(sum(answers), 0)::float8 as within_3_s
  from bi_performance_by_day
 where true
   [[and day >= {{first_day}}]]
 group by day
 order by day;

-- name: Errors by code
select error_code, sum(errors) as errors
  from bi_errors_by_day
 where true
   [[and day >= {{first_day}}]]
 group by error_code
 order by errors desc;

-- name: Funnel by source
select coalesce(source, 'unknown') as source, sum(leads) as leads, sum(qualified) as qualified,
       sum(scheduled) as scheduled, round(100.0 * sum(qualified) / sum(leads), 1) as qualified_percent
  from bi_funnel_by_week
 where true
   [[and week >= {{first_day}}]]
 group by 1
 order by leads desc;

-- name: Time until a meeting
select date_trunc('month', created_at)::date as month,
       percentile_cont(0.5) within group (order by scheduled_at - created_at) as median
  from bi_leads
 where scheduled_at is not null
 group by 1
 order by 1;

-- name: Handovers
select day, inbox, sum(handovers) as handovers
  from bi_handovers_by_day
 where true
   [[and day >= {{first_day}}]]
 group by day, inbox
 order by day;
