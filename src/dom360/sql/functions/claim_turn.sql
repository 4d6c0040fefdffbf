-- Takes a turn to the agent. p_take_over = false: by the process that began it and waits for its
-- place in the conversation. p_take_over = true: by another, after a failure or an ended lease;
-- this raises the attempt, so the former holder can no longer finish.
--
-- outcome: calling   the caller holds the turn
--          accepted  not its time yet; ask again
--          answered  it has its answer
--          handed_over  a person answers in this conversation
--          running   another attempt is under way, or the turn failed meanwhile
-- Error DM402: the turn had failed, and a hard budget is exhausted now; it stays as it was.
-- p_holder names the caller. A claim that is made again because its answer was lost on the way finds
-- the turn its own, and is told the same once more.
-- Called in autocommit. The conversation's row makes claims of one conversation wait for each other.
drop function if exists dom360.claim_turn(uuid, uuid, integer, boolean, integer, integer);
create or replace function dom360.claim_turn(
        p_tenant uuid, p_turn uuid, p_attempt integer, p_take_over boolean,
        p_lease_margin_ms integer, p_history integer, p_holder uuid default null)
    returns table (outcome text, turn_id uuid, attempt integer, conversation_id uuid,
                   message_id uuid, message_index integer, message_at timestamptz, context json)
    language plpgsql
    as $$
declare
    v_turn dom360.turns;
    v_margin interval := p_lease_margin_ms * interval '1 millisecond';
    v_lease timestamptz;
    v_handled_by text;
    v_hold record;
    v_mine boolean;
    v_again boolean;
begin
    perform dom360.set_tenant(p_tenant);
    select t.* into v_turn from dom360.turns t where t.tenant_id = p_tenant and t.id = p_turn;
    if not found then
        return;
    end if;

    turn_id := v_turn.id;
    attempt := v_turn.attempt;
    conversation_id := v_turn.conversation_id;
    message_id := v_turn.user_message_id;
    message_index := v_turn.user_message_index;
    message_at := v_turn.user_message_at;

    -- The many who wait and ask again: answered without a lock, as long as their lease is good. A
    -- conversation that goes to a person takes them all out of the state 'accepted'.
    if not p_take_over and v_turn.state = 'accepted' and v_turn.attempt = p_attempt
       and v_turn.lease_until > clock_timestamp() + v_margin
       and not dom360.turn_is_next(p_tenant, conversation_id, p_turn, message_index) then
        outcome := 'accepted';
        return next;
        return;
    end if;

    select k.handled_by into v_handled_by from dom360.conversations k
     where k.tenant_id = p_tenant and k.id = v_turn.conversation_id
       for update;
    select t.* into strict v_turn from dom360.turns t
     where t.tenant_id = p_tenant and t.id = p_turn
       for update;
    attempt := v_turn.attempt;
    v_mine := coalesce(v_turn.holder = p_holder, false) and v_turn.state in ('accepted', 'calling');
    v_again := v_mine and v_turn.state = 'calling';

    if v_turn.state in ('answered', 'handed_over') then
        outcome := v_turn.state;
    elsif not v_mine and (
              v_turn.attempt <> p_attempt
              or p_take_over and v_turn.state <> 'failed' and v_turn.lease_until >= clock_timestamp()
              or not p_take_over and v_turn.state <> 'accepted')
          or v_turn.error_code is not distinct from 'CONTACT_ERASED' then
        outcome := 'running';
    elsif v_handled_by = 'human' then
        -- It failed before the person came; now its message waits for them.
        outcome := 'handed_over';
        update dom360.turns t
           set state = 'handed_over', error_code = null, error_status = null, finished_at = now()
         where t.tenant_id = p_tenant and t.id = p_turn;
    else
        outcome := case when v_again
                             or dom360.turn_is_next(p_tenant, conversation_id, p_turn, message_index)
                        then 'calling' else 'accepted' end;
        -- Who only goes on waiting, in a dead process's stead, is no new attempt.
        attempt := v_turn.attempt
                   + (p_take_over and not v_again
                      and (outcome = 'calling' or v_turn.state = 'failed'))::integer;
        v_lease := dom360.turn_lease(p_tenant, p_lease_margin_ms);
        update dom360.turns t
           set state = claim_turn.outcome,
               attempt = claim_turn.attempt,
               lease_until = v_lease,
               holder = p_holder,
               error_code = null, error_status = null, finished_at = null
         where t.tenant_id = p_tenant and t.id = p_turn;
        if attempt > v_turn.attempt then
            perform dom360.count_retry(v_turn);
        end if;
        if v_turn.state = 'failed' and dom360.roll_budgets(p_tenant) then
            select * into v_hold
              from dom360.plan_budgets(p_tenant, v_turn.inbox_id, v_turn.api_key_id);
            update dom360.turns t
               set held_budgets = v_hold.held_budgets, held_tokens = v_hold.held_tokens,
                   held_micro_usd = v_hold.held_micro_usd
             where t.tenant_id = p_tenant and t.id = p_turn;
            perform dom360.take_budgets(
                p_tenant, v_hold.held_budgets, v_hold.held_tokens, v_hold.held_micro_usd);
        end if;
        if outcome = 'calling' then
            context := dom360.turn_context(p_tenant, p_turn, p_history);
        end if;
    end if;
    return next;
end
$$;

grant execute on function dom360.claim_turn(uuid, uuid, integer, boolean, integer, integer, uuid)
    to dom360_app, dom360_jobs;
