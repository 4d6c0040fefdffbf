-- For BI tools: what every inbox consumed on every day of the tenant's time zone.
create or replace view dom360.bi_usage_by_day
    with (security_invoker = true, security_barrier = true)
as
select c.day, c.inbox_id, i.name as inbox, c.agent_type, c.model,
       sum(c.conversations)::bigint    as conversations,
       sum(c.messages)::bigint         as messages,
       sum(c.answers)::bigint          as answers,
       sum(c.errors)::bigint           as errors,
       sum(c.retries)::bigint          as retries,
       sum(c.grounded_answers)::bigint as grounded_answers,
       sum(c.input_tokens)::bigint     as input_tokens,
       sum(c.output_tokens)::bigint    as output_tokens,
       sum(c.cached_tokens)::bigint    as cached_tokens,
       sum(c.total_tokens)::bigint     as total_tokens,
       sum(c.latency_ms_sum)::bigint   as agent_ms,
       sum(c.platform_ms_sum)::bigint  as platform_ms,
       sum(c.knowledge_misses)::bigint as knowledge_misses
  from dom360.consumption_inbox_daily c
  join dom360.inboxes i on i.tenant_id = c.tenant_id and i.id = c.inbox_id
 where c.tenant_id = (select dom360.bi_tenant_id())
   and i.tenant_id = (select dom360.bi_tenant_id())
 group by c.day, c.inbox_id, i.name, c.agent_type, c.model;

grant select on dom360.bi_usage_by_day to dom360_bi;
