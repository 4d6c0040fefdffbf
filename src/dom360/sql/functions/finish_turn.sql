-- Transaction B of a chat turn, in one round trip: the answer with its usage, the counters (by
-- trigger) and the turn's end, all or nothing. Called in autocommit.
--
-- The json comes back as it is stored (keys sorted), so that this answer and a repeated one are equal
-- to the byte. p_price_source says where the price came from, p_handoff that these are the agent's last
-- words before a person answers, and why, p_first_token_ms when the first words of a streamed answer
-- came; code that knows nothing of them leaves them out.
-- Error DM001: the turn is answered, or a later attempt has it; nothing is stored or charged.
-- No row at all: a person took the conversation over meanwhile. The answer is kept as an internal
-- message, because it was paid for, and nobody is told it.
drop function if exists dom360.finish_turn(
    uuid, uuid, integer, text, text, text, integer, integer, integer, integer, bigint, integer,
    jsonb, jsonb, jsonb, text, text);
drop function if exists dom360.finish_turn(
    uuid, uuid, integer, text, text, text, integer, integer, integer, integer, bigint, integer,
    jsonb, jsonb, jsonb, text);
drop function if exists dom360.finish_turn(
    uuid, uuid, integer, text, text, text, integer, integer, integer, integer, bigint, integer,
    jsonb, jsonb, jsonb);
create or replace function dom360.finish_turn(
        p_tenant uuid, p_turn uuid, p_attempt integer, p_content text, p_visibility text,
        p_model text, p_input_tokens integer, p_output_tokens integer, p_cached_tokens integer,
        p_total_tokens integer, p_cost_micro_usd bigint, p_agent_latency_ms integer,
        p_tool_calls jsonb, p_rag_context jsonb, p_structured jsonb,
        p_price_source text default null, p_handoff text default null,
        p_first_token_ms integer default null)
    returns table (message_id uuid, message_index integer, message_at timestamptz, latency_ms integer,
                   cost_micro_usd bigint, tool_calls jsonb, rag_context jsonb)
    language plpgsql
    as $$
declare
    v_turn dom360.turns;
    v_conversation uuid;
    v_dropped boolean;
    v_has_budgets boolean;
    v_told jsonb;
    v_now timestamptz;
begin
    perform dom360.set_tenant(p_tenant);
    select t.conversation_id, exists (select from dom360.budgets b where b.tenant_id = p_tenant)
      into strict v_conversation, v_has_budgets
      from dom360.turns t
     where t.tenant_id = p_tenant and t.id = p_turn;
    if v_has_budgets then
        perform dom360.roll_budgets(p_tenant);
    end if;
    perform from dom360.conversations k
      where k.tenant_id = p_tenant and k.id = v_conversation
        for update;
    -- Only now can nobody else end it.
    select t.* into strict v_turn from dom360.turns t
     where t.tenant_id = p_tenant and t.id = p_turn;
    v_dropped := v_turn.state = 'handed_over';

    v_now := clock_timestamp();
    latency_ms := greatest(0, extract(epoch from v_now - v_turn.created_at) * 1000)::integer;
    insert into dom360.messages as m (
        tenant_id, conversation_id, inbox_id, agent_type, turn_id, message_index, role, visibility,
        content, model, input_tokens, output_tokens, cached_tokens, total_tokens, cost_micro_usd,
        latency_ms, platform_ms, first_token_ms, price_source, tool_calls, rag_context, structured, created_at)
    values (
        p_tenant, v_turn.conversation_id, v_turn.inbox_id, v_turn.agent_type, p_turn, 0,
        'assistant', case when v_dropped then 'internal' else p_visibility end, p_content, p_model,
        p_input_tokens, p_output_tokens, p_cached_tokens, p_total_tokens, p_cost_micro_usd,
        p_agent_latency_ms, greatest(0, latency_ms - p_agent_latency_ms), p_first_token_ms,
        p_price_source,
        p_tool_calls, p_rag_context, p_structured, v_now)
    returning m.id, m.message_index, m.created_at, m.cost_micro_usd, m.tool_calls, m.rag_context
      into message_id, message_index, message_at, cost_micro_usd, tool_calls, rag_context;

    update dom360.turns t
       set state = case when v_dropped then 'handed_over' else 'answered' end,
           answer_message_id = case when v_dropped then null else finish_turn.message_id end,
           -- On a dropped answer too: it says that this answer is counted already.
           answer_message_at = message_at,
           latency_ms = finish_turn.latency_ms,
           held_budgets = null,
           finished_at = v_now
     where t.tenant_id = p_tenant and t.id = p_turn and t.attempt = p_attempt
       and (t.state = 'calling' or t.state = 'handed_over' and t.answer_message_at is null);
    if not found then
        raise exception 'turn was taken over' using errcode = 'DM001';
    end if;
    if p_handoff is not null and not v_dropped then
        if v_has_budgets then
            -- hand_over() locks those of other turns: all of them now, in one order.
            perform from dom360.budgets b where b.tenant_id = p_tenant order by b.id for update;
        end if;
        perform dom360.hand_over(p_tenant, v_turn.conversation_id, null, p_handoff);
    end if;
    if v_has_budgets then
        v_told := dom360.charge_budgets(p_tenant, v_turn, p_total_tokens, coalesce(p_cost_micro_usd, 0));
        perform dom360.tell_of_budgets(p_tenant, v_told);
    end if;
    if not v_dropped then
        return next;
    end if;
end
$$;

grant execute on function dom360.finish_turn(
    uuid, uuid, integer, text, text, text, integer, integer, integer, integer, bigint, integer,
    jsonb, jsonb, jsonb, text, text, integer)
    to dom360_app, dom360_jobs;
