-- Gives a conversation to a person: the agent is silent from here on. Turns that are with the agent, or
-- wait for it, end at once; what the agent still answers to them is dropped (finish_turn), and its tools
-- work no more. Safe to call again. False where there is no such open conversation.
create or replace function dom360.hand_over(
        p_tenant uuid, p_conversation uuid, p_assignee uuid, p_reason text)
    returns boolean
    language plpgsql
    as $$
declare
    v_turns uuid[];
begin
    update dom360.conversations k
       set handled_by = 'human',
           handed_at = coalesce(k.handed_at, now()),
           assignee_user_id = coalesce(p_assignee, k.assignee_user_id),
           handoff_reason = coalesce(left(p_reason, 2000), k.handoff_reason)
     where k.tenant_id = p_tenant and k.id = p_conversation and k.status = 'open';
    if not found then
        return false;
    end if;

    with ended as (
        update dom360.turns t
           set state = 'handed_over', finished_at = now()
         where t.tenant_id = p_tenant and t.conversation_id = p_conversation
           and t.state in ('accepted', 'calling')
        returning t.id)
    select array_agg(e.id) into v_turns from ended e;
    perform dom360.release_budgets(p_tenant, v_turns);
    return true;
end
$$;

grant execute on function dom360.hand_over(uuid, uuid, uuid, text) to dom360_app, dom360_jobs;
