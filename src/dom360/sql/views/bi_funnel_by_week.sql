-- For BI tools: how far the leads of each week have come until now.
create or replace view dom360.bi_funnel_by_week
    with (security_invoker = true, security_barrier = true)
as
select date_trunc('week', (l.created_at at time zone v.timezone)::date::timestamp)::date as week,
       l.inbox_id, i.name as inbox, l.source, count(*) as leads, count(l.qualifying_at) as qualifying,
       count(l.qualified_at) as qualified, count(l.scheduled_at) as scheduled,
       count(l.completed_at) as completed,
       count(*) filter (where l.state in ('NURTURING', 'UNQUALIFIED', 'CLOSED')
                          and l.completed_at is null) as dropped,
       sum(l.score)::bigint as score
  from dom360.leads l
  join dom360.inboxes i on i.tenant_id = l.tenant_id and i.id = l.inbox_id
  join dom360.account_vars v on v.tenant_id = l.tenant_id
 where l.tenant_id = (select dom360.bi_tenant_id())
   and i.tenant_id = (select dom360.bi_tenant_id())
   and v.tenant_id = (select dom360.bi_tenant_id())
   and l.merged_into is null
 group by 1, 2, 3, 4;

grant select on dom360.bi_funnel_by_week to dom360_bi;
