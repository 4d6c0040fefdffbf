-- For BI tools: turns that ended without an answer, by what went wrong, on the day of their end.
create or replace view dom360.bi_errors_by_day
    with (security_invoker = true, security_barrier = true)
as
select (t.finished_at at time zone v.timezone)::date as day, t.inbox_id, i.name as inbox, t.agent_type,
       t.error_code, count(*) as errors
  from dom360.turns t
  join dom360.inboxes i on i.tenant_id = t.tenant_id and i.id = t.inbox_id
  join dom360.account_vars v on v.tenant_id = t.tenant_id
 where t.tenant_id = (select dom360.bi_tenant_id())
   and i.tenant_id = (select dom360.bi_tenant_id())
   and v.tenant_id = (select dom360.bi_tenant_id())
   and t.state = 'failed'
 group by 1, 2, 3, 4, 5;

grant select on dom360.bi_errors_by_day to dom360_bi;
