-- What was said in a conversation before a question, as the agent is told it: of the p_limit messages
-- before it those that are public, and later answers to earlier questions. Each question comes with its
-- answer right behind it, because an answer is stored after what was asked meanwhile.
-- Messages are numbered without gaps, so the numbers say how far back to read: a conversation of
-- thousands is not read through, and p_since leaves out the months before it. That is done as the plan
-- begins: left to itself, PostgreSQL planned anew for every call, because one month looks cheaper.
create or replace function dom360.conversation_history(
        p_tenant uuid, p_conversation uuid, p_since timestamptz, p_question integer,
        p_limit integer)
    returns json
    language sql stable
    set plan_cache_mode = force_generic_plan
    as $$
    select coalesce(json_agg(json_build_object(
                        'role', h.role, 'content', h.content, 'message_index', h.message_index,
                        'created_at', h.created_at) order by h.place, h.message_index), '[]')
      from (select m.role, m.content, m.message_index, m.created_at, m.visibility,
                   case when m.role <> 'assistant' or m.turn_id is null then m.message_index
                        -- 0: its question is further back than all that is read.
                        else first_value(case m.role when 'user' then m.message_index else 0 end)
                                 over (partition by m.turn_id order by m.message_index)
                        end as place
              from dom360.messages m
             where m.tenant_id = p_tenant
               and m.conversation_id = p_conversation
               and m.created_at >= p_since
               and m.message_index >= p_question - p_limit) h
     where h.visibility = 'public'
       and h.place < p_question
    $$;

grant execute on function dom360.conversation_history(
    uuid, uuid, timestamptz, integer, integer) to dom360_app, dom360_jobs;
