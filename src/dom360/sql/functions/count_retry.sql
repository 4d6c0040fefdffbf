-- Counts that a turn is taken up again, given as it was before. A failure that it had is taken off the
-- errors of its day: errors are turns that ended without an answer, and this one goes on. For callers
-- that hold the conversation's row.
create or replace function dom360.count_retry(p_before dom360.turns) returns void
    language plpgsql
    as $$
declare
    v_timezone text;
    v_slot smallint;
begin
    select v.timezone into strict v_timezone
      from dom360.account_vars v
     where v.tenant_id = p_before.tenant_id;

    if p_before.state = 'failed' then
        -- The day may be over and its slots folded, also while this waits for the row: then it is in slot 0.
        -- Never below zero: a counter that somebody broke must not keep a turn from its answer.
        foreach v_slot in array array[dom360.slot_of(p_before.conversation_id), 0::smallint] loop
            update dom360.consumption_inbox_daily c
               set errors = c.errors - 1
             where c.tenant_id = p_before.tenant_id and c.inbox_id = p_before.inbox_id
               and c.day = (p_before.finished_at at time zone v_timezone)::date
               and c.agent_type = p_before.agent_type and c.model = ''
               and c.slot = v_slot and c.errors > 0;
            exit when found;
        end loop;
    end if;

    insert into dom360.consumption_inbox_daily as c
        (tenant_id, inbox_id, day, agent_type, model, slot, retries)
    values
        (p_before.tenant_id, p_before.inbox_id,
         (p_before.created_at at time zone v_timezone)::date, p_before.agent_type, '',
         dom360.slot_of(p_before.conversation_id), 1)
    on conflict (tenant_id, inbox_id, day, agent_type, model, slot) do update
       set retries = c.retries + excluded.retries;
end
$$;

grant execute on function dom360.count_retry(dom360.turns) to dom360_app, dom360_jobs;
