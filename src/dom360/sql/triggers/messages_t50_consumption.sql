-- Meters a message in its own transaction: sums and messages cannot drift apart. The slot follows
-- the conversation, whose row is locked anyway, so two conversations seldom meet on one row.
-- consumption_counted says the same over stored messages; a test and `dom360 usage reconcile` compare.
create or replace function dom360.update_consumption_daily() returns trigger
    language plpgsql
    as $$
declare
    v_day date;
    v_answers integer := (new.role = 'assistant')::integer;
    v_agent integer;
    v_platform integer;
    v_first integer;
begin
    select (new.created_at at time zone v.timezone)::date into strict v_day
      from dom360.account_vars v
     where v.tenant_id = new.tenant_id;

    -- What a contact writes is a message and nothing else: half of all calls, so the short way.
    if new.role <> 'assistant' and new.cost_micro_usd is null and new.latency_ms is null
       and new.platform_ms is null and new.first_token_ms is null
       and new.input_tokens + new.output_tokens + new.cached_tokens + new.total_tokens = 0 then
        insert into dom360.consumption_inbox_daily as c
            (tenant_id, inbox_id, day, agent_type, model, slot, messages)
        values
            (new.tenant_id, new.inbox_id, v_day, new.agent_type, new.model,
             dom360.slot_of(new.conversation_id), 1)
        on conflict (tenant_id, inbox_id, day, agent_type, model, slot) do update
           set messages = c.messages + excluded.messages;
        return null;
    end if;

    v_agent := coalesce(case v_answers when 1 then dom360.agent_bucket(new.latency_ms) end, -1);
    v_platform := coalesce(case v_answers when 1 then dom360.platform_bucket(new.platform_ms) end, -1);
    v_first := coalesce(case v_answers when 1 then dom360.agent_bucket(new.first_token_ms) end, -1);
    insert into dom360.consumption_inbox_daily as c
        (tenant_id, inbox_id, day, agent_type, model, slot,
         messages, answers, input_tokens, output_tokens, cached_tokens, total_tokens,
         cost_micro_usd, latency_ms_sum, unpriced_answers, grounded_answers, platform_ms_sum,
         agent_ms_100, agent_ms_250, agent_ms_500, agent_ms_1000, agent_ms_2000, agent_ms_3000,
         agent_ms_5000, agent_ms_8000, agent_ms_12000, agent_ms_20000, agent_ms_30000,
         agent_ms_60000, agent_ms_more, platform_ms_10, platform_ms_25, platform_ms_50,
         platform_ms_100, platform_ms_250, platform_ms_500, platform_ms_1000, platform_ms_2500,
         platform_ms_10000, platform_ms_more, knowledge_misses, first_ms_sum,
         first_ms_100, first_ms_250, first_ms_500, first_ms_1000, first_ms_2000, first_ms_3000,
         first_ms_5000, first_ms_8000, first_ms_12000, first_ms_20000, first_ms_30000, first_ms_60000,
         first_ms_more)
    values
        (new.tenant_id, new.inbox_id, v_day, new.agent_type, new.model,
         dom360.slot_of(new.conversation_id), 1, v_answers,
         new.input_tokens, new.output_tokens, new.cached_tokens, new.total_tokens,
         coalesce(new.cost_micro_usd, 0), coalesce(new.latency_ms, 0),
         (v_answers = 1 and new.cost_micro_usd is null)::integer,
         (v_answers = 1 and new.rag_context <> '[]')::integer, coalesce(new.platform_ms, 0),
         (v_agent = 0)::integer, (v_agent = 1)::integer, (v_agent = 2)::integer,
         (v_agent = 3)::integer, (v_agent = 4)::integer, (v_agent = 5)::integer,
         (v_agent = 6)::integer, (v_agent = 7)::integer, (v_agent = 8)::integer,
         (v_agent = 9)::integer, (v_agent = 10)::integer, (v_agent = 11)::integer,
         (v_agent = 12)::integer, (v_platform = 0)::integer, (v_platform = 1)::integer,
         (v_platform = 2)::integer, (v_platform = 3)::integer, (v_platform = 4)::integer,
         (v_platform = 5)::integer, (v_platform = 6)::integer, (v_platform = 7)::integer,
         (v_platform = 8)::integer, (v_platform = 9)::integer,
         (v_answers = 1 and new.knowledge_miss)::integer, coalesce(new.first_token_ms, 0),
         (v_first = 0)::integer, (v_first = 1)::integer, (v_first = 2)::integer, (v_first = 3)::integer,
         (v_first = 4)::integer, (v_first = 5)::integer, (v_first = 6)::integer, (v_first = 7)::integer,
         (v_first = 8)::integer, (v_first = 9)::integer, (v_first = 10)::integer,
         (v_first = 11)::integer, (v_first = 12)::integer)
    on conflict (tenant_id, inbox_id, day, agent_type, model, slot) do update
       set messages           = c.messages + excluded.messages,
           answers            = c.answers + excluded.answers,
           input_tokens       = c.input_tokens + excluded.input_tokens,
           output_tokens      = c.output_tokens + excluded.output_tokens,
           cached_tokens      = c.cached_tokens + excluded.cached_tokens,
           total_tokens       = c.total_tokens + excluded.total_tokens,
           cost_micro_usd     = c.cost_micro_usd + excluded.cost_micro_usd,
           latency_ms_sum     = c.latency_ms_sum + excluded.latency_ms_sum,
           unpriced_answers   = c.unpriced_answers + excluded.unpriced_answers,
           grounded_answers   = c.grounded_answers + excluded.grounded_answers,
           platform_ms_sum    = c.platform_ms_sum + excluded.platform_ms_sum,
           agent_ms_100       = c.agent_ms_100 + excluded.agent_ms_100,
           agent_ms_250       = c.agent_ms_250 + excluded.agent_ms_250,
           agent_ms_500       = c.agent_ms_500 + excluded.agent_ms_500,
           agent_ms_1000      = c.agent_ms_1000 + excluded.agent_ms_1000,
           agent_ms_2000      = c.agent_ms_2000 + excluded.agent_ms_2000,
           agent_ms_3000      = c.agent_ms_3000 + excluded.agent_ms_3000,
           agent_ms_5000      = c.agent_ms_5000 + excluded.agent_ms_5000,
           agent_ms_8000      = c.agent_ms_8000 + excluded.agent_ms_8000,
           agent_ms_12000     = c.agent_ms_12000 + excluded.agent_ms_12000,
           agent_ms_20000     = c.agent_ms_20000 + excluded.agent_ms_20000,
           agent_ms_30000     = c.agent_ms_30000 + excluded.agent_ms_30000,
           agent_ms_60000     = c.agent_ms_60000 + excluded.agent_ms_60000,
           agent_ms_more      = c.agent_ms_more + excluded.agent_ms_more,
           platform_ms_10     = c.platform_ms_10 + excluded.platform_ms_10,
           platform_ms_25     = c.platform_ms_25 + excluded.platform_ms_25,
           platform_ms_50     = c.platform_ms_50 + excluded.platform_ms_50,
           platform_ms_100    = c.platform_ms_100 + excluded.platform_ms_100,
           platform_ms_250    = c.platform_ms_250 + excluded.platform_ms_250,
           platform_ms_500    = c.platform_ms_500 + excluded.platform_ms_500,
           platform_ms_1000   = c.platform_ms_1000 + excluded.platform_ms_1000,
           platform_ms_2500   = c.platform_ms_2500 + excluded.platform_ms_2500,
           platform_ms_10000  = c.platform_ms_10000 + excluded.platform_ms_10000,
           platform_ms_more   = c.platform_ms_more + excluded.platform_ms_more,
           knowledge_misses   = c.knowledge_misses + excluded.knowledge_misses,
           first_ms_sum       = c.first_ms_sum + excluded.first_ms_sum,
           first_ms_100       = c.first_ms_100 + excluded.first_ms_100,
           first_ms_250       = c.first_ms_250 + excluded.first_ms_250,
           first_ms_500       = c.first_ms_500 + excluded.first_ms_500,
           first_ms_1000      = c.first_ms_1000 + excluded.first_ms_1000,
           first_ms_2000      = c.first_ms_2000 + excluded.first_ms_2000,
           first_ms_3000      = c.first_ms_3000 + excluded.first_ms_3000,
           first_ms_5000      = c.first_ms_5000 + excluded.first_ms_5000,
           first_ms_8000      = c.first_ms_8000 + excluded.first_ms_8000,
           first_ms_12000     = c.first_ms_12000 + excluded.first_ms_12000,
           first_ms_20000     = c.first_ms_20000 + excluded.first_ms_20000,
           first_ms_30000     = c.first_ms_30000 + excluded.first_ms_30000,
           first_ms_60000     = c.first_ms_60000 + excluded.first_ms_60000,
           first_ms_more      = c.first_ms_more + excluded.first_ms_more;
    return null;
end
$$;

create or replace trigger t50_consumption after insert on dom360.messages
    for each row execute function dom360.update_consumption_daily();
