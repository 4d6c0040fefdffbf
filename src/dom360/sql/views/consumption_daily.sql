-- The sum of the slots: one row an inbox, day, agent type and model.
create or replace view dom360.consumption_daily
    with (security_invoker = true, security_barrier = true)
as
select tenant_id, inbox_id, day, agent_type, model,
       sum(messages)::bigint       as messages,
       sum(answers)::bigint        as answers,
       sum(errors)::bigint         as errors,
       sum(input_tokens)::bigint   as input_tokens,
       sum(output_tokens)::bigint  as output_tokens,
       sum(cached_tokens)::bigint  as cached_tokens,
       sum(total_tokens)::bigint   as total_tokens,
       sum(cost_micro_usd)::bigint as cost_micro_usd,
       sum(latency_ms_sum)::bigint as latency_ms_sum,
       sum(conversations)::bigint as conversations,
       sum(retries)::bigint as retries,
       sum(unpriced_answers)::bigint as unpriced_answers,
       sum(grounded_answers)::bigint as grounded_answers,
       sum(platform_ms_sum)::bigint as platform_ms_sum,
       sum(agent_ms_100)::bigint as agent_ms_100,
       sum(agent_ms_250)::bigint as agent_ms_250,
       sum(agent_ms_500)::bigint as agent_ms_500,
       sum(agent_ms_1000)::bigint as agent_ms_1000,
       sum(agent_ms_2000)::bigint as agent_ms_2000,
       sum(agent_ms_3000)::bigint as agent_ms_3000,
       sum(agent_ms_5000)::bigint as agent_ms_5000,
       sum(agent_ms_8000)::bigint as agent_ms_8000,
       sum(agent_ms_12000)::bigint as agent_ms_12000,
       sum(agent_ms_20000)::bigint as agent_ms_20000,
       sum(agent_ms_30000)::bigint as agent_ms_30000,
       sum(agent_ms_60000)::bigint as agent_ms_60000,
       sum(agent_ms_more)::bigint as agent_ms_more,
       sum(platform_ms_10)::bigint as platform_ms_10,
       sum(platform_ms_25)::bigint as platform_ms_25,
       sum(platform_ms_50)::bigint as platform_ms_50,
       sum(platform_ms_100)::bigint as platform_ms_100,
       sum(platform_ms_250)::bigint as platform_ms_250,
       sum(platform_ms_500)::bigint as platform_ms_500,
       sum(platform_ms_1000)::bigint as platform_ms_1000,
       sum(platform_ms_2500)::bigint as platform_ms_2500,
       sum(platform_ms_10000)::bigint as platform_ms_10000,
       sum(platform_ms_more)::bigint as platform_ms_more
  from dom360.consumption_inbox_daily
 group by tenant_id, inbox_id, day, agent_type, model;

grant select on dom360.consumption_daily to dom360_app, dom360_jobs;
