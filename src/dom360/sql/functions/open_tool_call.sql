-- Whether a capability still holds, asked in the transaction of the tool's own work: its turn is with the
-- agent, in the attempt that the capability was made for. Whoever ends a turn, takes it over or hands its
-- conversation to a person locks the conversation first; p_hold locks it too, so none of that can happen
-- before the tool's work is committed. Tools that read don't wait: p_hold = 'none'. A tool that changes
-- the conversation says 'update' at once, because two that share a lock could not both raise it.
-- state: of the turn, or 'gone' where turn, tenant and conversation don't belong together, a later
-- attempt has the turn, or the tenant is suspended.
create or replace function dom360.open_tool_call(
        p_tenant uuid, p_turn uuid, p_attempt integer, p_conversation uuid, p_hold text)
    returns table (state text, contact_id uuid, inbox_id uuid, message_id uuid, message_index integer,
                   message_at timestamptz)
    language plpgsql
    as $$
begin
    if p_hold = 'share' then
        perform from dom360.conversations k
          where k.tenant_id = p_tenant and k.id = p_conversation for share;
    elsif p_hold = 'update' then
        perform from dom360.conversations k
          where k.tenant_id = p_tenant and k.id = p_conversation for no key update;
    end if;

    return query
    select case when n.status = 'active' and t.attempt = p_attempt then t.state else 'gone' end,
           k.contact_id, t.inbox_id, t.user_message_id, t.user_message_index, t.user_message_at
      from dom360.turns t
      join dom360.conversations k on k.tenant_id = p_tenant and k.id = t.conversation_id
      join dom360.tenants n on n.id = p_tenant
     where t.tenant_id = p_tenant and t.id = p_turn and t.conversation_id = p_conversation;
end
$$;

grant execute on function dom360.open_tool_call(uuid, uuid, integer, uuid, text) to dom360_app;
