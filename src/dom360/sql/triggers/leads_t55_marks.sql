-- Which weeks' sums no longer hold: that in which the lead began, and those of its steps where these have
-- changed, or where they count. Before and after: either week may lose what the other gains.
create or replace function dom360.mark_lead() returns trigger
    language plpgsql
    as $$
begin
    -- erase_contact() marks the leads of the contact itself.
    if current_user = 'dom360_lookup' then
        return null;
    end if;
    if tg_op = 'INSERT' then
        perform dom360.mark_figures(new.tenant_id,
                                    array[new.created_at, new.qualified_at, new.scheduled_at]);
        return null;
    end if;
    perform dom360.mark_figures(new.tenant_id, array[new.created_at, old.created_at]);
    if row(new.inbox_id, new.merged_into, new.qualified_at, new.scheduled_at)
       is distinct from row(old.inbox_id, old.merged_into, old.qualified_at, old.scheduled_at) then
        perform dom360.mark_figures(new.tenant_id,
            array[new.qualified_at, old.qualified_at, new.scheduled_at, old.scheduled_at]);
    end if;
    return null;
end
$$;

create or replace trigger t55_marks after insert on dom360.leads
    for each row execute function dom360.mark_lead();

create or replace trigger t56_marks after update on dom360.leads
    for each row when (row(old.created_at, old.inbox_id, old.source, old.state, old.merged_into, old.score,
                           old.score_budget, old.score_authority, old.score_need, old.score_timeline,
                           old.qualifying_at, old.qualified_at, old.scheduled_at, old.completed_at)
                       is distinct from
                       row(new.created_at, new.inbox_id, new.source, new.state, new.merged_into, new.score,
                           new.score_budget, new.score_authority, new.score_need, new.score_timeline,
                           new.qualifying_at, new.qualified_at, new.scheduled_at, new.completed_at))
    execute function dom360.mark_lead();
