-- For BI tools: how long the answers took, as histograms that can be added up. A column is named after its
-- bucket's upper bound in milliseconds.
create or replace view dom360.bi_performance_by_day
    with (security_invoker = true, security_barrier = true)
as
select c.day, c.inbox_id, i.name as inbox, c.agent_type, c.model,
       sum(c.answers)::bigint as answers,
       sum(c.latency_ms_sum)::bigint as agent_ms,
       sum(c.platform_ms_sum)::bigint as platform_ms,
       sum(c.first_ms_sum)::bigint as first_ms,
       sum(c.agent_ms_100)::bigint as agent_ms_100,
       sum(c.agent_ms_250)::bigint as agent_ms_250,
       sum(c.agent_ms_500)::bigint as agent_ms_500,
       sum(c.agent_ms_1000)::bigint as agent_ms_1000,
       sum(c.agent_ms_2000)::bigint as agent_ms_2000,
       sum(c.agent_ms_3000)::bigint as agent_ms_3000,
       sum(c.agent_ms_5000)::bigint as agent_ms_5000,
       sum(c.agent_ms_8000)::bigint as agent_ms_8000,
       sum(c.agent_ms_12000)::bigint as agent_ms_12000,
       sum(c.agent_ms_20000)::bigint as agent_ms_20000,
       sum(c.agent_ms_30000)::bigint as agent_ms_30000,
       sum(c.agent_ms_60000)::bigint as agent_ms_60000,
       sum(c.agent_ms_more)::bigint as agent_ms_more,
       sum(c.platform_ms_10)::bigint as platform_ms_10,
       sum(c.platform_ms_25)::bigint as platform_ms_25,
       sum(c.platform_ms_50)::bigint as platform_ms_50,
       sum(c.platform_ms_100)::bigint as platform_ms_100,
       sum(c.platform_ms_250)::bigint as platform_ms_250,
       sum(c.platform_ms_500)::bigint as platform_ms_500,
       sum(c.platform_ms_1000)::bigint as platform_ms_1000,
       sum(c.platform_ms_2500)::bigint as platform_ms_2500,
       sum(c.platform_ms_10000)::bigint as platform_ms_10000,
       sum(c.platform_ms_more)::bigint as platform_ms_more,
       sum(c.first_ms_100)::bigint as first_ms_100,
       sum(c.first_ms_250)::bigint as first_ms_250,
       sum(c.first_ms_500)::bigint as first_ms_500,
       sum(c.first_ms_1000)::bigint as first_ms_1000,
       sum(c.first_ms_2000)::bigint as first_ms_2000,
       sum(c.first_ms_3000)::bigint as first_ms_3000,
       sum(c.first_ms_5000)::bigint as first_ms_5000,
       sum(c.first_ms_8000)::bigint as first_ms_8000,
       sum(c.first_ms_12000)::bigint as first_ms_12000,
       sum(c.first_ms_20000)::bigint as first_ms_20000,
       sum(c.first_ms_30000)::bigint as first_ms_30000,
       sum(c.first_ms_60000)::bigint as first_ms_60000,
       sum(c.first_ms_more)::bigint as first_ms_more
  from dom360.consumption_inbox_daily c
  join dom360.inboxes i on i.tenant_id = c.tenant_id and i.id = c.inbox_id
 where c.tenant_id = (select dom360.bi_tenant_id())
   and i.tenant_id = (select dom360.bi_tenant_id())
   and c.answers > 0
 group by c.day, c.inbox_id, i.name, c.agent_type, c.model;

grant select on dom360.bi_performance_by_day to dom360_bi;
