-- Meters a message in its own transaction: sums and messages cannot drift apart. The slot follows
-- the conversation, whose row is locked anyway, so two conversations seldom meet on one row.
-- consumption_counted says the same over stored messages; a test and `dom360 usage reconcile` compare.
create or replace function dom360.update_consumption_daily() returns trigger
    language plpgsql
    as $$
declare
    v_answers integer := (new.role = 'assistant')::integer;
    -- What a contact writes is a message and nothing else: half of all calls.
    v_plain boolean := new.role <> 'assistant' and new.cost_micro_usd is null
        and new.latency_ms is null and new.platform_ms is null and new.first_token_ms is null
        and new.input_tokens + new.output_tokens + new.cached_tokens + new.total_tokens = 0;
    v_slot smallint := dom360.slot_of(new.conversation_id);
    v_agent integer;
    v_platform integer;
    v_first integer;
begin
    if not v_plain then
        v_agent := coalesce(case v_answers when 1 then dom360.agent_bucket(new.latency_ms) end, -1);
        v_platform :=
            coalesce(case v_answers when 1 then dom360.platform_bucket(new.platform_ms) end, -1);
        v_first :=
            coalesce(case v_answers when 1 then dom360.agent_bucket(new.first_token_ms) end, -1);
    end if;

    -- The day's row is nearly always there, and counting up is half the work of an upsert. A row that
    -- fold_consumption took away in between is made once more.
    for v_try in 1..5 loop
        if v_plain then
            update dom360.consumption_inbox_daily c
               set messages = c.messages + 1
              from dom360.account_vars v
             where v.tenant_id = new.tenant_id
               and c.tenant_id = new.tenant_id
               and c.inbox_id = new.inbox_id
               and c.day = (new.created_at at time zone v.timezone)::date
               and c.agent_type = new.agent_type
               and c.model = new.model
               and c.slot = v_slot;
        else
            update dom360.consumption_inbox_daily c
               set messages           = c.messages + 1,
                   answers            = c.answers + v_answers,
                   input_tokens       = c.input_tokens + new.input_tokens,
                   output_tokens      = c.output_tokens + new.output_tokens,
                   cached_tokens      = c.cached_tokens + new.cached_tokens,
                   total_tokens       = c.total_tokens + new.total_tokens,
                   cost_micro_usd     = c.cost_micro_usd + coalesce(new.cost_micro_usd, 0),
                   latency_ms_sum     = c.latency_ms_sum + coalesce(new.latency_ms, 0),
                   unpriced_answers   = c.unpriced_answers
                       + (v_answers = 1 and new.cost_micro_usd is null)::integer,
                   grounded_answers   = c.grounded_answers
                       + (v_answers = 1 and new.rag_context <> '[]')::integer,
                   platform_ms_sum    = c.platform_ms_sum + coalesce(new.platform_ms, 0),
                   agent_ms_100       = c.agent_ms_100 + (v_agent = 0)::integer,
                   agent_ms_250       = c.agent_ms_250 + (v_agent = 1)::integer,
                   agent_ms_500       = c.agent_ms_500 + (v_agent = 2)::integer,
                   agent_ms_1000      = c.agent_ms_1000 + (v_agent = 3)::integer,
                   agent_ms_2000      = c.agent_ms_2000 + (v_agent = 4)::integer,
                   agent_ms_3000      = c.agent_ms_3000 + (v_agent = 5)::integer,
                   agent_ms_5000      = c.agent_ms_5000 + (v_agent = 6)::integer,
                   agent_ms_8000      = c.agent_ms_8000 + (v_agent = 7)::integer,
                   agent_ms_12000     = c.agent_ms_12000 + (v_agent = 8)::integer,
                   agent_ms_20000     = c.agent_ms_20000 + (v_agent = 9)::integer,
                   agent_ms_30000     = c.agent_ms_30000 + (v_agent = 10)::integer,
                   agent_ms_60000     = c.agent_ms_60000 + (v_agent = 11)::integer,
                   agent_ms_more      = c.agent_ms_more + (v_agent = 12)::integer,
                   platform_ms_10     = c.platform_ms_10 + (v_platform = 0)::integer,
                   platform_ms_25     = c.platform_ms_25 + (v_platform = 1)::integer,
                   platform_ms_50     = c.platform_ms_50 + (v_platform = 2)::integer,
                   platform_ms_100    = c.platform_ms_100 + (v_platform = 3)::integer,
                   platform_ms_250    = c.platform_ms_250 + (v_platform = 4)::integer,
                   platform_ms_500    = c.platform_ms_500 + (v_platform = 5)::integer,
                   platform_ms_1000   = c.platform_ms_1000 + (v_platform = 6)::integer,
                   platform_ms_2500   = c.platform_ms_2500 + (v_platform = 7)::integer,
                   platform_ms_10000  = c.platform_ms_10000 + (v_platform = 8)::integer,
                   platform_ms_more   = c.platform_ms_more + (v_platform = 9)::integer,
                   knowledge_misses   = c.knowledge_misses
                       + (v_answers = 1 and new.knowledge_miss)::integer,
                   first_ms_sum       = c.first_ms_sum + coalesce(new.first_token_ms, 0),
                   first_ms_100       = c.first_ms_100 + (v_first = 0)::integer,
                   first_ms_250       = c.first_ms_250 + (v_first = 1)::integer,
                   first_ms_500       = c.first_ms_500 + (v_first = 2)::integer,
                   first_ms_1000      = c.first_ms_1000 + (v_first = 3)::integer,
                   first_ms_2000      = c.first_ms_2000 + (v_first = 4)::integer,
                   first_ms_3000      = c.first_ms_3000 + (v_first = 5)::integer,
                   first_ms_5000      = c.first_ms_5000 + (v_first = 6)::integer,
                   first_ms_8000      = c.first_ms_8000 + (v_first = 7)::integer,
                   first_ms_12000     = c.first_ms_12000 + (v_first = 8)::integer,
                   first_ms_20000     = c.first_ms_20000 + (v_first = 9)::integer,
                   first_ms_30000     = c.first_ms_30000 + (v_first = 10)::integer,
                   first_ms_60000     = c.first_ms_60000 + (v_first = 11)::integer,
                   first_ms_more      = c.first_ms_more + (v_first = 12)::integer
              from dom360.account_vars v
             where v.tenant_id = new.tenant_id
               and c.tenant_id = new.tenant_id
               and c.inbox_id = new.inbox_id
               and c.day = (new.created_at at time zone v.timezone)::date
               and c.agent_type = new.agent_type
               and c.model = new.model
               and c.slot = v_slot;
        end if;
        if found then
            return null;
        end if;
        insert into dom360.consumption_inbox_daily (tenant_id, inbox_id, day, agent_type, model, slot)
        select new.tenant_id, new.inbox_id, (new.created_at at time zone v.timezone)::date,
               new.agent_type, new.model, v_slot
          from dom360.account_vars v
         where v.tenant_id = new.tenant_id
            on conflict do nothing;
    end loop;
    raise exception 'a message could not be counted' using errcode = 'serialization_failure';
end
$$;

create or replace trigger t50_consumption after insert on dom360.messages
    for each row execute function dom360.update_consumption_daily();
