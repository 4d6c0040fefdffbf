-- For BI tools: one row a lead, without those that were merged into others. Who the contact is and what was
-- learned of them is not in it.
create or replace view dom360.bi_leads
    with (security_invoker = true, security_barrier = true)
as
select l.id as lead_id, l.contact_id, l.inbox_id, i.name as inbox, l.source, l.state, l.score,
       l.score_budget, l.score_authority, l.score_need, l.score_timeline, l.outcome,
       l.value_cents / 100.0 as value, l.currency, l.created_at, l.qualifying_at, l.qualified_at,
       l.scheduled_at, l.completed_at, l.meeting_at,
       l.state in ('NURTURING', 'UNQUALIFIED', 'CLOSED') and l.completed_at is null as dropped
  from dom360.leads l
  join dom360.inboxes i on i.tenant_id = l.tenant_id and i.id = l.inbox_id
 where l.tenant_id = (select dom360.bi_tenant_id())
   and i.tenant_id = (select dom360.bi_tenant_id())
   and l.merged_into is null;

grant select on dom360.bi_leads to dom360_bi;
