-- One line in a lead's timeline, with who did it (set_lead_actor). The caller fills in what it knows.
create or replace function dom360.note_lead_event(p_event dom360.lead_events) returns void
    language plpgsql
    as $$
declare
    v_actor jsonb := coalesce(nullif(current_setting('app.lead_actor', true), ''), '{}')::jsonb;
begin
    insert into dom360.lead_events (
        tenant_id, lead_id, kind, from_state, to_state, field, old, new, old_score, new_score, comment,
        actor_kind, actor_id, conversation_id, message_id, message_at, message_index)
    values (
        p_event.tenant_id, p_event.lead_id, p_event.kind, p_event.from_state, p_event.to_state,
        p_event.field, p_event.old, p_event.new, p_event.old_score, p_event.new_score, p_event.comment,
        coalesce(v_actor ->> 'kind', 'system'), v_actor ->> 'id',
        coalesce(p_event.conversation_id, (v_actor ->> 'conversation_id')::uuid),
        coalesce(p_event.message_id, (v_actor ->> 'message_id')::uuid),
        coalesce(p_event.message_at, (v_actor ->> 'message_at')::timestamptz),
        coalesce(p_event.message_index, (v_actor ->> 'message_index')::integer));
end
$$;

grant execute on function dom360.note_lead_event(dom360.lead_events) to dom360_app, dom360_jobs;
