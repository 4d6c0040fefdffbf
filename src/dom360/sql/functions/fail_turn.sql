-- Ends a turn without an answer, and gives back what it held of budgets. The contact's message stays;
-- the error is counted. False when a later attempt has the turn: then nothing happened.
create or replace function dom360.fail_turn(
        p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer)
    returns boolean
    language plpgsql
    as $$
declare
    v_conversation uuid;
begin
    perform dom360.set_tenant(p_tenant);
    select t.conversation_id into strict v_conversation from dom360.turns t
     where t.tenant_id = p_tenant and t.id = p_turn;
    perform from dom360.conversations k
      where k.tenant_id = p_tenant and k.id = v_conversation
        for update;

    if not dom360.note_failure(p_tenant, p_turn, p_attempt, p_error_code, p_error_status) then
        return false;
    end if;
    perform dom360.release_budgets(p_tenant, array[p_turn]);
    return true;
end
$$;

grant execute on function dom360.fail_turn(uuid, uuid, integer, text, integer)
    to dom360_app, dom360_jobs;
