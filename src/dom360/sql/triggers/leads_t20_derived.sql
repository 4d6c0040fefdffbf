-- The one place where a score is computed: at every write of the lead, from its fields, whatever the
-- statement says. Who changes a field touches the lead (lead_fields_t50_learned), and whoever writes a
-- lead holds its row; so the last to write has seen everybody's fields.
create or replace function dom360.derive_lead() returns trigger
    language plpgsql
    as $$
begin
    -- erase_personal_data() overwrites the words; the lead, its score and its states stay as they were.
    if current_user = 'dom360_lookup' then
        return new;
    end if;
    select coalesce(max(p.points) filter (where f.field = 'budget'), 0),
           coalesce(max(p.points) filter (where f.field = 'authority'), 0),
           coalesce(max(p.points) filter (where f.field = 'pain'), 0),
           coalesce(max(p.points) filter (where f.field = 'timeline'), 0)
      into new.score_budget, new.score_authority, new.score_need, new.score_timeline
      from dom360.lead_fields f
     cross join lateral (select dom360.bant_points(f.field, f.value, f.confidence) as points) p
     where f.tenant_id = new.tenant_id and f.lead_id = new.id;

    new.score := new.score_budget + new.score_authority + new.score_need + new.score_timeline;
    new.criteria_met := (new.score_budget * 2 >= 25)::integer + (new.score_authority * 2 >= 30)::integer
                        + (new.score_need * 2 >= 35)::integer + (new.score_timeline * 2 >= 10)::integer;
    return new;
end
$$;

create or replace trigger t20_derived before insert or update on dom360.leads
    for each row execute function dom360.derive_lead();
