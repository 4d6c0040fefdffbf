-- The part of fail_turn() without the budgets: ends a turn without an answer and counts the error.
-- False when a later attempt has the turn: then nothing happened. For callers that hold the
-- conversation's row.
create or replace function dom360.note_failure(
        p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer)
    returns boolean
    language plpgsql
    as $$
declare
    v_turn dom360.turns;
    v_timezone text;
begin
    update dom360.turns t
       set state = 'failed', error_code = p_error_code, error_status = p_error_status,
           finished_at = now()
     where t.tenant_id = p_tenant and t.id = p_turn
       and t.state in ('accepted', 'calling') and t.attempt = p_attempt
    returning t.* into v_turn;
    if not found then
        return false;
    end if;

    select v.timezone into v_timezone from dom360.account_vars v where v.tenant_id = p_tenant;
    insert into dom360.consumption_inbox_daily as c
        (tenant_id, inbox_id, day, agent_type, model, slot, errors)
    values
        (p_tenant, v_turn.inbox_id, (now() at time zone v_timezone)::date, v_turn.agent_type, '',
         dom360.slot_of(v_turn.conversation_id), 1)
    on conflict (tenant_id, inbox_id, day, agent_type, model, slot) do update
       set errors = c.errors + excluded.errors;
    return true;
end
$$;

grant execute on function dom360.note_failure(uuid, uuid, integer, text, integer)
    to dom360_app, dom360_jobs;
