-- A new conversation needs no line: its first message follows in the same transaction.
create or replace function dom360.conversations_live() returns trigger
    language plpgsql
    as $$
begin
    perform dom360.note_live_event(new.tenant_id, 'conversation', new.id);
    return null;
end
$$;

create or replace trigger t60_live after update on dom360.conversations
    for each row when (old.status <> new.status
                       or old.handled_by <> new.handled_by
                       or old.assignee_user_id is distinct from new.assignee_user_id
                       or old.handoff_reason is distinct from new.handoff_reason)
    execute function dom360.conversations_live();
