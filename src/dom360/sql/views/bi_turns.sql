-- For BI tools: one row a question, with what became of it and how long it took.
create or replace view dom360.bi_turns
    with (security_invoker = true, security_barrier = true)
as
select t.id as turn_id, t.conversation_id, t.inbox_id, t.agent_type, t.state,
       t.attempt as attempts, t.error_code, t.latency_ms, t.created_at as started_at, t.finished_at
  from dom360.turns t
 where t.tenant_id = (select dom360.bi_tenant_id());

grant select on dom360.bi_turns to dom360_bi;
