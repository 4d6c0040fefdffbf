-- Whether it is this turn's time: nobody is with the agent for this conversation, and no earlier
-- question waits. Only true for as long as the caller holds the conversation's row.
create or replace function dom360.turn_is_next(
        p_tenant uuid, p_conversation uuid, p_turn uuid, p_user_message_index integer)
    returns boolean
    language sql stable
    as $$
    select not exists (
        select from dom360.turns o
         where o.tenant_id = p_tenant
           and o.conversation_id = p_conversation
           and o.id is distinct from p_turn
           and (o.state = 'calling'
                or o.state = 'accepted' and o.user_message_index < p_user_message_index))
    $$;

grant execute on function dom360.turn_is_next(uuid, uuid, uuid, integer) to dom360_app, dom360_jobs;
