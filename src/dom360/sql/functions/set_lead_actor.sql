-- Who changes leads in this transaction, and in which message's turn: the triggers write it into
-- lead_events. SET LOCAL, as in set_tenant.
create or replace function dom360.set_lead_actor(
        p_kind text, p_id text, p_conversation uuid default null, p_message uuid default null,
        p_message_at timestamptz default null, p_message_index integer default null)
    returns void
    language plpgsql
    as $$
begin
    execute pg_catalog.format('set local app.lead_actor = %L', pg_catalog.jsonb_build_object(
        'kind', p_kind, 'id', pg_catalog.left(p_id, 200), 'conversation_id', p_conversation,
        'message_id', p_message, 'message_at', p_message_at, 'message_index', p_message_index));
end
$$;

grant execute on function dom360.set_lead_actor(text, text, uuid, uuid, timestamptz, integer)
    to dom360_app, dom360_jobs;
