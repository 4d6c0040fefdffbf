-- A field came, changed or went: has the lead's score computed anew and writes both down.
create or replace function dom360.note_lead_field() returns trigger
    language plpgsql
    as $$
declare
    v_row dom360.lead_fields;
    v_event dom360.lead_events;
begin
    -- erase_personal_data() overwrites the words; the lead, its score and its states stay as they were.
    if current_user = 'dom360_lookup' then
        return null;
    end if;
    if tg_op = 'DELETE' then v_row := old; else v_row := new; end if;
    v_event.tenant_id := v_row.tenant_id;
    v_event.lead_id := v_row.lead_id;
    select l.score into v_event.old_score from dom360.leads l
     where l.tenant_id = v_row.tenant_id and l.id = v_row.lead_id
       for no key update;
    update dom360.leads l
       set updated_at = now(), last_activity_at = now()
     where l.tenant_id = v_row.tenant_id and l.id = v_row.lead_id
    returning l.score into v_event.new_score;
    if not found then
        return null;  -- the lead itself is being deleted
    end if;

    v_event.kind := 'field';
    v_event.field := v_row.field;
    if tg_op <> 'INSERT' then
        v_event.old := jsonb_build_object('value', old.value, 'confidence', old.confidence);
    end if;
    if tg_op <> 'DELETE' then
        v_event.new := jsonb_build_object('value', new.value, 'confidence', new.confidence);
        v_event.conversation_id := new.conversation_id;
        v_event.message_id := new.message_id;
        v_event.message_at := new.message_at;
        v_event.message_index := new.message_index;
    end if;
    perform dom360.note_lead_event(v_event);
    return null;
end
$$;

create or replace trigger t50_learned after insert or update or delete on dom360.lead_fields
    for each row execute function dom360.note_lead_field();
