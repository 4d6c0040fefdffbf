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
       sum(latency_ms_sum)::bigint as latency_ms_sum
  from dom360.consumption_inbox_daily
 group by tenant_id, inbox_id, day, agent_type, model;

grant select on dom360.consumption_daily to dom360_app, dom360_jobs;
