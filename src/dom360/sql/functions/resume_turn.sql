-- What a repeated call with a known request_id finds. An answer is told again; a turn that failed,
-- or whose holder is gone, is taken up anew with the next attempt; a live one is left alone, unless
-- the caller is its holder, whose first call lost its answer. Outcomes as in begin_turn.
drop function if exists dom360.resume_turn(uuid, uuid, bytea, integer, integer);
create or replace function dom360.resume_turn(
        p_tenant uuid, p_turn uuid, p_body_hash bytea, p_lease_margin_ms integer, p_history integer,
        p_holder uuid default null)
    returns table (outcome text, turn_id uuid, attempt integer, conversation_id uuid,
                   message_id uuid, message_index integer, message_at timestamptz, context json)
    language plpgsql
    as $$
declare
    v_turn dom360.turns;
    v_mine boolean;
begin
    select t.* into strict v_turn from dom360.turns t
     where t.tenant_id = p_tenant and t.id = p_turn;

    v_mine := coalesce(v_turn.holder = p_holder, false) and v_turn.state in ('accepted', 'calling');

    turn_id := v_turn.id;
    attempt := v_turn.attempt;
    conversation_id := v_turn.conversation_id;
    message_id := v_turn.user_message_id;
    message_index := v_turn.user_message_index;
    message_at := v_turn.user_message_at;
    if v_turn.body_hash <> p_body_hash then
        outcome := 'request_mismatch';
    elsif v_turn.state in ('answered', 'handed_over') then
        outcome := v_turn.state;
    elsif v_turn.state in ('accepted', 'calling') and v_turn.lease_until >= clock_timestamp()
          and not v_mine then
        outcome := 'running';
    else
        return query select * from dom360.claim_turn(
            p_tenant, p_turn, v_turn.attempt, not v_mine, p_lease_margin_ms, p_history, p_holder);
        return;
    end if;
    return next;
end
$$;

grant execute on function dom360.resume_turn(uuid, uuid, bytea, integer, integer, uuid)
    to dom360_app, dom360_jobs;
