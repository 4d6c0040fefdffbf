-- For BI tools: how often a conversation went from its agent to a person.
create or replace view dom360.bi_handovers_by_day
    with (security_invoker = true, security_barrier = true)
as
select (h.created_at at time zone v.timezone)::date as day, h.inbox_id, i.name as inbox, h.agent_type,
       count(*) as handovers
  from dom360.handovers h
  join dom360.inboxes i on i.tenant_id = h.tenant_id and i.id = h.inbox_id
  join dom360.account_vars v on v.tenant_id = h.tenant_id
 where h.tenant_id = (select dom360.bi_tenant_id())
   and i.tenant_id = (select dom360.bi_tenant_id())
   and v.tenant_id = (select dom360.bi_tenant_id())
 group by 1, 2, 3, 4;

grant select on dom360.bi_handovers_by_day to dom360_bi;
