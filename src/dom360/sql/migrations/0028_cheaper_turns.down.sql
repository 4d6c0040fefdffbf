drop function if exists dom360.resume_turn(uuid, uuid, bytea, integer, integer, uuid);
drop function if exists dom360.claim_turn(uuid, uuid, integer, boolean, integer, integer, uuid);
drop function if exists dom360.begin_turn(
    uuid, text, bytea, uuid, text, uuid, text, text, text, integer, integer, uuid, uuid);
drop function if exists dom360.turn_context(uuid, uuid, integer);

alter table dom360.consumption_inbox_daily
    drop constraint consumption_counts_up,
    add constraint consumption_counts_up check (
        least(conversations, retries, unpriced_answers, grounded_answers, platform_ms_sum,
              agent_ms_100, agent_ms_250, agent_ms_500, agent_ms_1000, agent_ms_2000, agent_ms_3000,
              agent_ms_5000, agent_ms_8000, agent_ms_12000, agent_ms_20000, agent_ms_30000,
              agent_ms_60000, agent_ms_more, platform_ms_10, platform_ms_25, platform_ms_50,
              platform_ms_100, platform_ms_250, platform_ms_500, platform_ms_1000, platform_ms_2500,
              platform_ms_10000, platform_ms_more) >= 0) not valid,
    add constraint consumption_dashboard_counts_up check (
        least(knowledge_misses, first_ms_sum, first_ms_100, first_ms_250, first_ms_500, first_ms_1000,
              first_ms_2000, first_ms_3000, first_ms_5000, first_ms_8000, first_ms_12000,
              first_ms_20000, first_ms_30000, first_ms_60000, first_ms_more) >= 0) not valid;
