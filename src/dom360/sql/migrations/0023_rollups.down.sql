revoke select (tenant_id, id, contact_id, inbox_id, state, score, score_budget, score_authority, score_need,
               score_timeline, criteria_met, source, outcome, value_cents, currency, meeting_at,
               merged_into, created_at, qualifying_at, qualified_at, scheduled_at, completed_at)
    on dom360.leads from dom360_bi;
revoke select (tenant_id, id, conversation_id, inbox_id, agent_type, created_at)
    on dom360.handovers from dom360_bi;
revoke select (tenant_id, timezone) on dom360.account_vars from dom360_bi;
revoke select (total_tokens, cost_micro_usd) on dom360.conversations from dom360_bi;
revoke select (knowledge_misses, first_ms_sum, agent_ms_100, agent_ms_250, agent_ms_500, agent_ms_1000,
               agent_ms_2000, agent_ms_3000, agent_ms_5000, agent_ms_8000, agent_ms_12000, agent_ms_20000,
               agent_ms_30000, agent_ms_60000, agent_ms_more, platform_ms_10, platform_ms_25,
               platform_ms_50, platform_ms_100, platform_ms_250, platform_ms_500, platform_ms_1000,
               platform_ms_2500, platform_ms_10000, platform_ms_more, first_ms_100, first_ms_250,
               first_ms_500, first_ms_1000, first_ms_2000, first_ms_3000, first_ms_5000, first_ms_8000,
               first_ms_12000, first_ms_20000, first_ms_30000, first_ms_60000, first_ms_more)
    on dom360.consumption_inbox_daily from dom360_bi;
drop policy bi_isolation on dom360.account_vars;
drop policy bi_rows on dom360.account_vars;
drop policy bi_isolation on dom360.leads;
drop policy bi_rows on dom360.leads;
drop policy bi_isolation on dom360.handovers;
drop policy bi_rows on dom360.handovers;

drop table dom360.event_days;
drop table dom360.lead_cohorts;
drop table dom360.figure_weeks;
drop table dom360.figure_marks;
drop index dom360.consumption_unfolded;

drop index dom360.conversations_by_cost;
create index conversations_by_cost on dom360.conversations (tenant_id, month, cost_micro_usd desc)
    where cost_micro_usd > 0;
drop index dom360.conversations_by_tokens;
create index conversations_by_tokens on dom360.conversations (tenant_id, month, total_tokens desc)
    where total_tokens > 0;
