create or replace function dom360.conversation_labels_live() returns trigger
    language plpgsql
    as $$
begin
    perform dom360.note_live_event(coalesce(new.tenant_id, old.tenant_id), 'conversation',
                                   coalesce(new.conversation_id, old.conversation_id));
    return null;
end
$$;

create or replace trigger t60_live after insert or delete on dom360.conversation_labels
    for each row execute function dom360.conversation_labels_live();
