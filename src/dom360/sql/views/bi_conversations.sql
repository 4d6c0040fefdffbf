-- For BI tools: one row a conversation. Who the contact is and what was said is not in it.
create or replace view dom360.bi_conversations
    with (security_invoker = true, security_barrier = true)
as
select k.id as conversation_id, k.inbox_id, i.name as inbox, k.contact_id, k.agent_type, k.status,
       k.last_message_index as messages, k.created_at as started_at, k.last_message_at, k.closed_at,
       k.total_tokens, (k.cost_micro_usd / 1000000.0)::numeric(18, 6) as cost_usd
  from dom360.conversations k
  join dom360.inboxes i on i.tenant_id = k.tenant_id and i.id = k.inbox_id
 where k.tenant_id = (select dom360.bi_tenant_id())
   and i.tenant_id = (select dom360.bi_tenant_id());

grant select on dom360.bi_conversations to dom360_bi;
