-- When a lead first came to a step of the funnel. A second time changes nothing: a lead that is taken up
-- again, or whose meeting is moved, came that far before.
create or replace function dom360.note_milestones() returns trigger
    language plpgsql
    as $$
begin
    if new.state = old.state then
        return new;
    end if;
    case new.state
        when 'QUALIFYING' then new.qualifying_at := coalesce(new.qualifying_at, clock_timestamp());
        when 'QUALIFIED'  then new.qualified_at := coalesce(new.qualified_at, clock_timestamp());
        when 'SCHEDULED'  then new.scheduled_at := coalesce(new.scheduled_at, clock_timestamp());
        when 'COMPLETED'  then new.completed_at := coalesce(new.completed_at, clock_timestamp());
        else null;
    end case;
    return new;
end
$$;

create or replace trigger t30_milestones before update of state on dom360.leads
    for each row execute function dom360.note_milestones();
