-- The monthly summary, one's own rows of it: the only door to mv_tenant_consumption_summary. Its
-- owner reads the materialized view for the caller, so this is the one view without security_invoker
-- and the barrier is what keeps a caller's functions behind the filter.
drop view if exists dom360.tenant_consumption_summary;
set local role dom360_mv;

create view dom360.tenant_consumption_summary
    with (security_barrier = true)
as
select tenant_id, month, agent_type, model, conversations, messages, answers, errors, retries,
       unpriced_answers, grounded_answers, input_tokens, output_tokens, cached_tokens, total_tokens,
       cost_micro_usd, latency_ms_sum, platform_ms_sum, agent_ms_100, agent_ms_250, agent_ms_500,
       agent_ms_1000, agent_ms_2000, agent_ms_3000, agent_ms_5000, agent_ms_8000, agent_ms_12000,
       agent_ms_20000, agent_ms_30000, agent_ms_60000, agent_ms_more, platform_ms_10,
       platform_ms_25, platform_ms_50, platform_ms_100, platform_ms_250, platform_ms_500,
       platform_ms_1000, platform_ms_2500, platform_ms_10000, platform_ms_more
  from dom360_mv.mv_tenant_consumption_summary
 where tenant_id = (select dom360.current_tenant_id());

grant select on dom360.tenant_consumption_summary to dom360_app, dom360_jobs;

set local role dom360_owner;
