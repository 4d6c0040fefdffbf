-- Writes down that a conversation went from its agent to a person: the conversation itself forgets it
-- when it is given back.
create or replace function dom360.note_handover() returns trigger
    language plpgsql
    as $$
begin
    insert into dom360.handovers (tenant_id, conversation_id, inbox_id, agent_type)
    values (new.tenant_id, new.id, new.inbox_id, new.agent_type);
    return null;
end
$$;

create or replace trigger t50_handover after update of handled_by on dom360.conversations
    for each row when (old.handled_by = 'agent' and new.handled_by = 'human')
    execute function dom360.note_handover();
