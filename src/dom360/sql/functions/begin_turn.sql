-- Transaction A of a chat turn, in one round trip: stores the contact's message and the turn, or
-- finds what an earlier call with the same request_id left. Called in autocommit.
--
-- outcome: calling          the caller holds the turn and goes on to the agent
--          accepted         stored; earlier turns of the conversation come first (claim_turn)
--          answered         done before: the stored answer is this turn's
--          handed_over      stored; a person answers in this conversation, no agent is asked
--          running          somebody else works on it
--          request_mismatch, inbox_not_found, conversation_not_found, conversation_mismatch,
--          conversation_closed, tenant_suspended: refused, nothing stored
-- p_holder names the call: when its connection is lost right after the commit, the same call made again
-- is given the turn that it stored, and does not wait for its own lease. Of another call it gets nothing.
-- Error 40001: another call with this request_id came in between; call again.
-- Error DM402: a hard budget is exhausted; nothing is stored. What waits for a person anyway is stored
-- and takes nothing.
-- Lock order everywhere: contact, conversation, consumption, turn, budget, audit log.
drop function if exists dom360.begin_turn(
    uuid, text, bytea, uuid, text, uuid, text, text, text, integer, integer);
drop function if exists dom360.begin_turn(
    uuid, text, bytea, uuid, text, uuid, text, text, text, integer, integer, uuid);
create or replace function dom360.begin_turn(
        p_tenant uuid, p_request_id text, p_body_hash bytea, p_inbox uuid, p_agent_type text,
        p_conversation uuid, p_phone text, p_name text, p_content text,
        p_lease_margin_ms integer, p_history integer, p_api_key uuid default null,
        p_holder uuid default null)
    returns table (outcome text, turn_id uuid, attempt integer, conversation_id uuid,
                   message_id uuid, message_index integer, message_at timestamptz, context json)
    language plpgsql
    as $$
declare
    v_turn dom360.turns;
    v_conversation dom360.conversations;
    v_agent_type text;
    v_status text;
    v_has_budgets boolean;
    v_agents_timeout_ms integer;
    v_now timestamptz;
begin
    perform dom360.set_tenant(p_tenant);

    select t.id into v_turn.id from dom360.turns t
     where t.tenant_id = p_tenant and t.request_id = p_request_id;
    if found then
        return query select * from dom360.resume_turn(
            p_tenant, v_turn.id, p_body_hash, p_lease_margin_ms, p_history, p_holder);
        return;
    end if;

    select t.status, coalesce(p_agent_type, i.default_agent_type, v.default_agent_type),
           v.agents_timeout_ms, exists (select from dom360.budgets b where b.tenant_id = p_tenant)
      into v_status, v_agent_type, v_agents_timeout_ms, v_has_budgets
      from dom360.tenants t
      join dom360.account_vars v on v.tenant_id = t.id
      join dom360.inboxes i on i.tenant_id = t.id and i.id = p_inbox and i.archived_at is null
     where t.id = p_tenant;
    if not found then
        outcome := 'inbox_not_found';
    elsif v_status <> 'active' then
        outcome := 'tenant_suspended';
    elsif p_conversation is not null then
        select k.* into v_conversation from dom360.conversations k
         where k.tenant_id = p_tenant and k.id = p_conversation
           for update;
        outcome := case
            when not found then 'conversation_not_found'
            when v_conversation.status <> 'open' then 'conversation_closed'
            when v_conversation.inbox_id <> p_inbox
                 or v_conversation.agent_type <> coalesce(p_agent_type, v_conversation.agent_type)
                 or not exists (select from dom360.contacts c
                                 where c.tenant_id = p_tenant and c.id = v_conversation.contact_id
                                   and c.phone_e164 = p_phone) then 'conversation_mismatch'
        end;
    end if;
    if outcome is not null then
        return next;
        return;
    end if;

    if v_has_budgets then
        perform dom360.roll_budgets(p_tenant);
    end if;
    if p_conversation is null then
        v_conversation := dom360.get_or_create_conversation(
            p_tenant, p_inbox, dom360.get_or_create_contact(p_tenant, p_phone, p_name), v_agent_type);
    end if;

    if v_has_budgets and v_conversation.handled_by <> 'human' then
        select p.held_budgets, p.held_tokens, p.held_micro_usd
          into v_turn.held_budgets, v_turn.held_tokens, v_turn.held_micro_usd
          from dom360.plan_budgets(p_tenant, p_inbox, p_api_key) p;
    end if;

    -- From here on the conversation is ours: the clock is read after the lock, so that times
    -- follow the order of the messages.
    v_now := clock_timestamp();
    v_turn.id := dom360.new_id();
    insert into dom360.messages as m (tenant_id, conversation_id, inbox_id, agent_type, turn_id,
                                      message_index, role, content, created_at)
    values (p_tenant, v_conversation.id, p_inbox, v_conversation.agent_type, v_turn.id,
            0, 'user', p_content, v_now)
    returning m.id, m.message_index, m.created_at into message_id, message_index, message_at;

    outcome := case
        when v_conversation.handled_by = 'human' then 'handed_over'
        when dom360.turn_is_next(p_tenant, v_conversation.id, v_turn.id, message_index) then 'calling'
        else 'accepted' end;
    insert into dom360.turns as t (tenant_id, id, request_id, body_hash, conversation_id, inbox_id,
                                   agent_type, state, lease_until, user_message_id,
                                   user_message_index, user_message_at, finished_at, created_at,
                                   api_key_id, held_budgets, held_tokens, held_micro_usd, holder)
    values (p_tenant, v_turn.id, p_request_id, p_body_hash, v_conversation.id, p_inbox,
            v_conversation.agent_type, outcome,
            dom360.lease_of(v_agents_timeout_ms, p_lease_margin_ms),
            message_id, message_index, message_at,
            case when outcome = 'handed_over' then v_now end, v_now,
            p_api_key, v_turn.held_budgets, v_turn.held_tokens, v_turn.held_micro_usd, p_holder)
    on conflict (tenant_id, request_id) do nothing;
    if not found then
        raise exception 'request_id came twice at once' using errcode = 'serialization_failure';
    end if;

    turn_id := v_turn.id;
    attempt := 1;
    conversation_id := v_conversation.id;
    if outcome = 'calling' then
        context := dom360.turn_context(p_tenant, turn_id, p_history);
    end if;
    if v_turn.held_budgets is not null then
        perform dom360.take_budgets(
            p_tenant, v_turn.held_budgets, v_turn.held_tokens, v_turn.held_micro_usd);
    end if;
    return next;
end
$$;

grant execute on function dom360.begin_turn(
    uuid, text, bytea, uuid, text, uuid, text, text, text, integer, integer, uuid, uuid)
    to dom360_app, dom360_jobs;
