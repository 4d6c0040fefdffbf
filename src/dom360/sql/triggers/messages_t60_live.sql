create or replace function dom360.messages_live() returns trigger
    language plpgsql
    as $$
begin
    perform dom360.note_live_event(new.tenant_id, 'message', new.conversation_id);
    return null;
end
$$;

create or replace trigger t60_live after insert on dom360.messages
    for each row execute function dom360.messages_live();
