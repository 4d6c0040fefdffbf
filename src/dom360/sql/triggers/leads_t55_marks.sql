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

-- Column by column: of two rows compared, a restored backup would tell the condition in other words.
create or replace trigger t56_marks after update on dom360.leads
    for each row when (old.created_at is distinct from new.created_at
                     or old.inbox_id is distinct from new.inbox_id
                     or old.source is distinct from new.source
                     or old.state is distinct from new.state
                     or old.merged_into is distinct from new.merged_into
                     or old.score is distinct from new.score
                     or old.score_budget is distinct from new.score_budget
                     or old.score_authority is distinct from new.score_authority
                     or old.score_need is distinct from new.score_need
                     or old.score_timeline is distinct from new.score_timeline
                     or old.qualifying_at is distinct from new.qualifying_at
                     or old.qualified_at is distinct from new.qualified_at
                     or old.scheduled_at is distinct from new.scheduled_at
                     or old.completed_at is distinct from new.completed_at)
    execute function dom360.mark_lead();
