-- What was said last in any conversation of a tenant, the newest first: the primary key read backwards,
-- the newest month first. The last weeks are asked first, because most callers find all they want there,
-- and a look at every month of the years costs more than the rows. With "or" for the first page no bound
-- would be kept in a plan that serves every page, so it has bounds that hold everything. Sets the tenant
-- itself: one round trip in autocommit, for programs that ask all the time.
create or replace function dom360.list_latest_messages(
        p_tenant uuid, p_before_at timestamptz, p_before_id uuid, p_limit integer)
    returns table (id uuid, conversation_id uuid, inbox_id uuid, agent_type text,
                   message_index integer, role text, content text, created_at timestamptz)
    language plpgsql
    as $$
declare
    v_before timestamptz := coalesce(p_before_at, 'infinity');
    v_id uuid := coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
    v_recent timestamptz := coalesce(p_before_at, now()) - interval '20 days';
    v_found integer;
begin
    perform dom360.set_tenant(p_tenant);
    return query
        select m.id, m.conversation_id, m.inbox_id, m.agent_type, m.message_index, m.role,
               m.content, m.created_at
          from dom360.messages m
         where m.tenant_id = p_tenant
           and m.visibility = 'public'
           and m.created_at > v_recent
           and m.created_at <= v_before  -- prunes the months after it
           and (m.created_at, m.id) < (v_before, v_id)
         order by m.created_at desc, m.id desc
         limit p_limit;
    get diagnostics v_found = row_count;
    if v_found < p_limit then
        return query
            select m.id, m.conversation_id, m.inbox_id, m.agent_type, m.message_index, m.role,
                   m.content, m.created_at
              from dom360.messages m
             where m.tenant_id = p_tenant
               and m.visibility = 'public'
               and m.created_at <= v_recent
             order by m.created_at desc, m.id desc
             limit p_limit - v_found;
    end if;
end
$$;

grant execute on function dom360.list_latest_messages(uuid, timestamptz, uuid, integer) to dom360_app;
