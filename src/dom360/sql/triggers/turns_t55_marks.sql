-- A turn that failed, or that failed and goes on, or that a later attempt answered.
create or replace function dom360.mark_turn() returns trigger
    language plpgsql
    as $$
begin
    perform dom360.mark_figures(new.tenant_id, array[old.finished_at, new.finished_at, new.created_at]);
    return null;
end
$$;

create or replace trigger t55_marks after update on dom360.turns
    for each row when (old.state is distinct from new.state
                       and (old.state = 'failed' or new.state = 'failed'
                            or new.state = 'answered' and new.attempt > 1))
    execute function dom360.mark_turn();

-- As a turn is brought in from elsewhere.
create or replace trigger t56_marks after insert on dom360.turns
    for each row when (new.state = 'failed' or new.state = 'answered' and new.attempt > 1)
    execute function dom360.mark_turn();
