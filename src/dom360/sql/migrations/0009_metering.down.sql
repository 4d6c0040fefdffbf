set local role dom360_mv;
drop table dom360_mv.refreshes;
drop materialized view dom360_mv.mv_tenant_consumption_summary;
set local role dom360_owner;

drop policy mv_reads on dom360.consumption_inbox_daily;
revoke select on dom360.consumption_inbox_daily from dom360_mv;

drop policy bi_isolation on dom360.turns;
drop policy bi_rows on dom360.turns;
drop policy bi_isolation on dom360.conversations;
drop policy bi_rows on dom360.conversations;
drop policy bi_isolation on dom360.inboxes;
drop policy bi_rows on dom360.inboxes;
drop policy bi_isolation on dom360.consumption_inbox_daily;
drop policy bi_rows on dom360.consumption_inbox_daily;
revoke select (tenant_id, id, conversation_id, inbox_id, agent_type, state, attempt, error_code,
               latency_ms, finished_at, created_at) on dom360.turns from dom360_bi;
revoke select (tenant_id, id, inbox_id, contact_id, agent_type, status, last_message_index,
               last_message_at, created_at, closed_at) on dom360.conversations from dom360_bi;
revoke select (tenant_id, id, name, archived_at, created_at) on dom360.inboxes from dom360_bi;
revoke select (tenant_id, inbox_id, day, agent_type, model, slot, messages, answers, errors,
               input_tokens, output_tokens, cached_tokens, total_tokens, cost_micro_usd,
               latency_ms_sum) on dom360.consumption_inbox_daily from dom360_bi;
drop table dom360.bi_logins;
drop table dom360.default_model_prices;
drop table dom360.model_prices;

drop index dom360.turns_repeated;
drop index dom360.turns_failed;
alter table dom360.messages drop column price_source, drop column platform_ms;

drop policy admin_reads on dom360.consumption_inbox_daily;
revoke select on dom360.consumption_inbox_daily from dom360_admin;
revoke delete on dom360.consumption_inbox_daily from dom360_jobs;
comment on column dom360.consumption_inbox_daily.errors is 'Turns that ended without an answer.';
comment on column dom360.consumption_inbox_daily.latency_ms_sum is null;
alter table dom360.consumption_inbox_daily
    drop constraint consumption_counts_up,
    drop column conversations, drop column retries, drop column unpriced_answers,
    drop column grounded_answers, drop column platform_ms_sum,
    drop column agent_ms_100, drop column agent_ms_250, drop column agent_ms_500,
    drop column agent_ms_1000, drop column agent_ms_2000, drop column agent_ms_3000,
    drop column agent_ms_5000, drop column agent_ms_8000, drop column agent_ms_12000,
    drop column agent_ms_20000, drop column agent_ms_30000, drop column agent_ms_60000,
    drop column agent_ms_more, drop column platform_ms_10, drop column platform_ms_25,
    drop column platform_ms_50, drop column platform_ms_100, drop column platform_ms_250,
    drop column platform_ms_500, drop column platform_ms_1000, drop column platform_ms_2500,
    drop column platform_ms_10000, drop column platform_ms_more;
