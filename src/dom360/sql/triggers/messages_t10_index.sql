-- Gives a message its place, and adds what it took to its conversation's sums. The update also holds the
-- conversation until the transaction ends, so two messages of one conversation can never interleave.
create or replace function dom360.messages_index() returns trigger
    language plpgsql
    as $$
begin
    if new.role = 'assistant' then
        new.knowledge_miss := new.rag_context = '[]'
            and new.tool_calls @> '[{"name": "search_knowledge_base"}]';
    end if;
    update dom360.conversations
       set last_message_index = last_message_index + 1,
           last_message_at = new.created_at,
           total_tokens = total_tokens + new.total_tokens,
           cost_micro_usd = cost_micro_usd + coalesce(new.cost_micro_usd, 0)
     where tenant_id = new.tenant_id
       and id = new.conversation_id
       and erased_at is null
    returning last_message_index into new.message_index;

    if not found then
        if exists (select from dom360.conversations
                    where tenant_id = new.tenant_id and id = new.conversation_id) then
            -- To whoever works on a turn of it, it is as if somebody else had the turn now.
            raise exception 'the conversation was erased' using errcode = 'DM001';
        end if;
        raise exception 'message without conversation' using errcode = 'foreign_key_violation';
    end if;
    return new;
end
$$;

create or replace trigger t10_index before insert on dom360.messages
    for each row execute function dom360.messages_index();
