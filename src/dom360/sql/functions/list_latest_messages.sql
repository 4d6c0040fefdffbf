-- What was said last in any conversation of a tenant, the newest first: the primary key read backwards,
-- the newest month first, and no month that is not needed. Two statements, because one with "or" keeps
-- no bound in a plan that serves every page. Sets the tenant itself: one round trip in autocommit, for
-- programs that ask all the time.
create or replace function dom360.list_latest_messages(
        p_tenant uuid, p_before_at timestamptz, p_before_id uuid, p_limit integer)
    returns table (id uuid, conversation_id uuid, inbox_id uuid, agent_type text,
                   message_index integer, role text, content text, created_at timestamptz)
    language plpgsql
    as $$
begin
    perform dom360.set_tenant(p_tenant);
    if p_before_at is null then
        return query
            select m.id, m.conversation_id, m.inbox_id, m.agent_type, m.message_index, m.role,
                   m.content, m.created_at
              from dom360.messages m
             where m.tenant_id = p_tenant
               and m.visibility = 'public'
             order by m.created_at desc, m.id desc
             limit p_limit;
    else
        return query
            select m.id, m.conversation_id, m.inbox_id, m.agent_type, m.message_index, m.role,
                   m.content, m.created_at
              from dom360.messages m
             where m.tenant_id = p_tenant
               and m.visibility = 'public'
               and m.created_at <= p_before_at  -- prunes the months after it
               and (m.created_at, m.id) < (p_before_at, p_before_id)
             order by m.created_at desc, m.id desc
             limit p_limit;
    end if;
end
$$;

grant execute on function dom360.list_latest_messages(uuid, timestamptz, uuid, integer) to dom360_app;
