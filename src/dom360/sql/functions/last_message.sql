-- What was said last in a conversation, which knows when that was: the moment names the month.
-- A function of its own, because a list that joined all months was planned anew for every page, at
-- three times the cost of reading it. Its own plan is for any month, and leaves out the others as it
-- begins; left to itself, PostgreSQL planned anew for every row, because one month looks cheaper.
create or replace function dom360.last_message(
        p_tenant uuid, p_conversation uuid, p_at timestamptz, p_index integer)
    returns table (role text, visibility text, content text)
    language plpgsql stable rows 1
    set plan_cache_mode = force_generic_plan
    as $$
begin
    return query
        select m.role, m.visibility, left(m.content, 200)
          from dom360.messages m
         where m.tenant_id = p_tenant
           and m.created_at = p_at
           and m.conversation_id = p_conversation
           and m.message_index = p_index;
end
$$;

grant execute on function dom360.last_message(uuid, uuid, timestamptz, integer)
    to dom360_app, dom360_jobs;
