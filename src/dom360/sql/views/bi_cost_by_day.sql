-- For BI tools: what the answers cost, in US dollars at the prices of their moment. An answer of a
-- model without a known price is counted as unpriced and is not in the cost.
create or replace view dom360.bi_cost_by_day
    with (security_invoker = true, security_barrier = true)
as
select c.day, c.inbox_id, i.name as inbox, c.agent_type, c.model,
       sum(c.answers)::bigint                               as answers,
       sum(c.unpriced_answers)::bigint                      as unpriced_answers,
       (sum(c.cost_micro_usd) / 1000000.0)::numeric(18, 6)  as cost_usd
  from dom360.consumption_inbox_daily c
  join dom360.inboxes i on i.tenant_id = c.tenant_id and i.id = c.inbox_id
 where c.tenant_id = (select dom360.bi_tenant_id())
   and i.tenant_id = (select dom360.bi_tenant_id())
   and c.answers > 0
 group by c.day, c.inbox_id, i.name, c.agent_type, c.model;

grant select on dom360.bi_cost_by_day to dom360_bi;
