-- Writes down what happened to a lead: that it began, each move, each change that people care about.
create or replace function dom360.note_lead_changes() returns trigger
    language plpgsql
    as $$
declare
    v_event dom360.lead_events;
begin
    -- erase_personal_data() overwrites the words; the lead, its score and its states stay as they were.
    if current_user = 'dom360_lookup' then
        return null;
    end if;
    v_event.tenant_id := new.tenant_id;
    v_event.lead_id := new.id;
    if tg_op = 'INSERT' then
        v_event.kind := 'created';
        v_event.to_state := new.state;
        v_event.new := jsonb_strip_nulls(jsonb_build_object('source', new.source));
        perform dom360.note_lead_event(v_event);
        return null;
    end if;
    select jsonb_object_agg(c.name, to_jsonb(old) -> c.name),
           jsonb_object_agg(c.name, to_jsonb(new) -> c.name)
      into v_event.old, v_event.new
      from unnest(array['interest', 'source', 'owner_user_id', 'meeting_at', 'outcome', 'value_cents',
                        'currency', 'merged_into']) c (name)
     where to_jsonb(old) -> c.name <> to_jsonb(new) -> c.name;
    if v_event.new is not null then
        v_event.kind := case when v_event.new ? 'merged_into' then 'merged' else 'changed' end;
        perform dom360.note_lead_event(v_event);
    end if;
    if new.state <> old.state then
        v_event.kind := 'state';
        v_event.from_state := old.state;
        v_event.to_state := new.state;
        v_event.old := null;
        v_event.new := null;
        v_event.new_score := new.score;
        perform dom360.note_lead_event(v_event);
    end if;
    return null;
end
$$;

create or replace trigger t50_events after insert or update on dom360.leads
    for each row execute function dom360.note_lead_changes();
