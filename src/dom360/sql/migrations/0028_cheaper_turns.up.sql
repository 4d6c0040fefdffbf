-- Every statement that writes a row reads the text of all checks of its table first: a sixth of what
-- PostgreSQL did for a turn, and a third of that were the histograms' 36 columns. Only a trigger counts them up;
-- `usage reconcile` compares them with the messages. The sums keep their check.
alter table dom360.consumption_inbox_daily
    drop constraint consumption_counts_up,
    drop constraint consumption_dashboard_counts_up,
    add constraint consumption_counts_up check (
        least(conversations, retries, unpriced_answers, grounded_answers, platform_ms_sum,
              knowledge_misses, first_ms_sum) >= 0) not valid;

-- Their answer is of another type: made anew below.
drop function if exists dom360.resume_turn(uuid, uuid, bytea, integer, integer, uuid);
drop function if exists dom360.claim_turn(uuid, uuid, integer, boolean, integer, integer, uuid);
drop function if exists dom360.begin_turn(
    uuid, text, bytea, uuid, text, uuid, text, text, text, integer, integer, uuid, uuid);
drop function if exists dom360.turn_context(uuid, uuid, integer);
