drop table dom360.consumption_proofs;

drop index dom360.leads_scheduled;
drop index dom360.leads_qualified;
drop index dom360.leads_by_beginning;
alter table dom360.leads
    drop column qualifying_at, drop column qualified_at, drop column scheduled_at,
    drop column completed_at;

drop table dom360.handovers;

drop index dom360.conversations_by_cost;
drop index dom360.conversations_by_tokens;
alter table dom360.conversations
    drop constraint conversations_counts_up,
    drop column month, drop column total_tokens, drop column cost_micro_usd;

alter table dom360.consumption_inbox_daily
    drop constraint consumption_dashboard_counts_up,
    drop column knowledge_misses, drop column first_ms_sum, drop column first_ms_100,
    drop column first_ms_250, drop column first_ms_500, drop column first_ms_1000,
    drop column first_ms_2000, drop column first_ms_3000, drop column first_ms_5000,
    drop column first_ms_8000, drop column first_ms_12000, drop column first_ms_20000,
    drop column first_ms_30000, drop column first_ms_60000, drop column first_ms_more;

alter table dom360.messages
    drop constraint messages_first_token_ms_check,
    drop column first_token_ms, drop column knowledge_miss;
