-- Written by `make schema` from the migrations; a test compares the two. For reading: nothing runs it.
-- Not here: the months of a table that is split by month, the roles (roles.sql), the job queue.

CREATE SCHEMA dom360;

ALTER SCHEMA dom360 OWNER TO dom360_owner;

CREATE FUNCTION dom360.bant_points(p_field text, p_value jsonb, p_confidence numeric) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select round(
        case p_field when 'budget' then 25 when 'authority' then 30 when 'pain' then 35
                     when 'timeline' then 10 else 0 end
        * case p_field
            -- A sum of money. "None" and "it depends" are no budget.
            when 'budget' then case when jsonb_typeof(p_value -> 'amount') = 'number'
                                     and (p_value ->> 'amount')::numeric > 0 then 1.0 else 0 end
            when 'authority' then case p_value ->> 'decides' when 'self' then 1.0
                                       when 'shared' then 2.0 / 3 when 'other' then 1.0 / 3 else 0 end
            -- Within three months is soon; later, or unclear, is half of it.
            when 'timeline' then case when jsonb_typeof(p_value -> 'within_days') = 'number'
                                       and (p_value ->> 'within_days')::numeric between 0 and 90
                                      then 1.0 else 0.5 end
            else 1.0 end
        * least(1.0, greatest(0.0, p_confidence) / 0.7))::integer
    $$;

ALTER FUNCTION dom360.bant_points(p_field text, p_value jsonb, p_confidence numeric) OWNER TO dom360_owner;

CREATE FUNCTION dom360.begin_turn(p_tenant uuid, p_request_id text, p_body_hash bytea, p_inbox uuid, p_agent_type text, p_conversation uuid, p_phone text, p_name text, p_content text, p_lease_margin_ms integer, p_history integer) RETURNS TABLE(outcome text, turn_id uuid, attempt integer, conversation_id uuid, message_id uuid, message_index integer, message_at timestamp with time zone, context jsonb)
    LANGUAGE plpgsql
    AS $$
declare
    v_turn dom360.turns;
    v_conversation dom360.conversations;
    v_agent_type text;
    v_status text;
    v_now timestamptz;
begin
    perform dom360.set_tenant(p_tenant);

    select * into v_turn from dom360.turns t
     where t.tenant_id = p_tenant and t.request_id = p_request_id;
    if found then
        return query select * from dom360.resume_turn(
            p_tenant, v_turn.id, p_body_hash, p_lease_margin_ms, p_history);
        return;
    end if;

    select t.status, coalesce(p_agent_type, i.default_agent_type, v.default_agent_type)
      into v_status, v_agent_type
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

    if p_conversation is null then
        v_conversation := dom360.get_or_create_conversation(
            p_tenant, p_inbox, dom360.get_or_create_contact(p_tenant, p_phone, p_name), v_agent_type);
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
                                   user_message_index, user_message_at, finished_at, created_at)
    values (p_tenant, v_turn.id, p_request_id, p_body_hash, v_conversation.id, p_inbox,
            v_conversation.agent_type, outcome, dom360.turn_lease(p_tenant, p_lease_margin_ms),
            message_id, message_index, message_at,
            case when outcome = 'handed_over' then v_now end, v_now)
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
    return next;
end
$$;

ALTER FUNCTION dom360.begin_turn(p_tenant uuid, p_request_id text, p_body_hash bytea, p_inbox uuid, p_agent_type text, p_conversation uuid, p_phone text, p_name text, p_content text, p_lease_margin_ms integer, p_history integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.claim_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_take_over boolean, p_lease_margin_ms integer, p_history integer) RETURNS TABLE(outcome text, turn_id uuid, attempt integer, conversation_id uuid, message_id uuid, message_index integer, message_at timestamp with time zone, context jsonb)
    LANGUAGE plpgsql
    AS $$
declare
    v_turn dom360.turns;
    v_margin interval := p_lease_margin_ms * interval '1 millisecond';
    v_lease timestamptz;
    v_handled_by text;
begin
    perform dom360.set_tenant(p_tenant);
    select t.* into v_turn from dom360.turns t where t.tenant_id = p_tenant and t.id = p_turn;
    if not found then
        return;
    end if;

    turn_id := v_turn.id;
    attempt := v_turn.attempt;
    conversation_id := v_turn.conversation_id;
    message_id := v_turn.user_message_id;
    message_index := v_turn.user_message_index;
    message_at := v_turn.user_message_at;

    -- The many who wait and ask again: answered without a lock, as long as their lease is good. A
    -- conversation that goes to a person takes them all out of the state 'accepted'.
    if not p_take_over and v_turn.state = 'accepted' and v_turn.attempt = p_attempt
       and v_turn.lease_until > clock_timestamp() + v_margin
       and not dom360.turn_is_next(p_tenant, conversation_id, p_turn, message_index) then
        outcome := 'accepted';
        return next;
        return;
    end if;

    select k.handled_by into v_handled_by from dom360.conversations k
     where k.tenant_id = p_tenant and k.id = v_turn.conversation_id
       for update;
    select t.* into strict v_turn from dom360.turns t
     where t.tenant_id = p_tenant and t.id = p_turn
       for update;
    attempt := v_turn.attempt;

    if v_turn.state in ('answered', 'handed_over') then
        outcome := v_turn.state;
    elsif v_turn.attempt <> p_attempt
          or p_take_over and v_turn.state <> 'failed' and v_turn.lease_until >= clock_timestamp()
          or not p_take_over and v_turn.state <> 'accepted' then
        outcome := 'running';
    elsif v_handled_by = 'human' then
        -- It failed before the person came; now its message waits for them.
        outcome := 'handed_over';
        update dom360.turns t
           set state = 'handed_over', error_code = null, error_status = null, finished_at = now()
         where t.tenant_id = p_tenant and t.id = p_turn;
    else
        outcome := case when dom360.turn_is_next(p_tenant, conversation_id, p_turn, message_index)
                        then 'calling' else 'accepted' end;
        -- Who only goes on waiting, in a dead process's stead, is no new attempt.
        attempt := v_turn.attempt
                   + (p_take_over and (outcome = 'calling' or v_turn.state = 'failed'))::integer;
        v_lease := dom360.turn_lease(p_tenant, p_lease_margin_ms);
        update dom360.turns t
           set state = claim_turn.outcome,
               attempt = claim_turn.attempt,
               lease_until = v_lease,
               error_code = null, error_status = null, finished_at = null
         where t.tenant_id = p_tenant and t.id = p_turn;
        if outcome = 'calling' then
            context := dom360.turn_context(p_tenant, p_turn, p_history);
        end if;
    end if;
    return next;
end
$$;

ALTER FUNCTION dom360.claim_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_take_over boolean, p_lease_margin_ms integer, p_history integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.current_tenant_id() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select nullif(pg_catalog.current_setting('app.tenant_id', true), '')::uuid $$;

ALTER FUNCTION dom360.current_tenant_id() OWNER TO dom360_owner;

CREATE FUNCTION dom360.derive_lead() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    select coalesce(max(p.points) filter (where f.field = 'budget'), 0),
           coalesce(max(p.points) filter (where f.field = 'authority'), 0),
           coalesce(max(p.points) filter (where f.field = 'pain'), 0),
           coalesce(max(p.points) filter (where f.field = 'timeline'), 0)
      into new.score_budget, new.score_authority, new.score_need, new.score_timeline
      from dom360.lead_fields f
     cross join lateral (select dom360.bant_points(f.field, f.value, f.confidence) as points) p
     where f.tenant_id = new.tenant_id and f.lead_id = new.id;

    new.score := new.score_budget + new.score_authority + new.score_need + new.score_timeline;
    new.criteria_met := (new.score_budget * 2 >= 25)::integer + (new.score_authority * 2 >= 30)::integer
                        + (new.score_need * 2 >= 35)::integer + (new.score_timeline * 2 >= 10)::integer;
    return new;
end
$$;

ALTER FUNCTION dom360.derive_lead() OWNER TO dom360_owner;

CREATE FUNCTION dom360.ensure_month_partitions(p_parent text, p_ahead integer DEFAULT 3) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    SET lock_timeout TO '1s'
    AS $$
declare
    v_first date;
    v_name text;
    v_made integer := 0;
begin
    if p_parent is null or p_parent not in ('messages', 'lead_events') then
        raise exception 'ensure_month_partitions: % is not split by month', p_parent
            using errcode = 'invalid_parameter_value';
    end if;
    for v_step in 0..least(greatest(p_ahead, 0), 24) loop
        v_first := (date_trunc('month', now() at time zone 'utc') + make_interval(months => v_step))::date;
        v_name := format('%s_%s', p_parent, to_char(v_first, 'YYYY_MM'));
        continue when exists (select from pg_inherits where inhrelid = to_regclass('dom360.' || v_name));
        -- Two workers that start together: the second waits, then finds the month made.
        execute format('lock table dom360.%I in share update exclusive mode', p_parent);
        continue when exists (select from pg_inherits where inhrelid = to_regclass('dom360.' || v_name));

        execute format('create table dom360.%I (like dom360.%I including all)', v_name, p_parent);
        perform dom360.protect_tenant_table(format('dom360.%I', v_name)::regclass);
        execute format('revoke all on dom360.%I from public', v_name);
        execute format('alter table dom360.%I attach partition dom360.%I for values from (%L) to (%L)',
            p_parent, v_name, v_first || ' 00:00+00', (v_first + interval '1 month')::date || ' 00:00+00');
        v_made := v_made + 1;
    end loop;
    return v_made;
end
$$;

ALTER FUNCTION dom360.ensure_month_partitions(p_parent text, p_ahead integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.fail_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
declare
    v_turn dom360.turns;
    v_timezone text;
begin
    perform dom360.set_tenant(p_tenant);
    select t.* into strict v_turn from dom360.turns t
     where t.tenant_id = p_tenant and t.id = p_turn;
    perform from dom360.conversations k
      where k.tenant_id = p_tenant and k.id = v_turn.conversation_id
        for update;

    update dom360.turns t
       set state = 'failed', error_code = p_error_code, error_status = p_error_status,
           finished_at = now()
     where t.tenant_id = p_tenant and t.id = p_turn
       and t.state in ('accepted', 'calling') and t.attempt = p_attempt;
    if not found then
        return false;
    end if;

    select v.timezone into v_timezone from dom360.account_vars v where v.tenant_id = p_tenant;
    insert into dom360.consumption_inbox_daily as c
        (tenant_id, inbox_id, day, agent_type, model, slot, errors)
    values
        (p_tenant, v_turn.inbox_id, (now() at time zone v_timezone)::date, v_turn.agent_type, '',
         dom360.slot_of(v_turn.conversation_id), 1)
    on conflict (tenant_id, inbox_id, day, agent_type, model, slot) do update
       set errors = c.errors + excluded.errors;
    return true;
end
$$;

ALTER FUNCTION dom360.fail_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.find_api_key(p_tenant uuid, p_key_hash bytea) RETURNS TABLE(api_key_id uuid, tenant_status text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
begin
    perform dom360.set_tenant(p_tenant);
    return query
        select k.id, t.status
          from dom360.api_keys k
          join dom360.tenants t on t.id = k.tenant_id
         where k.tenant_id = p_tenant
           and k.key_hash = p_key_hash
           and k.revoked_at is null;
end
$$;

ALTER FUNCTION dom360.find_api_key(p_tenant uuid, p_key_hash bytea) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.find_session(p_tenant uuid, p_token_hash bytea) RETURNS TABLE(session_id uuid, user_id uuid, role text, acting_tenant_id uuid, expires_at timestamp with time zone, tenant_status text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
begin
    perform dom360.set_tenant(p_tenant);
    return query
        select s.id, s.user_id, u.role, s.acting_tenant_id, s.expires_at, t.status
          from dom360.sessions s
          join dom360.users u on u.tenant_id = s.tenant_id and u.id = s.user_id
          join dom360.tenants t on t.id = s.tenant_id
         where s.tenant_id = p_tenant
           and s.token_hash = p_token_hash
           and s.revoked_at is null
           and s.expires_at > now()
           and u.disabled_at is null;
end
$$;

ALTER FUNCTION dom360.find_session(p_tenant uuid, p_token_hash bytea) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.find_sign_in(p_email text) RETURNS TABLE(tenant_id uuid, user_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$ select e.tenant_id, e.user_id from dom360.sign_in_emails e where e.email = p_email $$;

ALTER FUNCTION dom360.find_sign_in(p_email text) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.finish_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_content text, p_visibility text, p_model text, p_input_tokens integer, p_output_tokens integer, p_cached_tokens integer, p_total_tokens integer, p_cost_micro_usd bigint, p_agent_latency_ms integer, p_tool_calls jsonb, p_rag_context jsonb, p_structured jsonb, p_handoff text DEFAULT NULL::text) RETURNS TABLE(message_id uuid, message_index integer, message_at timestamp with time zone, latency_ms integer, cost_micro_usd bigint, tool_calls jsonb, rag_context jsonb)
    LANGUAGE plpgsql
    AS $$
declare
    v_turn dom360.turns;
    v_dropped boolean;
    v_now timestamptz;
begin
    perform dom360.set_tenant(p_tenant);
    select t.* into strict v_turn from dom360.turns t
     where t.tenant_id = p_tenant and t.id = p_turn;
    perform from dom360.conversations k
      where k.tenant_id = p_tenant and k.id = v_turn.conversation_id
        for update;
    -- Once more, now that nobody else can end it.
    select t.* into strict v_turn from dom360.turns t
     where t.tenant_id = p_tenant and t.id = p_turn;
    v_dropped := v_turn.state = 'handed_over';

    v_now := clock_timestamp();
    insert into dom360.messages as m (
        tenant_id, conversation_id, inbox_id, agent_type, turn_id, message_index, role, visibility,
        content, model, input_tokens, output_tokens, cached_tokens, total_tokens, cost_micro_usd,
        latency_ms, tool_calls, rag_context, structured, created_at)
    values (
        p_tenant, v_turn.conversation_id, v_turn.inbox_id, v_turn.agent_type, p_turn, 0,
        'assistant', case when v_dropped then 'internal' else p_visibility end, p_content, p_model,
        p_input_tokens, p_output_tokens, p_cached_tokens, p_total_tokens, p_cost_micro_usd,
        p_agent_latency_ms, p_tool_calls, p_rag_context, p_structured, v_now)
    returning m.id, m.message_index, m.created_at, m.cost_micro_usd, m.tool_calls, m.rag_context
      into message_id, message_index, message_at, cost_micro_usd, tool_calls, rag_context;

    latency_ms := greatest(0, extract(epoch from v_now - v_turn.created_at) * 1000)::integer;
    update dom360.turns t
       set state = case when v_dropped then 'handed_over' else 'answered' end,
           answer_message_id = case when v_dropped then null else finish_turn.message_id end,
           -- On a dropped answer too: it says that this answer is counted already.
           answer_message_at = message_at,
           latency_ms = finish_turn.latency_ms,
           finished_at = v_now
     where t.tenant_id = p_tenant and t.id = p_turn and t.attempt = p_attempt
       and (t.state = 'calling' or t.state = 'handed_over' and t.answer_message_at is null);
    if not found then
        raise exception 'turn was taken over' using errcode = 'DM001';
    end if;
    if v_dropped then
        return;
    end if;
    if p_handoff is not null then
        perform dom360.hand_over(p_tenant, v_turn.conversation_id, null, p_handoff);
    end if;
    return next;
end
$$;

ALTER FUNCTION dom360.finish_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_content text, p_visibility text, p_model text, p_input_tokens integer, p_output_tokens integer, p_cached_tokens integer, p_total_tokens integer, p_cost_micro_usd bigint, p_agent_latency_ms integer, p_tool_calls jsonb, p_rag_context jsonb, p_structured jsonb, p_handoff text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.fold_text(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select regexp_replace(lower(normalize(coalesce(p_text, ''), NFKD)), '[\u0300-\u036f]', '', 'g')
    $$;

ALTER FUNCTION dom360.fold_text(p_text text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.get_or_create_contact(p_tenant uuid, p_phone text, p_name text) RETURNS uuid
    LANGUAGE plpgsql
    AS $$
declare
    v_id uuid;
    v_name text;
begin
    select id, name into v_id, v_name
      from dom360.contacts
     where tenant_id = p_tenant and phone_e164 = p_phone;
    if not found then
        insert into dom360.contacts (tenant_id, phone_e164, name)
        values (p_tenant, p_phone, p_name)
        on conflict (tenant_id, phone_e164) do nothing;

        select id, name into strict v_id, v_name
          from dom360.contacts
         where tenant_id = p_tenant and phone_e164 = p_phone;
    end if;

    if p_name is not null and p_name is distinct from v_name then
        update dom360.contacts
           set name = p_name, updated_at = now()
         where tenant_id = p_tenant and id = v_id;
    end if;
    return v_id;
end
$$;

ALTER FUNCTION dom360.get_or_create_contact(p_tenant uuid, p_phone text, p_name text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.new_id() RETURNS uuid
    LANGUAGE sql PARALLEL SAFE
    AS $$select pg_catalog.uuidv7()$$;

ALTER FUNCTION dom360.new_id() OWNER TO dom360_owner;

CREATE TABLE dom360.conversations (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    inbox_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    agent_type text NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    last_message_index integer DEFAULT 0 NOT NULL,
    last_message_at timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_at timestamp with time zone,
    handled_by text DEFAULT 'agent'::text NOT NULL,
    assignee_user_id uuid,
    handed_at timestamp with time zone,
    handoff_reason text,
    CONSTRAINT conversations_agent_type_check CHECK ((agent_type = ANY (ARRAY['SDR'::text, 'COPILOT'::text]))),
    CONSTRAINT conversations_check CHECK (((status = 'closed'::text) = (closed_at IS NOT NULL))),
    CONSTRAINT conversations_handled_by_check CHECK ((handled_by = ANY (ARRAY['agent'::text, 'human'::text]))),
    CONSTRAINT conversations_last_message_index_check CHECK ((last_message_index >= 0)),
    CONSTRAINT conversations_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text])))
)
WITH (fillfactor='80');

ALTER TABLE ONLY dom360.conversations FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.conversations OWNER TO dom360_owner;

COMMENT ON TABLE dom360.conversations IS 'What one contact and one agent talk about in one inbox.';

COMMENT ON COLUMN dom360.conversations.handled_by IS 'human: the agent is silent; messages are stored and wait for a person.';

COMMENT ON COLUMN dom360.conversations.assignee_user_id IS 'The person who answers. Null while nobody has taken it, and for people of the platform.';

CREATE FUNCTION dom360.get_or_create_conversation(p_tenant uuid, p_inbox uuid, p_contact uuid, p_agent_type text) RETURNS dom360.conversations
    LANGUAGE plpgsql
    AS $$
declare
    v_found dom360.conversations;
begin
    perform dom360.set_tenant(p_tenant);
    -- A conversation can be closed between our insert and our select: then look once more.
    for v_try in 1..5 loop
        select * into v_found
          from dom360.conversations
         where tenant_id = p_tenant and inbox_id = p_inbox and contact_id = p_contact
           and agent_type = p_agent_type and status = 'open'
           for update;
        if found then
            return v_found;
        end if;

        insert into dom360.conversations (tenant_id, inbox_id, contact_id, agent_type)
        values (p_tenant, p_inbox, p_contact, p_agent_type)
        on conflict (tenant_id, inbox_id, contact_id, agent_type) where status = 'open' do nothing
        returning * into v_found;
        if found then
            return v_found;
        end if;
    end loop;
    raise exception 'conversation could not be opened' using errcode = 'serialization_failure';
end
$$;

ALTER FUNCTION dom360.get_or_create_conversation(p_tenant uuid, p_inbox uuid, p_contact uuid, p_agent_type text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.get_or_create_lead(p_tenant uuid, p_contact uuid, p_inbox uuid, p_source text) RETURNS TABLE(lead_id uuid, created boolean)
    LANGUAGE plpgsql
    AS $$
begin
    created := false;
    for v_try in 1..5 loop
        select coalesce(l.merged_into, l.id) into lead_id
          from dom360.leads l
          join dom360.leads s on s.tenant_id = p_tenant and s.id = coalesce(l.merged_into, l.id)
         where l.tenant_id = p_tenant and l.contact_id = p_contact and s.state <> 'CLOSED'
         order by l.created_at desc
         limit 1;
        if not found then
            insert into dom360.leads as l (tenant_id, contact_id, inbox_id, source)
            values (p_tenant, p_contact, p_inbox, p_source)
            on conflict (tenant_id, contact_id) where merged_into is null and state <> 'CLOSED'
            do nothing
            returning l.id into lead_id;
            created := found;
        end if;
        if lead_id is not null then
            return next;
            return;
        end if;
    end loop;
    raise exception 'lead could not be made' using errcode = 'serialization_failure';
end
$$;

ALTER FUNCTION dom360.get_or_create_lead(p_tenant uuid, p_contact uuid, p_inbox uuid, p_source text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.hand_over(p_tenant uuid, p_conversation uuid, p_assignee uuid, p_reason text) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
begin
    update dom360.conversations k
       set handled_by = 'human',
           handed_at = coalesce(k.handed_at, now()),
           assignee_user_id = coalesce(p_assignee, k.assignee_user_id),
           handoff_reason = coalesce(left(p_reason, 2000), k.handoff_reason)
     where k.tenant_id = p_tenant and k.id = p_conversation and k.status = 'open';
    if not found then
        return false;
    end if;

    update dom360.turns t
       set state = 'handed_over', finished_at = now()
     where t.tenant_id = p_tenant and t.conversation_id = p_conversation
       and t.state in ('accepted', 'calling');
    return true;
end
$$;

ALTER FUNCTION dom360.hand_over(p_tenant uuid, p_conversation uuid, p_assignee uuid, p_reason text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.lead_matches(p_tenant uuid, p_lead uuid, p_contact uuid, p_pattern text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select exists (select from dom360.contacts c
                    where c.tenant_id = p_tenant and c.id = p_contact
                      and (c.phone_e164 like p_pattern or dom360.fold_text(c.name) like p_pattern))
           or exists (select from dom360.lead_fields f
                       where f.tenant_id = p_tenant and f.lead_id = p_lead and f.field = 'company'
                         and dom360.fold_text(f.value #>> '{}') like p_pattern)
    $$;

ALTER FUNCTION dom360.lead_matches(p_tenant uuid, p_lead uuid, p_contact uuid, p_pattern text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.lead_state_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    v_actor jsonb := coalesce(nullif(current_setting('app.lead_actor', true), ''), '{}')::jsonb;
begin
    if tg_op = 'INSERT' then
        if new.state <> 'NEW' then
            raise exception 'a lead begins as NEW, not as %', new.state using errcode = 'DM010';
        end if;
        return new;
    end if;
    if old.merged_into is not null and new.merged_into is not null
       and to_jsonb(old) - 'merged_into' <> to_jsonb(new) - 'merged_into' then
        raise exception 'this lead was merged into another' using errcode = 'DM011';
    end if;
    if new.state = old.state then
        return new;
    end if;
    if new.state <> all (dom360.lead_transitions(old.state)) then
        raise exception 'a lead cannot go from % to %', old.state, new.state using errcode = 'DM010',
            hint = format('From %s it can go to: %s.', old.state,
                          coalesce(nullif(array_to_string(dom360.lead_transitions(old.state), ', '), ''),
                                   'nowhere'));
    end if;
    if new.state = 'QUALIFIED' and v_actor ->> 'kind' = 'agent' and old.criteria_met < 3 then
        raise exception 'QUALIFIED takes three criteria, this lead has %', old.criteria_met
            using errcode = 'DM012';
    end if;
    return new;
end
$$;

ALTER FUNCTION dom360.lead_state_guard() OWNER TO dom360_owner;

CREATE FUNCTION dom360.lead_transitions(p_state text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select case p_state
        when 'NEW'         then array['QUALIFYING', 'UNQUALIFIED']
        when 'QUALIFYING'  then array['QUALIFIED', 'NURTURING', 'UNQUALIFIED']
        when 'QUALIFIED'   then array['SCHEDULED', 'UNQUALIFIED']
        when 'NURTURING'   then array['QUALIFYING', 'UNQUALIFIED']
        when 'SCHEDULED'   then array['COMPLETED', 'RESCHEDULED', 'UNQUALIFIED']
        when 'RESCHEDULED' then array['SCHEDULED', 'COMPLETED', 'UNQUALIFIED']
        when 'COMPLETED'   then array['UNQUALIFIED']
        when 'UNQUALIFIED' then array['CLOSED']
        else '{}'::text[] end
    $$;

ALTER FUNCTION dom360.lead_transitions(p_state text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.list_abandoned_turns(p_limit integer) RETURNS TABLE(tenant_id uuid, turn_id uuid, attempt integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
        select t.tenant_id, t.id, t.attempt
          from dom360.turns t
         where t.state in ('accepted', 'calling')
           and t.lease_until < now()
           and (t.state = 'calling'
                or not exists (
                    select from dom360.turns o
                     where o.tenant_id = t.tenant_id
                       and o.conversation_id = t.conversation_id
                       and o.id <> t.id
                       and (o.state = 'calling'
                            or o.state = 'accepted' and o.user_message_index < t.user_message_index)))
         order by t.lease_until
         limit least(greatest(p_limit, 1), 1000)
    $$;

ALTER FUNCTION dom360.list_abandoned_turns(p_limit integer) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.messages_index() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    update dom360.conversations
       set last_message_index = last_message_index + 1,
           last_message_at = new.created_at
     where tenant_id = new.tenant_id
       and id = new.conversation_id
    returning last_message_index into new.message_index;

    if not found then
        raise exception 'message without conversation' using errcode = 'foreign_key_violation';
    end if;
    return new;
end
$$;

ALTER FUNCTION dom360.messages_index() OWNER TO dom360_owner;

CREATE FUNCTION dom360.note_lead_changes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    v_event dom360.lead_events;
begin
    v_event.tenant_id := new.tenant_id;
    v_event.lead_id := new.id;
    if tg_op = 'INSERT' then
        v_event.kind := 'created';
        v_event.to_state := new.state;
        v_event.new := jsonb_strip_nulls(jsonb_build_object('source', new.source));
        perform dom360.note_lead_event(v_event);
        return null;
    end if;
    select jsonb_object_agg(c.name, to_jsonb(old) -> c.name),
           jsonb_object_agg(c.name, to_jsonb(new) -> c.name)
      into v_event.old, v_event.new
      from unnest(array['interest', 'source', 'owner_user_id', 'meeting_at', 'outcome', 'value_cents',
                        'currency', 'merged_into']) c (name)
     where to_jsonb(old) -> c.name <> to_jsonb(new) -> c.name;
    if v_event.new is not null then
        v_event.kind := case when v_event.new ? 'merged_into' then 'merged' else 'changed' end;
        perform dom360.note_lead_event(v_event);
    end if;
    if new.state <> old.state then
        v_event.kind := 'state';
        v_event.from_state := old.state;
        v_event.to_state := new.state;
        v_event.old := null;
        v_event.new := null;
        v_event.new_score := new.score;
        perform dom360.note_lead_event(v_event);
    end if;
    return null;
end
$$;

ALTER FUNCTION dom360.note_lead_changes() OWNER TO dom360_owner;

CREATE TABLE dom360.lead_events (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    lead_id uuid NOT NULL,
    kind text NOT NULL,
    from_state text,
    to_state text,
    field text,
    old jsonb,
    new jsonb,
    old_score smallint,
    new_score smallint,
    comment text,
    actor_kind text NOT NULL,
    actor_id text,
    conversation_id uuid,
    message_id uuid,
    message_at timestamp with time zone,
    message_index integer,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT lead_events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'api_key'::text, 'agent'::text, 'import'::text, 'system'::text]))),
    CONSTRAINT lead_events_check CHECK (((kind = 'comment'::text) = (comment IS NOT NULL))),
    CONSTRAINT lead_events_check1 CHECK (((kind = ANY (ARRAY['created'::text, 'state'::text])) = (to_state IS NOT NULL))),
    CONSTRAINT lead_events_comment_check CHECK ((btrim(comment) <> ''::text)),
    CONSTRAINT lead_events_kind_check CHECK ((kind = ANY (ARRAY['created'::text, 'state'::text, 'field'::text, 'changed'::text, 'comment'::text, 'merged'::text])))
)
PARTITION BY RANGE (created_at);

ALTER TABLE ONLY dom360.lead_events FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_events OWNER TO dom360_owner;

COMMENT ON TABLE dom360.lead_events IS 'What happened to a lead, written by triggers, and the comments on it. Only added to.';

COMMENT ON COLUMN dom360.lead_events.message_id IS 'The message in whose turn it happened.';

CREATE FUNCTION dom360.note_lead_event(p_event dom360.lead_events) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    v_actor jsonb := coalesce(nullif(current_setting('app.lead_actor', true), ''), '{}')::jsonb;
begin
    insert into dom360.lead_events (
        tenant_id, lead_id, kind, from_state, to_state, field, old, new, old_score, new_score, comment,
        actor_kind, actor_id, conversation_id, message_id, message_at, message_index)
    values (
        p_event.tenant_id, p_event.lead_id, p_event.kind, p_event.from_state, p_event.to_state,
        p_event.field, p_event.old, p_event.new, p_event.old_score, p_event.new_score, p_event.comment,
        coalesce(v_actor ->> 'kind', 'system'), v_actor ->> 'id',
        coalesce(p_event.conversation_id, (v_actor ->> 'conversation_id')::uuid),
        coalesce(p_event.message_id, (v_actor ->> 'message_id')::uuid),
        coalesce(p_event.message_at, (v_actor ->> 'message_at')::timestamptz),
        coalesce(p_event.message_index, (v_actor ->> 'message_index')::integer));
end
$$;

ALTER FUNCTION dom360.note_lead_event(p_event dom360.lead_events) OWNER TO dom360_owner;

CREATE FUNCTION dom360.note_lead_field() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    v_row dom360.lead_fields;
    v_event dom360.lead_events;
begin
    if tg_op = 'DELETE' then v_row := old; else v_row := new; end if;
    v_event.tenant_id := v_row.tenant_id;
    v_event.lead_id := v_row.lead_id;
    select l.score into v_event.old_score from dom360.leads l
     where l.tenant_id = v_row.tenant_id and l.id = v_row.lead_id
       for no key update;
    update dom360.leads l
       set updated_at = now(), last_activity_at = now()
     where l.tenant_id = v_row.tenant_id and l.id = v_row.lead_id
    returning l.score into v_event.new_score;
    if not found then
        return null;  -- the lead itself is being deleted
    end if;

    v_event.kind := 'field';
    v_event.field := v_row.field;
    if tg_op <> 'INSERT' then
        v_event.old := jsonb_build_object('value', old.value, 'confidence', old.confidence);
    end if;
    if tg_op <> 'DELETE' then
        v_event.new := jsonb_build_object('value', new.value, 'confidence', new.confidence);
        v_event.conversation_id := new.conversation_id;
        v_event.message_id := new.message_id;
        v_event.message_at := new.message_at;
        v_event.message_index := new.message_index;
    end if;
    perform dom360.note_lead_event(v_event);
    return null;
end
$$;

ALTER FUNCTION dom360.note_lead_field() OWNER TO dom360_owner;

CREATE FUNCTION dom360.open_tool_call(p_tenant uuid, p_turn uuid, p_attempt integer, p_conversation uuid, p_hold text) RETURNS TABLE(state text, contact_id uuid, inbox_id uuid, message_id uuid, message_index integer, message_at timestamp with time zone)
    LANGUAGE plpgsql
    AS $$
begin
    if p_hold = 'share' then
        perform from dom360.conversations k
          where k.tenant_id = p_tenant and k.id = p_conversation for share;
    elsif p_hold = 'update' then
        perform from dom360.conversations k
          where k.tenant_id = p_tenant and k.id = p_conversation for no key update;
    end if;

    return query
    select case when n.status = 'active' and t.attempt = p_attempt then t.state else 'gone' end,
           k.contact_id, t.inbox_id, t.user_message_id, t.user_message_index, t.user_message_at
      from dom360.turns t
      join dom360.conversations k on k.tenant_id = p_tenant and k.id = t.conversation_id
      join dom360.tenants n on n.id = p_tenant
     where t.tenant_id = p_tenant and t.id = p_turn and t.conversation_id = p_conversation;
end
$$;

ALTER FUNCTION dom360.open_tool_call(p_tenant uuid, p_turn uuid, p_attempt integer, p_conversation uuid, p_hold text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.protect_tenant_table(p_table regclass, p_column name DEFAULT 'tenant_id'::name) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    v_test text := pg_catalog.format('(%I = (select dom360.current_tenant_id()))', p_column);
begin
    execute pg_catalog.format('drop policy if exists tenant_isolation on %s', p_table);
    execute pg_catalog.format('drop policy if exists tenant_rows on %s', p_table);
    execute pg_catalog.format(
        'create policy tenant_isolation on %s as restrictive for all to dom360_app, dom360_jobs
             using %s with check %s', p_table, v_test, v_test);
    execute pg_catalog.format(
        'create policy tenant_rows on %s as permissive for all to dom360_app, dom360_jobs
             using %s with check %s', p_table, v_test, v_test);
    execute pg_catalog.format(
        'alter table %s enable row level security, force row level security', p_table);
end
$$;

ALTER FUNCTION dom360.protect_tenant_table(p_table regclass, p_column name) OWNER TO dom360_owner;

CREATE FUNCTION dom360.resume_turn(p_tenant uuid, p_turn uuid, p_body_hash bytea, p_lease_margin_ms integer, p_history integer) RETURNS TABLE(outcome text, turn_id uuid, attempt integer, conversation_id uuid, message_id uuid, message_index integer, message_at timestamp with time zone, context jsonb)
    LANGUAGE plpgsql
    AS $$
declare
    v_turn dom360.turns;
begin
    select t.* into strict v_turn from dom360.turns t
     where t.tenant_id = p_tenant and t.id = p_turn;

    turn_id := v_turn.id;
    attempt := v_turn.attempt;
    conversation_id := v_turn.conversation_id;
    message_id := v_turn.user_message_id;
    message_index := v_turn.user_message_index;
    message_at := v_turn.user_message_at;
    if v_turn.body_hash <> p_body_hash then
        outcome := 'request_mismatch';
    elsif v_turn.state in ('answered', 'handed_over') then
        outcome := v_turn.state;
    elsif v_turn.state in ('accepted', 'calling') and v_turn.lease_until >= clock_timestamp() then
        outcome := 'running';
    else
        return query select * from dom360.claim_turn(
            p_tenant, p_turn, v_turn.attempt, true, p_lease_margin_ms, p_history);
        return;
    end if;
    return next;
end
$$;

ALTER FUNCTION dom360.resume_turn(p_tenant uuid, p_turn uuid, p_body_hash bytea, p_lease_margin_ms integer, p_history integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.score_action(p_score integer) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select case when p_score >= 90 then 'book_now'
                when p_score >= 70 then 'qualify_and_book'
                when p_score >= 50 then 'nurture'
                when p_score >= 30 then 'follow_up_in_30_days'
                else 'close_politely' end
    $$;

ALTER FUNCTION dom360.score_action(p_score integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.set_lead_actor(p_kind text, p_id text, p_conversation uuid DEFAULT NULL::uuid, p_message uuid DEFAULT NULL::uuid, p_message_at timestamp with time zone DEFAULT NULL::timestamp with time zone, p_message_index integer DEFAULT NULL::integer) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    execute pg_catalog.format('set local app.lead_actor = %L', pg_catalog.jsonb_build_object(
        'kind', p_kind, 'id', pg_catalog.left(p_id, 200), 'conversation_id', p_conversation,
        'message_id', p_message, 'message_at', p_message_at, 'message_index', p_message_index));
end
$$;

ALTER FUNCTION dom360.set_lead_actor(p_kind text, p_id text, p_conversation uuid, p_message uuid, p_message_at timestamp with time zone, p_message_index integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.set_tenant(p_tenant uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    if p_tenant is null then
        raise exception 'set_tenant: no tenant given' using errcode = 'invalid_parameter_value';
    end if;
    execute pg_catalog.format('set local app.tenant_id = %L', p_tenant);
end
$$;

ALTER FUNCTION dom360.set_tenant(p_tenant uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.slot_of(p_conversation uuid) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select (pg_catalog.get_byte(pg_catalog.uuid_send(p_conversation), 15) % 16)::smallint $$;

ALTER FUNCTION dom360.slot_of(p_conversation uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.turn_context(p_tenant uuid, p_turn uuid, p_history integer) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    select jsonb_build_object(
        'tenant', jsonb_build_object('id', t.id, 'slug', t.slug, 'name', t.name,
                                     'locale', v.locale, 'timezone', v.timezone),
        'endpoint_url', v.agents_endpoint_url,
        'timeout_ms', v.agents_timeout_ms,
        'lease_until', u.lease_until,
        'rag', jsonb_build_object('enabled', v.rag_enabled, 'top_k', v.rag_top_k,
                                  'match_threshold', v.rag_match_threshold),
        'booking', jsonb_build_object('enabled', v.booking_enabled, 'booking_url', v.booking_url),
        'contact', jsonb_build_object('id', c.id, 'phone', c.phone_e164, 'name', c.name),
        'inbox_id', u.inbox_id,
        'agent_type', u.agent_type,
        'conversation_status', k.status,
        'history', coalesce((
            select jsonb_agg(jsonb_build_object('role', h.role, 'content', h.content,
                       'message_index', h.message_index, 'created_at', h.created_at)
                       order by h.place, h.message_index)
              from (select m.role, m.content, m.message_index, m.created_at,
                           coalesce(q.user_message_index, m.message_index) as place
                      from dom360.messages m
                      left join dom360.turns q
                        on q.tenant_id = p_tenant and q.id = m.turn_id and m.role = 'assistant'
                     where m.tenant_id = p_tenant
                       and m.conversation_id = u.conversation_id
                       and m.created_at >= k.created_at
                       and m.visibility = 'public'
                       and coalesce(q.user_message_index, m.message_index) < u.user_message_index
                     order by m.message_index desc
                     limit p_history) h), '[]'))
      from dom360.turns u
      join dom360.conversations k on k.tenant_id = p_tenant and k.id = u.conversation_id
      join dom360.contacts c on c.tenant_id = p_tenant and c.id = k.contact_id
      join dom360.tenants t on t.id = p_tenant
      join dom360.account_vars v on v.tenant_id = p_tenant
     where u.tenant_id = p_tenant
       and u.id = p_turn
    $$;

ALTER FUNCTION dom360.turn_context(p_tenant uuid, p_turn uuid, p_history integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.turn_is_next(p_tenant uuid, p_conversation uuid, p_turn uuid, p_user_message_index integer) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select not exists (
        select from dom360.turns o
         where o.tenant_id = p_tenant
           and o.conversation_id = p_conversation
           and o.id is distinct from p_turn
           and (o.state = 'calling'
                or o.state = 'accepted' and o.user_message_index < p_user_message_index))
    $$;

ALTER FUNCTION dom360.turn_is_next(p_tenant uuid, p_conversation uuid, p_turn uuid, p_user_message_index integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.turn_lease(p_tenant uuid, p_margin_ms integer) RETURNS timestamp with time zone
    LANGUAGE sql
    AS $$
    select clock_timestamp() + (least(v.agents_timeout_ms, 3000) + v.agents_timeout_ms + p_margin_ms)
                             * interval '1 millisecond'
      from dom360.account_vars v
     where v.tenant_id = p_tenant
    $$;

ALTER FUNCTION dom360.turn_lease(p_tenant uuid, p_margin_ms integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.update_consumption_daily() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    v_answers integer := (new.role = 'assistant')::integer;
    v_timezone text;
begin
    select timezone into v_timezone
      from dom360.account_vars
     where tenant_id = new.tenant_id;

    insert into dom360.consumption_inbox_daily as c
        (tenant_id, inbox_id, day, agent_type, model, slot, messages, answers,
         input_tokens, output_tokens, cached_tokens, total_tokens, cost_micro_usd, latency_ms_sum)
    values
        (new.tenant_id, new.inbox_id,
         (new.created_at at time zone coalesce(v_timezone, 'UTC'))::date,
         new.agent_type, new.model, dom360.slot_of(new.conversation_id), 1, v_answers,
         new.input_tokens, new.output_tokens, new.cached_tokens, new.total_tokens,
         coalesce(new.cost_micro_usd, 0), coalesce(new.latency_ms, 0))
    on conflict (tenant_id, inbox_id, day, agent_type, model, slot) do update
       set messages       = c.messages + excluded.messages,
           answers        = c.answers + excluded.answers,
           input_tokens   = c.input_tokens + excluded.input_tokens,
           output_tokens  = c.output_tokens + excluded.output_tokens,
           cached_tokens  = c.cached_tokens + excluded.cached_tokens,
           total_tokens   = c.total_tokens + excluded.total_tokens,
           cost_micro_usd = c.cost_micro_usd + excluded.cost_micro_usd,
           latency_ms_sum = c.latency_ms_sum + excluded.latency_ms_sum;
    return null;
end
$$;

ALTER FUNCTION dom360.update_consumption_daily() OWNER TO dom360_owner;

CREATE TABLE dom360.account_vars (
    tenant_id uuid NOT NULL,
    agents_endpoint_url text,
    agents_timeout_ms integer DEFAULT 30000 NOT NULL,
    default_agent_type text DEFAULT 'SDR'::text NOT NULL,
    rag_enabled boolean DEFAULT true NOT NULL,
    rag_top_k integer DEFAULT 5 NOT NULL,
    rag_match_threshold real DEFAULT 0.5 NOT NULL,
    booking_enabled boolean DEFAULT false NOT NULL,
    booking_url text,
    locale text DEFAULT 'pt-BR'::text NOT NULL,
    timezone text DEFAULT 'America/Sao_Paulo'::text NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT account_vars_agents_endpoint_url_check CHECK ((agents_endpoint_url ~ '^https?://[^[:space:]]+$'::text)),
    CONSTRAINT account_vars_agents_timeout_ms_check CHECK (((agents_timeout_ms >= 1000) AND (agents_timeout_ms <= 120000))),
    CONSTRAINT account_vars_booking_url_check CHECK ((booking_url ~ '^https?://[^[:space:]]+$'::text)),
    CONSTRAINT account_vars_default_agent_type_check CHECK ((default_agent_type = ANY (ARRAY['SDR'::text, 'COPILOT'::text]))),
    CONSTRAINT account_vars_rag_match_threshold_check CHECK (((rag_match_threshold >= (0)::double precision) AND (rag_match_threshold <= (1)::double precision))),
    CONSTRAINT account_vars_rag_top_k_check CHECK (((rag_top_k >= 1) AND (rag_top_k <= 20)))
);

ALTER TABLE ONLY dom360.account_vars FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.account_vars OWNER TO dom360_owner;

COMMENT ON TABLE dom360.account_vars IS 'A tenant''s settings: where its agents are and how they work.';

COMMENT ON COLUMN dom360.account_vars.agents_timeout_ms IS 'Total deadline of one agent call, from the first byte sent to the last byte received.';

COMMENT ON COLUMN dom360.account_vars.timezone IS 'IANA name. Consumption is counted by the days of this zone.';

CREATE TABLE dom360.agent_tool_calls (
    tenant_id uuid NOT NULL,
    turn_id uuid NOT NULL,
    call_id text NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    attempt integer NOT NULL,
    agent_type text NOT NULL,
    tool text NOT NULL,
    body_hash bytea NOT NULL,
    outcome text NOT NULL,
    error_code text,
    result jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT agent_tool_calls_attempt_check CHECK ((attempt > 0)),
    CONSTRAINT agent_tool_calls_body_hash_check CHECK ((octet_length(body_hash) = 32)),
    CONSTRAINT agent_tool_calls_call_id_check CHECK (((length(call_id) >= 1) AND (length(call_id) <= 128))),
    CONSTRAINT agent_tool_calls_check CHECK (((outcome = 'refused'::text) = (error_code IS NOT NULL))),
    CONSTRAINT agent_tool_calls_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
);

ALTER TABLE ONLY dom360.agent_tool_calls FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.agent_tool_calls OWNER TO dom360_owner;

COMMENT ON TABLE dom360.agent_tool_calls IS 'Every tool call of an agent: what was called and how it went, and what makes a repeat harmless.';

COMMENT ON COLUMN dom360.agent_tool_calls.call_id IS 'From the caller, or made up here; a call that comes twice in a turn with one id acts once.';

COMMENT ON COLUMN dom360.agent_tool_calls.result IS 'What a tool that writes answered, for its repeats. Null for one that reads.';

CREATE TABLE dom360.alembic_version (
    version_num character varying(32) NOT NULL
);

ALTER TABLE dom360.alembic_version OWNER TO dom360_owner;

CREATE TABLE dom360.api_keys (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL,
    key_hash bytea NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT api_keys_key_hash_check CHECK ((octet_length(key_hash) = 32)),
    CONSTRAINT api_keys_name_check CHECK ((btrim(name) <> ''::text))
);

ALTER TABLE ONLY dom360.api_keys FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.api_keys OWNER TO dom360_owner;

COMMENT ON TABLE dom360.api_keys IS 'A key with which a program speaks for the tenant.';

CREATE TABLE dom360.applied_objects (
    path text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE dom360.applied_objects OWNER TO dom360_owner;

CREATE TABLE dom360.consumption_inbox_daily (
    tenant_id uuid NOT NULL,
    inbox_id uuid NOT NULL,
    day date NOT NULL,
    agent_type text NOT NULL,
    model text NOT NULL,
    slot smallint NOT NULL,
    messages bigint DEFAULT 0 NOT NULL,
    answers bigint DEFAULT 0 NOT NULL,
    errors bigint DEFAULT 0 NOT NULL,
    input_tokens bigint DEFAULT 0 NOT NULL,
    output_tokens bigint DEFAULT 0 NOT NULL,
    cached_tokens bigint DEFAULT 0 NOT NULL,
    total_tokens bigint DEFAULT 0 NOT NULL,
    cost_micro_usd bigint DEFAULT 0 NOT NULL,
    latency_ms_sum bigint DEFAULT 0 NOT NULL,
    CONSTRAINT consumption_inbox_daily_answers_check CHECK ((answers >= 0)),
    CONSTRAINT consumption_inbox_daily_cached_tokens_check CHECK ((cached_tokens >= 0)),
    CONSTRAINT consumption_inbox_daily_cost_micro_usd_check CHECK ((cost_micro_usd >= 0)),
    CONSTRAINT consumption_inbox_daily_errors_check CHECK ((errors >= 0)),
    CONSTRAINT consumption_inbox_daily_input_tokens_check CHECK ((input_tokens >= 0)),
    CONSTRAINT consumption_inbox_daily_latency_ms_sum_check CHECK ((latency_ms_sum >= 0)),
    CONSTRAINT consumption_inbox_daily_messages_check CHECK ((messages >= 0)),
    CONSTRAINT consumption_inbox_daily_output_tokens_check CHECK ((output_tokens >= 0)),
    CONSTRAINT consumption_inbox_daily_slot_check CHECK (((slot >= 0) AND (slot <= 15))),
    CONSTRAINT consumption_inbox_daily_total_tokens_check CHECK ((total_tokens >= 0))
)
WITH (fillfactor='50');

ALTER TABLE ONLY dom360.consumption_inbox_daily FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.consumption_inbox_daily OWNER TO dom360_owner;

COMMENT ON TABLE dom360.consumption_inbox_daily IS 'Counters by inbox, day (tenant''s time zone), agent type and model. Read them through consumption_daily.';

COMMENT ON COLUMN dom360.consumption_inbox_daily.errors IS 'Turns that ended without an answer.';

CREATE VIEW dom360.consumption_daily WITH (security_invoker='true', security_barrier='true') AS
 SELECT tenant_id,
    inbox_id,
    day,
    agent_type,
    model,
    (sum(messages))::bigint AS messages,
    (sum(answers))::bigint AS answers,
    (sum(errors))::bigint AS errors,
    (sum(input_tokens))::bigint AS input_tokens,
    (sum(output_tokens))::bigint AS output_tokens,
    (sum(cached_tokens))::bigint AS cached_tokens,
    (sum(total_tokens))::bigint AS total_tokens,
    (sum(cost_micro_usd))::bigint AS cost_micro_usd,
    (sum(latency_ms_sum))::bigint AS latency_ms_sum
   FROM dom360.consumption_inbox_daily
  GROUP BY tenant_id, inbox_id, day, agent_type, model;

ALTER VIEW dom360.consumption_daily OWNER TO dom360_owner;

CREATE TABLE dom360.contacts (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    phone_e164 text NOT NULL,
    name text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT contacts_name_check CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT contacts_phone_e164_check CHECK ((phone_e164 ~ '^\+[1-9][0-9]{6,14}$'::text))
);

ALTER TABLE ONLY dom360.contacts FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.contacts OWNER TO dom360_owner;

COMMENT ON TABLE dom360.contacts IS 'A person who writes to a tenant.';

CREATE TABLE dom360.inboxes (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    name text NOT NULL,
    default_agent_type text,
    archived_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT inboxes_default_agent_type_check CHECK ((default_agent_type = ANY (ARRAY['SDR'::text, 'COPILOT'::text]))),
    CONSTRAINT inboxes_name_check CHECK ((btrim(name) <> ''::text))
);

ALTER TABLE ONLY dom360.inboxes FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.inboxes OWNER TO dom360_owner;

COMMENT ON TABLE dom360.inboxes IS 'A place where contacts write to a tenant.';

CREATE TABLE dom360.lead_events_2026_11 (
    tenant_id uuid CONSTRAINT lead_events_tenant_id_not_null NOT NULL,
    id uuid DEFAULT dom360.new_id() CONSTRAINT lead_events_id_not_null NOT NULL,
    lead_id uuid CONSTRAINT lead_events_lead_id_not_null NOT NULL,
    kind text CONSTRAINT lead_events_kind_not_null NOT NULL,
    from_state text,
    to_state text,
    field text,
    old jsonb,
    new jsonb,
    old_score smallint,
    new_score smallint,
    comment text,
    actor_kind text CONSTRAINT lead_events_actor_kind_not_null NOT NULL,
    actor_id text,
    conversation_id uuid,
    message_id uuid,
    message_at timestamp with time zone,
    message_index integer,
    created_at timestamp with time zone DEFAULT clock_timestamp() CONSTRAINT lead_events_created_at_not_null NOT NULL,
    CONSTRAINT lead_events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'api_key'::text, 'agent'::text, 'import'::text, 'system'::text]))),
    CONSTRAINT lead_events_check CHECK (((kind = 'comment'::text) = (comment IS NOT NULL))),
    CONSTRAINT lead_events_check1 CHECK (((kind = ANY (ARRAY['created'::text, 'state'::text])) = (to_state IS NOT NULL))),
    CONSTRAINT lead_events_comment_check CHECK ((btrim(comment) <> ''::text)),
    CONSTRAINT lead_events_kind_check CHECK ((kind = ANY (ARRAY['created'::text, 'state'::text, 'field'::text, 'changed'::text, 'comment'::text, 'merged'::text])))
);

ALTER TABLE ONLY dom360.lead_events_2026_11 FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_events_2026_11 OWNER TO dom360_owner;

COMMENT ON COLUMN dom360.lead_events_2026_11.message_id IS 'The message in whose turn it happened.';

CREATE TABLE dom360.lead_events_2026_12 (
    tenant_id uuid CONSTRAINT lead_events_tenant_id_not_null NOT NULL,
    id uuid DEFAULT dom360.new_id() CONSTRAINT lead_events_id_not_null NOT NULL,
    lead_id uuid CONSTRAINT lead_events_lead_id_not_null NOT NULL,
    kind text CONSTRAINT lead_events_kind_not_null NOT NULL,
    from_state text,
    to_state text,
    field text,
    old jsonb,
    new jsonb,
    old_score smallint,
    new_score smallint,
    comment text,
    actor_kind text CONSTRAINT lead_events_actor_kind_not_null NOT NULL,
    actor_id text,
    conversation_id uuid,
    message_id uuid,
    message_at timestamp with time zone,
    message_index integer,
    created_at timestamp with time zone DEFAULT clock_timestamp() CONSTRAINT lead_events_created_at_not_null NOT NULL,
    CONSTRAINT lead_events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'api_key'::text, 'agent'::text, 'import'::text, 'system'::text]))),
    CONSTRAINT lead_events_check CHECK (((kind = 'comment'::text) = (comment IS NOT NULL))),
    CONSTRAINT lead_events_check1 CHECK (((kind = ANY (ARRAY['created'::text, 'state'::text])) = (to_state IS NOT NULL))),
    CONSTRAINT lead_events_comment_check CHECK ((btrim(comment) <> ''::text)),
    CONSTRAINT lead_events_kind_check CHECK ((kind = ANY (ARRAY['created'::text, 'state'::text, 'field'::text, 'changed'::text, 'comment'::text, 'merged'::text])))
);

ALTER TABLE ONLY dom360.lead_events_2026_12 FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_events_2026_12 OWNER TO dom360_owner;

COMMENT ON COLUMN dom360.lead_events_2026_12.message_id IS 'The message in whose turn it happened.';

CREATE TABLE dom360.lead_events_2027_01 (
    tenant_id uuid CONSTRAINT lead_events_tenant_id_not_null NOT NULL,
    id uuid DEFAULT dom360.new_id() CONSTRAINT lead_events_id_not_null NOT NULL,
    lead_id uuid CONSTRAINT lead_events_lead_id_not_null NOT NULL,
    kind text CONSTRAINT lead_events_kind_not_null NOT NULL,
    from_state text,
    to_state text,
    field text,
    old jsonb,
    new jsonb,
    old_score smallint,
    new_score smallint,
    comment text,
    actor_kind text CONSTRAINT lead_events_actor_kind_not_null NOT NULL,
    actor_id text,
    conversation_id uuid,
    message_id uuid,
    message_at timestamp with time zone,
    message_index integer,
    created_at timestamp with time zone DEFAULT clock_timestamp() CONSTRAINT lead_events_created_at_not_null NOT NULL,
    CONSTRAINT lead_events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'api_key'::text, 'agent'::text, 'import'::text, 'system'::text]))),
    CONSTRAINT lead_events_check CHECK (((kind = 'comment'::text) = (comment IS NOT NULL))),
    CONSTRAINT lead_events_check1 CHECK (((kind = ANY (ARRAY['created'::text, 'state'::text])) = (to_state IS NOT NULL))),
    CONSTRAINT lead_events_comment_check CHECK ((btrim(comment) <> ''::text)),
    CONSTRAINT lead_events_kind_check CHECK ((kind = ANY (ARRAY['created'::text, 'state'::text, 'field'::text, 'changed'::text, 'comment'::text, 'merged'::text])))
);

ALTER TABLE ONLY dom360.lead_events_2027_01 FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_events_2027_01 OWNER TO dom360_owner;

COMMENT ON COLUMN dom360.lead_events_2027_01.message_id IS 'The message in whose turn it happened.';

CREATE TABLE dom360.lead_events_2027_02 (
    tenant_id uuid CONSTRAINT lead_events_tenant_id_not_null NOT NULL,
    id uuid DEFAULT dom360.new_id() CONSTRAINT lead_events_id_not_null NOT NULL,
    lead_id uuid CONSTRAINT lead_events_lead_id_not_null NOT NULL,
    kind text CONSTRAINT lead_events_kind_not_null NOT NULL,
    from_state text,
    to_state text,
    field text,
    old jsonb,
    new jsonb,
    old_score smallint,
    new_score smallint,
    comment text,
    actor_kind text CONSTRAINT lead_events_actor_kind_not_null NOT NULL,
    actor_id text,
    conversation_id uuid,
    message_id uuid,
    message_at timestamp with time zone,
    message_index integer,
    created_at timestamp with time zone DEFAULT clock_timestamp() CONSTRAINT lead_events_created_at_not_null NOT NULL,
    CONSTRAINT lead_events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'api_key'::text, 'agent'::text, 'import'::text, 'system'::text]))),
    CONSTRAINT lead_events_check CHECK (((kind = 'comment'::text) = (comment IS NOT NULL))),
    CONSTRAINT lead_events_check1 CHECK (((kind = ANY (ARRAY['created'::text, 'state'::text])) = (to_state IS NOT NULL))),
    CONSTRAINT lead_events_comment_check CHECK ((btrim(comment) <> ''::text)),
    CONSTRAINT lead_events_kind_check CHECK ((kind = ANY (ARRAY['created'::text, 'state'::text, 'field'::text, 'changed'::text, 'comment'::text, 'merged'::text])))
);

ALTER TABLE ONLY dom360.lead_events_2027_02 FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_events_2027_02 OWNER TO dom360_owner;

COMMENT ON COLUMN dom360.lead_events_2027_02.message_id IS 'The message in whose turn it happened.';

CREATE TABLE dom360.lead_fields (
    tenant_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    field text NOT NULL,
    value jsonb NOT NULL,
    confidence numeric(4,3) NOT NULL,
    conversation_id uuid,
    message_id uuid,
    message_at timestamp with time zone,
    message_index integer,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT lead_fields_check CHECK ((((message_id IS NULL) = (message_at IS NULL)) AND ((message_id IS NULL) = (message_index IS NULL)) AND ((message_id IS NULL) = (conversation_id IS NULL)))),
    CONSTRAINT lead_fields_confidence_check CHECK (((confidence >= (0)::numeric) AND (confidence <= (1)::numeric))),
    CONSTRAINT lead_fields_field_check CHECK ((field = ANY (ARRAY['company'::text, 'sector'::text, 'employees'::text, 'pain'::text, 'budget'::text, 'authority'::text, 'timeline'::text]))),
    CONSTRAINT lead_fields_message_index_check CHECK ((message_index > 0)),
    CONSTRAINT lead_fields_value_check CHECK ((value <> 'null'::jsonb))
)
WITH (fillfactor='80');

ALTER TABLE ONLY dom360.lead_fields FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_fields OWNER TO dom360_owner;

COMMENT ON TABLE dom360.lead_fields IS 'What is known of a lead: one value a field, how sure we are, and the message that says so.';

COMMENT ON COLUMN dom360.lead_fields.message_id IS 'The evidence. Null: a person or an import said it. No foreign key: months of messages are detached.';

CREATE TABLE dom360.leads (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    contact_id uuid NOT NULL,
    inbox_id uuid NOT NULL,
    state text DEFAULT 'NEW'::text NOT NULL,
    score_budget smallint DEFAULT 0 NOT NULL,
    score_authority smallint DEFAULT 0 NOT NULL,
    score_need smallint DEFAULT 0 NOT NULL,
    score_timeline smallint DEFAULT 0 NOT NULL,
    score smallint DEFAULT 0 NOT NULL,
    criteria_met smallint DEFAULT 0 NOT NULL,
    interest text,
    source text,
    owner_user_id uuid,
    meeting_at timestamp with time zone,
    outcome text,
    value_cents bigint,
    currency text DEFAULT 'BRL'::text NOT NULL,
    merged_into uuid,
    last_activity_at timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT leads_check CHECK ((merged_into <> id)),
    CONSTRAINT leads_criteria_met_check CHECK (((criteria_met >= 0) AND (criteria_met <= 4))),
    CONSTRAINT leads_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT leads_interest_check CHECK ((interest = ANY (ARRAY['none'::text, 'low'::text, 'medium'::text, 'high'::text]))),
    CONSTRAINT leads_outcome_check CHECK ((outcome = ANY (ARRAY['won'::text, 'lost'::text]))),
    CONSTRAINT leads_score_authority_check CHECK (((score_authority >= 0) AND (score_authority <= 30))),
    CONSTRAINT leads_score_budget_check CHECK (((score_budget >= 0) AND (score_budget <= 25))),
    CONSTRAINT leads_score_check CHECK (((score >= 0) AND (score <= 100))),
    CONSTRAINT leads_score_need_check CHECK (((score_need >= 0) AND (score_need <= 35))),
    CONSTRAINT leads_score_timeline_check CHECK (((score_timeline >= 0) AND (score_timeline <= 10))),
    CONSTRAINT leads_source_check CHECK ((btrim(source) <> ''::text)),
    CONSTRAINT leads_state_check CHECK ((state = ANY (ARRAY['NEW'::text, 'QUALIFYING'::text, 'QUALIFIED'::text, 'NURTURING'::text, 'SCHEDULED'::text, 'RESCHEDULED'::text, 'COMPLETED'::text, 'UNQUALIFIED'::text, 'CLOSED'::text]))),
    CONSTRAINT leads_value_cents_check CHECK ((value_cents >= 0))
)
WITH (fillfactor='80');

ALTER TABLE ONLY dom360.leads FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.leads OWNER TO dom360_owner;

COMMENT ON TABLE dom360.leads IS 'A contact who might buy, and how far that has come.';

COMMENT ON COLUMN dom360.leads.state IS 'Moves along lead_transitions() only; a trigger refuses the rest.';

COMMENT ON COLUMN dom360.leads.score IS 'BANT, 0 to 100: the sum of its parts. Computed by trigger from lead_fields; what is written here is overwritten.';

COMMENT ON COLUMN dom360.leads.criteria_met IS 'How many of the four parts have at least half of their points. Three make a lead QUALIFIED.';

COMMENT ON COLUMN dom360.leads.value_cents IS 'What was won or lost, in hundredths of the currency.';

COMMENT ON COLUMN dom360.leads.merged_into IS 'This lead was a duplicate; the other one lives on. A merged lead changes no more.';

CREATE TABLE dom360.messages (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    conversation_id uuid NOT NULL,
    inbox_id uuid NOT NULL,
    agent_type text NOT NULL,
    turn_id uuid,
    message_index integer NOT NULL,
    role text NOT NULL,
    visibility text DEFAULT 'public'::text NOT NULL,
    content text NOT NULL,
    model text DEFAULT ''::text NOT NULL,
    input_tokens integer DEFAULT 0 NOT NULL,
    output_tokens integer DEFAULT 0 NOT NULL,
    cached_tokens integer DEFAULT 0 NOT NULL,
    total_tokens integer DEFAULT 0 NOT NULL,
    cost_micro_usd bigint,
    latency_ms integer,
    tool_calls jsonb DEFAULT '[]'::jsonb NOT NULL,
    rag_context jsonb DEFAULT '[]'::jsonb NOT NULL,
    structured jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    author_user_id uuid,
    CONSTRAINT messages_agent_type_check CHECK ((agent_type = ANY (ARRAY['SDR'::text, 'COPILOT'::text]))),
    CONSTRAINT messages_cached_tokens_check CHECK (((cached_tokens >= 0) AND (cached_tokens <= 10000000))),
    CONSTRAINT messages_check CHECK (((content <> ''::text) OR (visibility = 'internal'::text))),
    CONSTRAINT messages_cost_micro_usd_check CHECK ((cost_micro_usd >= 0)),
    CONSTRAINT messages_input_tokens_check CHECK (((input_tokens >= 0) AND (input_tokens <= 10000000))),
    CONSTRAINT messages_latency_ms_check CHECK ((latency_ms >= 0)),
    CONSTRAINT messages_message_index_check CHECK ((message_index > 0)),
    CONSTRAINT messages_output_tokens_check CHECK (((output_tokens >= 0) AND (output_tokens <= 10000000))),
    CONSTRAINT messages_role_check CHECK ((role = ANY (ARRAY['user'::text, 'assistant'::text, 'operator'::text, 'system'::text]))),
    CONSTRAINT messages_total_tokens_check CHECK (((total_tokens >= 0) AND (total_tokens <= 20000000))),
    CONSTRAINT messages_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'internal'::text])))
)
PARTITION BY RANGE (created_at);

ALTER TABLE ONLY dom360.messages FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.messages OWNER TO dom360_owner;

COMMENT ON TABLE dom360.messages IS 'One line of a conversation, from either side.';

COMMENT ON COLUMN dom360.messages.message_index IS '1, 2, 3 … inside the conversation, without gaps; given by trigger.';

COMMENT ON COLUMN dom360.messages.visibility IS 'internal: metered and kept, but not said to the contact (an agent that had nothing to say).';

COMMENT ON COLUMN dom360.messages.cost_micro_usd IS 'Millionths of a US dollar at the price of that moment; null where the model has no known price.';

COMMENT ON COLUMN dom360.messages.latency_ms IS 'How long the agent took to answer.';

COMMENT ON COLUMN dom360.messages.author_user_id IS 'Who wrote it, where a person of the tenant did.';

CREATE TABLE dom360.sessions (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    acting_tenant_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT sessions_token_hash_check CHECK ((octet_length(token_hash) = 32))
);

ALTER TABLE ONLY dom360.sessions FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.sessions OWNER TO dom360_owner;

COMMENT ON TABLE dom360.sessions IS 'A signed-in browser.';

COMMENT ON COLUMN dom360.sessions.acting_tenant_id IS 'The tenant that a MASTER works in. Null for everybody else: they work in their own.';

CREATE TABLE dom360.sign_in_emails (
    email text NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL
);

ALTER TABLE ONLY dom360.sign_in_emails FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.sign_in_emails OWNER TO dom360_owner;

COMMENT ON TABLE dom360.sign_in_emails IS 'Directory: whose address this is. Unique over all tenants, so that an address is enough to sign in.';

CREATE TABLE dom360.tenant_slugs (
    slug text NOT NULL,
    tenant_id uuid NOT NULL
);

ALTER TABLE ONLY dom360.tenant_slugs FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.tenant_slugs OWNER TO dom360_owner;

COMMENT ON TABLE dom360.tenant_slugs IS 'Directory: which tenant a slug belongs to. Unique over all tenants.';

CREATE TABLE dom360.tenants (
    id uuid DEFAULT dom360.new_id() NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    kind text DEFAULT 'customer'::text NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT tenants_kind_check CHECK ((kind = ANY (ARRAY['customer'::text, 'platform'::text]))),
    CONSTRAINT tenants_name_check CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT tenants_slug_check CHECK ((slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'::text)),
    CONSTRAINT tenants_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text])))
);

ALTER TABLE ONLY dom360.tenants FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.tenants OWNER TO dom360_owner;

COMMENT ON TABLE dom360.tenants IS 'A company. The one tenant of kind ''platform'' is home to the platform''s own people (MASTER).';

CREATE TABLE dom360.turns (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    request_id text NOT NULL,
    body_hash bytea NOT NULL,
    conversation_id uuid NOT NULL,
    inbox_id uuid NOT NULL,
    agent_type text NOT NULL,
    state text NOT NULL,
    attempt integer DEFAULT 1 NOT NULL,
    lease_until timestamp with time zone NOT NULL,
    user_message_id uuid NOT NULL,
    user_message_index integer NOT NULL,
    user_message_at timestamp with time zone NOT NULL,
    answer_message_id uuid,
    answer_message_at timestamp with time zone,
    error_code text,
    error_status integer,
    latency_ms integer,
    finished_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT turns_attempt_check CHECK ((attempt > 0)),
    CONSTRAINT turns_body_hash_check CHECK ((octet_length(body_hash) = 32)),
    CONSTRAINT turns_check CHECK (((state = 'answered'::text) = (answer_message_id IS NOT NULL))),
    CONSTRAINT turns_check1 CHECK (((state = 'failed'::text) = (error_code IS NOT NULL))),
    CONSTRAINT turns_error_status_check CHECK (((error_status >= 400) AND (error_status <= 599))),
    CONSTRAINT turns_latency_ms_check CHECK ((latency_ms >= 0)),
    CONSTRAINT turns_request_id_check CHECK (((length(request_id) >= 1) AND (length(request_id) <= 128)))
)
WITH (fillfactor='70');

ALTER TABLE ONLY dom360.turns FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.turns OWNER TO dom360_owner;

COMMENT ON TABLE dom360.turns IS 'A message of a contact on its way to an answer.';

COMMENT ON COLUMN dom360.turns.state IS 'accepted: stored, waits for the turns before it; calling: with the agent; answered; failed; handed_over: a person answers.';

COMMENT ON COLUMN dom360.turns.attempt IS 'Fencing number: only the holder of the present attempt may finish the turn.';

COMMENT ON COLUMN dom360.turns.latency_ms IS 'From the call''s arrival to the stored answer.';

CREATE TABLE dom360.users (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    password_hash text NOT NULL,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT users_email_check CHECK (((email = lower(email)) AND (email ~~ '%_@_%'::text))),
    CONSTRAINT users_name_check CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT users_role_check CHECK ((role = ANY (ARRAY['MASTER'::text, 'TENANT_ADMIN'::text, 'TENANT_USER'::text, 'VIEWER'::text])))
);

ALTER TABLE ONLY dom360.users FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.users OWNER TO dom360_owner;

COMMENT ON TABLE dom360.users IS 'A person who signs in.';

ALTER TABLE ONLY dom360.lead_events ATTACH PARTITION dom360.lead_events_2026_11 FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');

ALTER TABLE ONLY dom360.lead_events ATTACH PARTITION dom360.lead_events_2026_12 FOR VALUES FROM ('2026-12-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');

ALTER TABLE ONLY dom360.lead_events ATTACH PARTITION dom360.lead_events_2027_01 FOR VALUES FROM ('2027-01-01 00:00:00+00') TO ('2027-02-01 00:00:00+00');

ALTER TABLE ONLY dom360.lead_events ATTACH PARTITION dom360.lead_events_2027_02 FOR VALUES FROM ('2027-02-01 00:00:00+00') TO ('2027-03-01 00:00:00+00');

ALTER TABLE ONLY dom360.account_vars
    ADD CONSTRAINT account_vars_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY dom360.agent_tool_calls
    ADD CONSTRAINT agent_tool_calls_pkey PRIMARY KEY (tenant_id, turn_id, call_id);

ALTER TABLE ONLY dom360.agent_tool_calls
    ADD CONSTRAINT agent_tool_calls_tenant_id_id_key UNIQUE (tenant_id, id);

ALTER TABLE ONLY dom360.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY dom360.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.api_keys
    ADD CONSTRAINT api_keys_tenant_id_key_hash_key UNIQUE (tenant_id, key_hash);

ALTER TABLE ONLY dom360.applied_objects
    ADD CONSTRAINT applied_objects_pkey PRIMARY KEY (path);

ALTER TABLE ONLY dom360.consumption_inbox_daily
    ADD CONSTRAINT consumption_inbox_daily_pkey PRIMARY KEY (tenant_id, inbox_id, day, agent_type, model, slot);

ALTER TABLE ONLY dom360.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.contacts
    ADD CONSTRAINT contacts_tenant_id_phone_e164_key UNIQUE (tenant_id, phone_e164);

ALTER TABLE ONLY dom360.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.inboxes
    ADD CONSTRAINT inboxes_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.lead_events
    ADD CONSTRAINT lead_events_pkey PRIMARY KEY (tenant_id, created_at, id);

ALTER TABLE ONLY dom360.lead_events_2026_11
    ADD CONSTRAINT lead_events_2026_11_pkey PRIMARY KEY (tenant_id, created_at, id);

ALTER TABLE ONLY dom360.lead_events_2026_12
    ADD CONSTRAINT lead_events_2026_12_pkey PRIMARY KEY (tenant_id, created_at, id);

ALTER TABLE ONLY dom360.lead_events_2027_01
    ADD CONSTRAINT lead_events_2027_01_pkey PRIMARY KEY (tenant_id, created_at, id);

ALTER TABLE ONLY dom360.lead_events_2027_02
    ADD CONSTRAINT lead_events_2027_02_pkey PRIMARY KEY (tenant_id, created_at, id);

ALTER TABLE ONLY dom360.lead_fields
    ADD CONSTRAINT lead_fields_pkey PRIMARY KEY (tenant_id, lead_id, field);

ALTER TABLE ONLY dom360.leads
    ADD CONSTRAINT leads_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (tenant_id, created_at, id);

ALTER TABLE ONLY dom360.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.sessions
    ADD CONSTRAINT sessions_tenant_id_token_hash_key UNIQUE (tenant_id, token_hash);

ALTER TABLE ONLY dom360.sign_in_emails
    ADD CONSTRAINT sign_in_emails_pkey PRIMARY KEY (email);

ALTER TABLE ONLY dom360.tenant_slugs
    ADD CONSTRAINT tenant_slugs_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY dom360.tenants
    ADD CONSTRAINT tenants_pkey PRIMARY KEY (id);

ALTER TABLE ONLY dom360.turns
    ADD CONSTRAINT turns_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE dom360.turns
    ADD CONSTRAINT turns_state_check CHECK ((state = ANY (ARRAY['accepted'::text, 'calling'::text, 'answered'::text, 'failed'::text, 'handed_over'::text]))) NOT VALID;

ALTER TABLE ONLY dom360.turns
    ADD CONSTRAINT turns_tenant_id_request_id_key UNIQUE (tenant_id, request_id);

ALTER TABLE ONLY dom360.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.users
    ADD CONSTRAINT users_tenant_id_email_key UNIQUE (tenant_id, email);

CREATE INDEX conversations_by_activity ON dom360.conversations USING btree (tenant_id, last_message_at DESC, id DESC);

CREATE UNIQUE INDEX conversations_one_open ON dom360.conversations USING btree (tenant_id, inbox_id, contact_id, agent_type) WHERE (status = 'open'::text);

CREATE INDEX conversations_with_people ON dom360.conversations USING btree (tenant_id, last_message_at DESC, id DESC) WHERE (handled_by = 'human'::text);

CREATE INDEX lead_events_by_state ON ONLY dom360.lead_events USING btree (tenant_id, created_at, to_state) WHERE (to_state IS NOT NULL);

CREATE INDEX lead_events_2026_11_tenant_id_created_at_to_state_idx ON dom360.lead_events_2026_11 USING btree (tenant_id, created_at, to_state) WHERE (to_state IS NOT NULL);

CREATE INDEX lead_events_by_lead ON ONLY dom360.lead_events USING btree (tenant_id, lead_id, created_at DESC, id DESC);

CREATE INDEX lead_events_2026_11_tenant_id_lead_id_created_at_id_idx ON dom360.lead_events_2026_11 USING btree (tenant_id, lead_id, created_at DESC, id DESC);

CREATE INDEX lead_events_2026_12_tenant_id_created_at_to_state_idx ON dom360.lead_events_2026_12 USING btree (tenant_id, created_at, to_state) WHERE (to_state IS NOT NULL);

CREATE INDEX lead_events_2026_12_tenant_id_lead_id_created_at_id_idx ON dom360.lead_events_2026_12 USING btree (tenant_id, lead_id, created_at DESC, id DESC);

CREATE INDEX lead_events_2027_01_tenant_id_created_at_to_state_idx ON dom360.lead_events_2027_01 USING btree (tenant_id, created_at, to_state) WHERE (to_state IS NOT NULL);

CREATE INDEX lead_events_2027_01_tenant_id_lead_id_created_at_id_idx ON dom360.lead_events_2027_01 USING btree (tenant_id, lead_id, created_at DESC, id DESC);

CREATE INDEX lead_events_2027_02_tenant_id_created_at_to_state_idx ON dom360.lead_events_2027_02 USING btree (tenant_id, created_at, to_state) WHERE (to_state IS NOT NULL);

CREATE INDEX lead_events_2027_02_tenant_id_lead_id_created_at_id_idx ON dom360.lead_events_2027_02 USING btree (tenant_id, lead_id, created_at DESC, id DESC);

CREATE INDEX leads_by_activity ON dom360.leads USING btree (tenant_id, last_activity_at DESC, id DESC) WHERE (merged_into IS NULL);

CREATE INDEX leads_by_contact ON dom360.leads USING btree (tenant_id, contact_id, created_at DESC);

CREATE INDEX leads_by_score ON dom360.leads USING btree (tenant_id, score DESC, id DESC) WHERE (merged_into IS NULL);

CREATE INDEX leads_by_survivor ON dom360.leads USING btree (tenant_id, merged_into) WHERE (merged_into IS NOT NULL);

CREATE UNIQUE INDEX leads_one_living ON dom360.leads USING btree (tenant_id, contact_id) WHERE ((merged_into IS NULL) AND (state <> 'CLOSED'::text));

CREATE INDEX messages_by_conversation ON ONLY dom360.messages USING btree (tenant_id, conversation_id, message_index);

CREATE INDEX messages_by_time ON ONLY dom360.messages USING btree (tenant_id, created_at DESC);

CREATE INDEX messages_by_tool ON ONLY dom360.messages USING gin (tool_calls jsonb_path_ops);

CREATE INDEX turns_by_lease ON dom360.turns USING btree (lease_until) WHERE (state = ANY (ARRAY['accepted'::text, 'calling'::text]));

CREATE INDEX turns_open ON dom360.turns USING btree (tenant_id, conversation_id, user_message_index) WHERE (state = ANY (ARRAY['accepted'::text, 'calling'::text]));

ALTER INDEX dom360.lead_events_pkey ATTACH PARTITION dom360.lead_events_2026_11_pkey;

ALTER INDEX dom360.lead_events_by_state ATTACH PARTITION dom360.lead_events_2026_11_tenant_id_created_at_to_state_idx;

ALTER INDEX dom360.lead_events_by_lead ATTACH PARTITION dom360.lead_events_2026_11_tenant_id_lead_id_created_at_id_idx;

ALTER INDEX dom360.lead_events_pkey ATTACH PARTITION dom360.lead_events_2026_12_pkey;

ALTER INDEX dom360.lead_events_by_state ATTACH PARTITION dom360.lead_events_2026_12_tenant_id_created_at_to_state_idx;

ALTER INDEX dom360.lead_events_by_lead ATTACH PARTITION dom360.lead_events_2026_12_tenant_id_lead_id_created_at_id_idx;

ALTER INDEX dom360.lead_events_pkey ATTACH PARTITION dom360.lead_events_2027_01_pkey;

ALTER INDEX dom360.lead_events_by_state ATTACH PARTITION dom360.lead_events_2027_01_tenant_id_created_at_to_state_idx;

ALTER INDEX dom360.lead_events_by_lead ATTACH PARTITION dom360.lead_events_2027_01_tenant_id_lead_id_created_at_id_idx;

ALTER INDEX dom360.lead_events_pkey ATTACH PARTITION dom360.lead_events_2027_02_pkey;

ALTER INDEX dom360.lead_events_by_state ATTACH PARTITION dom360.lead_events_2027_02_tenant_id_created_at_to_state_idx;

ALTER INDEX dom360.lead_events_by_lead ATTACH PARTITION dom360.lead_events_2027_02_tenant_id_lead_id_created_at_id_idx;

CREATE TRIGGER t10_index BEFORE INSERT ON dom360.messages FOR EACH ROW EXECUTE FUNCTION dom360.messages_index();

CREATE TRIGGER t10_state BEFORE INSERT OR UPDATE ON dom360.leads FOR EACH ROW EXECUTE FUNCTION dom360.lead_state_guard();

CREATE TRIGGER t20_derived BEFORE INSERT OR UPDATE ON dom360.leads FOR EACH ROW EXECUTE FUNCTION dom360.derive_lead();

CREATE TRIGGER t50_consumption AFTER INSERT ON dom360.messages FOR EACH ROW EXECUTE FUNCTION dom360.update_consumption_daily();

CREATE TRIGGER t50_events AFTER INSERT OR UPDATE ON dom360.leads FOR EACH ROW EXECUTE FUNCTION dom360.note_lead_changes();

CREATE TRIGGER t50_learned AFTER INSERT OR DELETE OR UPDATE ON dom360.lead_fields FOR EACH ROW EXECUTE FUNCTION dom360.note_lead_field();

ALTER TABLE ONLY dom360.account_vars
    ADD CONSTRAINT account_vars_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.agent_tool_calls
    ADD CONSTRAINT agent_tool_calls_tenant_id_turn_id_fkey FOREIGN KEY (tenant_id, turn_id) REFERENCES dom360.turns(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.api_keys
    ADD CONSTRAINT api_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.consumption_inbox_daily
    ADD CONSTRAINT consumption_inbox_daily_tenant_id_inbox_id_fkey FOREIGN KEY (tenant_id, inbox_id) REFERENCES dom360.inboxes(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.contacts
    ADD CONSTRAINT contacts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.conversations
    ADD CONSTRAINT conversations_assignee_fkey FOREIGN KEY (tenant_id, assignee_user_id) REFERENCES dom360.users(tenant_id, id) NOT VALID;

ALTER TABLE ONLY dom360.conversations
    ADD CONSTRAINT conversations_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES dom360.contacts(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.conversations
    ADD CONSTRAINT conversations_tenant_id_inbox_id_fkey FOREIGN KEY (tenant_id, inbox_id) REFERENCES dom360.inboxes(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.inboxes
    ADD CONSTRAINT inboxes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE dom360.lead_events
    ADD CONSTRAINT lead_events_tenant_id_lead_id_fkey FOREIGN KEY (tenant_id, lead_id) REFERENCES dom360.leads(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.lead_fields
    ADD CONSTRAINT lead_fields_tenant_id_lead_id_fkey FOREIGN KEY (tenant_id, lead_id) REFERENCES dom360.leads(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.leads
    ADD CONSTRAINT leads_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES dom360.contacts(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.leads
    ADD CONSTRAINT leads_tenant_id_inbox_id_fkey FOREIGN KEY (tenant_id, inbox_id) REFERENCES dom360.inboxes(tenant_id, id);

ALTER TABLE ONLY dom360.leads
    ADD CONSTRAINT leads_tenant_id_merged_into_fkey FOREIGN KEY (tenant_id, merged_into) REFERENCES dom360.leads(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.leads
    ADD CONSTRAINT leads_tenant_id_owner_user_id_fkey FOREIGN KEY (tenant_id, owner_user_id) REFERENCES dom360.users(tenant_id, id);

ALTER TABLE dom360.messages
    ADD CONSTRAINT messages_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES dom360.conversations(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.sessions
    ADD CONSTRAINT sessions_acting_tenant_id_fkey FOREIGN KEY (acting_tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.sessions
    ADD CONSTRAINT sessions_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES dom360.users(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.turns
    ADD CONSTRAINT turns_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES dom360.conversations(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.users
    ADD CONSTRAINT users_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE dom360.account_vars ENABLE ROW LEVEL SECURITY;

CREATE POLICY admin_all ON dom360.account_vars TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_all ON dom360.inboxes TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_all ON dom360.sign_in_emails TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_all ON dom360.tenant_slugs TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_all ON dom360.tenants TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_all ON dom360.users TO dom360_admin USING (true) WITH CHECK (true);

ALTER TABLE dom360.agent_tool_calls ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.api_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.consumption_inbox_daily ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.conversations ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.inboxes ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_events_2026_11 ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_events_2026_12 ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_events_2027_01 ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_events_2027_02 ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_fields ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.leads ENABLE ROW LEVEL SECURITY;

CREATE POLICY lookup_reads ON dom360.api_keys FOR SELECT TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY lookup_reads ON dom360.sessions FOR SELECT TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY lookup_reads ON dom360.sign_in_emails FOR SELECT TO dom360_lookup USING (true);

CREATE POLICY lookup_reads ON dom360.tenants FOR SELECT TO dom360_lookup USING ((id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY lookup_reads ON dom360.turns FOR SELECT TO dom360_lookup USING (true);

CREATE POLICY lookup_reads ON dom360.users FOR SELECT TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

ALTER TABLE dom360.messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.sign_in_emails ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON dom360.account_vars AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.agent_tool_calls AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.api_keys AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.consumption_inbox_daily AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.contacts AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.conversations AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.inboxes AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.lead_events AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.lead_events_2026_11 AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.lead_events_2026_12 AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.lead_events_2027_01 AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.lead_events_2027_02 AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.lead_fields AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.leads AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.messages AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.sessions AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.sign_in_emails AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.tenant_slugs AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.tenants AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.turns AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.users AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.account_vars TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.agent_tool_calls TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.api_keys TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.consumption_inbox_daily TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.contacts TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.conversations TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.inboxes TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.lead_events TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.lead_events_2026_11 TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.lead_events_2026_12 TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.lead_events_2027_01 TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.lead_events_2027_02 TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.lead_fields TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.leads TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.messages TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.sessions TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.sign_in_emails TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.tenant_slugs TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.tenants TO dom360_app, dom360_jobs USING ((id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.turns TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.users TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

ALTER TABLE dom360.tenant_slugs ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.tenants ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.turns ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.users ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA dom360 TO dom360_lookup;
GRANT USAGE ON SCHEMA dom360 TO dom360_app;
GRANT USAGE ON SCHEMA dom360 TO dom360_auth;
GRANT USAGE ON SCHEMA dom360 TO dom360_jobs;
GRANT USAGE ON SCHEMA dom360 TO dom360_admin;

REVOKE USAGE ON SCHEMA public FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.bant_points(p_field text, p_value jsonb, p_confidence numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.bant_points(p_field text, p_value jsonb, p_confidence numeric) TO dom360_app;
GRANT ALL ON FUNCTION dom360.bant_points(p_field text, p_value jsonb, p_confidence numeric) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.begin_turn(p_tenant uuid, p_request_id text, p_body_hash bytea, p_inbox uuid, p_agent_type text, p_conversation uuid, p_phone text, p_name text, p_content text, p_lease_margin_ms integer, p_history integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.begin_turn(p_tenant uuid, p_request_id text, p_body_hash bytea, p_inbox uuid, p_agent_type text, p_conversation uuid, p_phone text, p_name text, p_content text, p_lease_margin_ms integer, p_history integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.begin_turn(p_tenant uuid, p_request_id text, p_body_hash bytea, p_inbox uuid, p_agent_type text, p_conversation uuid, p_phone text, p_name text, p_content text, p_lease_margin_ms integer, p_history integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.claim_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_take_over boolean, p_lease_margin_ms integer, p_history integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.claim_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_take_over boolean, p_lease_margin_ms integer, p_history integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.claim_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_take_over boolean, p_lease_margin_ms integer, p_history integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.current_tenant_id() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.current_tenant_id() TO dom360_lookup;
GRANT ALL ON FUNCTION dom360.current_tenant_id() TO dom360_app;
GRANT ALL ON FUNCTION dom360.current_tenant_id() TO dom360_auth;
GRANT ALL ON FUNCTION dom360.current_tenant_id() TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.current_tenant_id() TO dom360_admin;

REVOKE ALL ON FUNCTION dom360.derive_lead() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.ensure_month_partitions(p_parent text, p_ahead integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.ensure_month_partitions(p_parent text, p_ahead integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.fail_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.fail_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.fail_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.find_api_key(p_tenant uuid, p_key_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.find_api_key(p_tenant uuid, p_key_hash bytea) TO dom360_auth;

REVOKE ALL ON FUNCTION dom360.find_session(p_tenant uuid, p_token_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.find_session(p_tenant uuid, p_token_hash bytea) TO dom360_auth;

REVOKE ALL ON FUNCTION dom360.find_sign_in(p_email text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.find_sign_in(p_email text) TO dom360_auth;

REVOKE ALL ON FUNCTION dom360.finish_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_content text, p_visibility text, p_model text, p_input_tokens integer, p_output_tokens integer, p_cached_tokens integer, p_total_tokens integer, p_cost_micro_usd bigint, p_agent_latency_ms integer, p_tool_calls jsonb, p_rag_context jsonb, p_structured jsonb, p_handoff text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.finish_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_content text, p_visibility text, p_model text, p_input_tokens integer, p_output_tokens integer, p_cached_tokens integer, p_total_tokens integer, p_cost_micro_usd bigint, p_agent_latency_ms integer, p_tool_calls jsonb, p_rag_context jsonb, p_structured jsonb, p_handoff text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.finish_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_content text, p_visibility text, p_model text, p_input_tokens integer, p_output_tokens integer, p_cached_tokens integer, p_total_tokens integer, p_cost_micro_usd bigint, p_agent_latency_ms integer, p_tool_calls jsonb, p_rag_context jsonb, p_structured jsonb, p_handoff text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.fold_text(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.fold_text(p_text text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.fold_text(p_text text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.get_or_create_contact(p_tenant uuid, p_phone text, p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.get_or_create_contact(p_tenant uuid, p_phone text, p_name text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.get_or_create_contact(p_tenant uuid, p_phone text, p_name text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.new_id() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.new_id() TO dom360_app;
GRANT ALL ON FUNCTION dom360.new_id() TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.new_id() TO dom360_admin;

GRANT SELECT,INSERT ON TABLE dom360.conversations TO dom360_app;
GRANT SELECT,INSERT ON TABLE dom360.conversations TO dom360_jobs;

GRANT UPDATE(status) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(status) ON TABLE dom360.conversations TO dom360_jobs;

GRANT UPDATE(last_message_index) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(last_message_index) ON TABLE dom360.conversations TO dom360_jobs;

GRANT UPDATE(last_message_at) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(last_message_at) ON TABLE dom360.conversations TO dom360_jobs;

GRANT UPDATE(closed_at) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(closed_at) ON TABLE dom360.conversations TO dom360_jobs;

GRANT UPDATE(handled_by) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(handled_by) ON TABLE dom360.conversations TO dom360_jobs;

GRANT UPDATE(assignee_user_id) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(assignee_user_id) ON TABLE dom360.conversations TO dom360_jobs;

GRANT UPDATE(handed_at) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(handed_at) ON TABLE dom360.conversations TO dom360_jobs;

GRANT UPDATE(handoff_reason) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(handoff_reason) ON TABLE dom360.conversations TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.get_or_create_conversation(p_tenant uuid, p_inbox uuid, p_contact uuid, p_agent_type text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.get_or_create_conversation(p_tenant uuid, p_inbox uuid, p_contact uuid, p_agent_type text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.get_or_create_conversation(p_tenant uuid, p_inbox uuid, p_contact uuid, p_agent_type text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.get_or_create_lead(p_tenant uuid, p_contact uuid, p_inbox uuid, p_source text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.get_or_create_lead(p_tenant uuid, p_contact uuid, p_inbox uuid, p_source text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.get_or_create_lead(p_tenant uuid, p_contact uuid, p_inbox uuid, p_source text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.hand_over(p_tenant uuid, p_conversation uuid, p_assignee uuid, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.hand_over(p_tenant uuid, p_conversation uuid, p_assignee uuid, p_reason text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.hand_over(p_tenant uuid, p_conversation uuid, p_assignee uuid, p_reason text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.lead_matches(p_tenant uuid, p_lead uuid, p_contact uuid, p_pattern text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.lead_matches(p_tenant uuid, p_lead uuid, p_contact uuid, p_pattern text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.lead_matches(p_tenant uuid, p_lead uuid, p_contact uuid, p_pattern text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.lead_state_guard() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.lead_transitions(p_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.lead_transitions(p_state text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.lead_transitions(p_state text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.list_abandoned_turns(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.list_abandoned_turns(p_limit integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.messages_index() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.note_lead_changes() FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE dom360.lead_events TO dom360_app;
GRANT SELECT,INSERT ON TABLE dom360.lead_events TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.note_lead_event(p_event dom360.lead_events) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.note_lead_event(p_event dom360.lead_events) TO dom360_app;
GRANT ALL ON FUNCTION dom360.note_lead_event(p_event dom360.lead_events) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.note_lead_field() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.open_tool_call(p_tenant uuid, p_turn uuid, p_attempt integer, p_conversation uuid, p_hold text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.open_tool_call(p_tenant uuid, p_turn uuid, p_attempt integer, p_conversation uuid, p_hold text) TO dom360_app;

REVOKE ALL ON FUNCTION dom360.protect_tenant_table(p_table regclass, p_column name) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.resume_turn(p_tenant uuid, p_turn uuid, p_body_hash bytea, p_lease_margin_ms integer, p_history integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.resume_turn(p_tenant uuid, p_turn uuid, p_body_hash bytea, p_lease_margin_ms integer, p_history integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.resume_turn(p_tenant uuid, p_turn uuid, p_body_hash bytea, p_lease_margin_ms integer, p_history integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.score_action(p_score integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.score_action(p_score integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.score_action(p_score integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.set_lead_actor(p_kind text, p_id text, p_conversation uuid, p_message uuid, p_message_at timestamp with time zone, p_message_index integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.set_lead_actor(p_kind text, p_id text, p_conversation uuid, p_message uuid, p_message_at timestamp with time zone, p_message_index integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.set_lead_actor(p_kind text, p_id text, p_conversation uuid, p_message uuid, p_message_at timestamp with time zone, p_message_index integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.set_tenant(p_tenant uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.set_tenant(p_tenant uuid) TO dom360_app;
GRANT ALL ON FUNCTION dom360.set_tenant(p_tenant uuid) TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.set_tenant(p_tenant uuid) TO dom360_lookup;

REVOKE ALL ON FUNCTION dom360.slot_of(p_conversation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.slot_of(p_conversation uuid) TO dom360_app;
GRANT ALL ON FUNCTION dom360.slot_of(p_conversation uuid) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.turn_context(p_tenant uuid, p_turn uuid, p_history integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.turn_context(p_tenant uuid, p_turn uuid, p_history integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.turn_context(p_tenant uuid, p_turn uuid, p_history integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.turn_is_next(p_tenant uuid, p_conversation uuid, p_turn uuid, p_user_message_index integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.turn_is_next(p_tenant uuid, p_conversation uuid, p_turn uuid, p_user_message_index integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.turn_is_next(p_tenant uuid, p_conversation uuid, p_turn uuid, p_user_message_index integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.turn_lease(p_tenant uuid, p_margin_ms integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.turn_lease(p_tenant uuid, p_margin_ms integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.turn_lease(p_tenant uuid, p_margin_ms integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.update_consumption_daily() FROM PUBLIC;

GRANT SELECT ON TABLE dom360.account_vars TO dom360_app;
GRANT SELECT ON TABLE dom360.account_vars TO dom360_jobs;
GRANT SELECT,INSERT ON TABLE dom360.account_vars TO dom360_admin;

GRANT SELECT,INSERT ON TABLE dom360.agent_tool_calls TO dom360_app;

GRANT UPDATE(result) ON TABLE dom360.agent_tool_calls TO dom360_app;

GRANT SELECT,INSERT ON TABLE dom360.api_keys TO dom360_app;

GRANT SELECT(tenant_id) ON TABLE dom360.api_keys TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.api_keys TO dom360_lookup;

GRANT SELECT(key_hash) ON TABLE dom360.api_keys TO dom360_lookup;

GRANT UPDATE(revoked_at) ON TABLE dom360.api_keys TO dom360_app;
GRANT SELECT(revoked_at) ON TABLE dom360.api_keys TO dom360_lookup;

GRANT SELECT,INSERT ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT SELECT,INSERT ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;

GRANT UPDATE(messages) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(messages) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;

GRANT UPDATE(answers) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(answers) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;

GRANT UPDATE(errors) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(errors) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;

GRANT UPDATE(input_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(input_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;

GRANT UPDATE(output_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(output_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;

GRANT UPDATE(cached_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(cached_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;

GRANT UPDATE(total_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(total_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;

GRANT UPDATE(cost_micro_usd) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(cost_micro_usd) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;

GRANT UPDATE(latency_ms_sum) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(latency_ms_sum) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;

GRANT SELECT ON TABLE dom360.consumption_daily TO dom360_app;
GRANT SELECT ON TABLE dom360.consumption_daily TO dom360_jobs;

GRANT SELECT,INSERT ON TABLE dom360.contacts TO dom360_app;
GRANT SELECT,INSERT ON TABLE dom360.contacts TO dom360_jobs;

GRANT UPDATE(name) ON TABLE dom360.contacts TO dom360_app;
GRANT UPDATE(name) ON TABLE dom360.contacts TO dom360_jobs;

GRANT UPDATE(updated_at) ON TABLE dom360.contacts TO dom360_app;
GRANT UPDATE(updated_at) ON TABLE dom360.contacts TO dom360_jobs;

GRANT SELECT ON TABLE dom360.inboxes TO dom360_app;
GRANT SELECT ON TABLE dom360.inboxes TO dom360_jobs;
GRANT SELECT,INSERT ON TABLE dom360.inboxes TO dom360_admin;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.lead_fields TO dom360_app;
GRANT SELECT,INSERT,DELETE ON TABLE dom360.lead_fields TO dom360_jobs;

GRANT UPDATE(value) ON TABLE dom360.lead_fields TO dom360_app;
GRANT UPDATE(value) ON TABLE dom360.lead_fields TO dom360_jobs;

GRANT UPDATE(confidence) ON TABLE dom360.lead_fields TO dom360_app;
GRANT UPDATE(confidence) ON TABLE dom360.lead_fields TO dom360_jobs;

GRANT UPDATE(conversation_id) ON TABLE dom360.lead_fields TO dom360_app;
GRANT UPDATE(conversation_id) ON TABLE dom360.lead_fields TO dom360_jobs;

GRANT UPDATE(message_id) ON TABLE dom360.lead_fields TO dom360_app;
GRANT UPDATE(message_id) ON TABLE dom360.lead_fields TO dom360_jobs;

GRANT UPDATE(message_at) ON TABLE dom360.lead_fields TO dom360_app;
GRANT UPDATE(message_at) ON TABLE dom360.lead_fields TO dom360_jobs;

GRANT UPDATE(message_index) ON TABLE dom360.lead_fields TO dom360_app;
GRANT UPDATE(message_index) ON TABLE dom360.lead_fields TO dom360_jobs;

GRANT UPDATE(updated_at) ON TABLE dom360.lead_fields TO dom360_app;
GRANT UPDATE(updated_at) ON TABLE dom360.lead_fields TO dom360_jobs;

GRANT SELECT,INSERT ON TABLE dom360.leads TO dom360_app;
GRANT SELECT,INSERT ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(state) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(state) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(score_budget) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(score_budget) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(score_authority) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(score_authority) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(score_need) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(score_need) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(score_timeline) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(score_timeline) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(score) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(score) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(criteria_met) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(criteria_met) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(interest) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(interest) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(source) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(source) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(owner_user_id) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(owner_user_id) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(meeting_at) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(meeting_at) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(outcome) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(outcome) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(value_cents) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(value_cents) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(currency) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(currency) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(merged_into) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(merged_into) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(last_activity_at) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(last_activity_at) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(updated_at) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(updated_at) ON TABLE dom360.leads TO dom360_jobs;

GRANT SELECT,INSERT ON TABLE dom360.messages TO dom360_app;
GRANT SELECT,INSERT ON TABLE dom360.messages TO dom360_jobs;

GRANT SELECT,INSERT ON TABLE dom360.sessions TO dom360_app;

GRANT SELECT(tenant_id) ON TABLE dom360.sessions TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.sessions TO dom360_lookup;

GRANT SELECT(user_id) ON TABLE dom360.sessions TO dom360_lookup;

GRANT SELECT(token_hash) ON TABLE dom360.sessions TO dom360_lookup;

GRANT UPDATE(acting_tenant_id) ON TABLE dom360.sessions TO dom360_app;
GRANT SELECT(acting_tenant_id) ON TABLE dom360.sessions TO dom360_lookup;

GRANT SELECT(expires_at) ON TABLE dom360.sessions TO dom360_lookup;

GRANT UPDATE(revoked_at) ON TABLE dom360.sessions TO dom360_app;
GRANT SELECT(revoked_at) ON TABLE dom360.sessions TO dom360_lookup;

GRANT SELECT ON TABLE dom360.sign_in_emails TO dom360_lookup;
GRANT SELECT,INSERT ON TABLE dom360.sign_in_emails TO dom360_admin;

GRANT SELECT,INSERT ON TABLE dom360.tenant_slugs TO dom360_admin;

GRANT SELECT ON TABLE dom360.tenants TO dom360_app;
GRANT SELECT ON TABLE dom360.tenants TO dom360_jobs;
GRANT SELECT,INSERT ON TABLE dom360.tenants TO dom360_admin;

GRANT SELECT(id) ON TABLE dom360.tenants TO dom360_lookup;

GRANT UPDATE(name) ON TABLE dom360.tenants TO dom360_admin;

GRANT UPDATE(status) ON TABLE dom360.tenants TO dom360_admin;
GRANT SELECT(status) ON TABLE dom360.tenants TO dom360_lookup;

GRANT SELECT,INSERT ON TABLE dom360.turns TO dom360_app;
GRANT SELECT,INSERT ON TABLE dom360.turns TO dom360_jobs;

GRANT SELECT(tenant_id) ON TABLE dom360.turns TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.turns TO dom360_lookup;

GRANT SELECT(conversation_id) ON TABLE dom360.turns TO dom360_lookup;

GRANT UPDATE(state) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(state) ON TABLE dom360.turns TO dom360_jobs;
GRANT SELECT(state) ON TABLE dom360.turns TO dom360_lookup;

GRANT UPDATE(attempt) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(attempt) ON TABLE dom360.turns TO dom360_jobs;
GRANT SELECT(attempt) ON TABLE dom360.turns TO dom360_lookup;

GRANT UPDATE(lease_until) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(lease_until) ON TABLE dom360.turns TO dom360_jobs;
GRANT SELECT(lease_until) ON TABLE dom360.turns TO dom360_lookup;

GRANT SELECT(user_message_index) ON TABLE dom360.turns TO dom360_lookup;

GRANT UPDATE(answer_message_id) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(answer_message_id) ON TABLE dom360.turns TO dom360_jobs;

GRANT UPDATE(answer_message_at) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(answer_message_at) ON TABLE dom360.turns TO dom360_jobs;

GRANT UPDATE(error_code) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(error_code) ON TABLE dom360.turns TO dom360_jobs;

GRANT UPDATE(error_status) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(error_status) ON TABLE dom360.turns TO dom360_jobs;

GRANT UPDATE(latency_ms) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(latency_ms) ON TABLE dom360.turns TO dom360_jobs;

GRANT UPDATE(finished_at) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(finished_at) ON TABLE dom360.turns TO dom360_jobs;

GRANT SELECT ON TABLE dom360.users TO dom360_app;
GRANT SELECT ON TABLE dom360.users TO dom360_jobs;
GRANT SELECT,INSERT ON TABLE dom360.users TO dom360_admin;

GRANT SELECT(tenant_id) ON TABLE dom360.users TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.users TO dom360_lookup;

GRANT SELECT(role) ON TABLE dom360.users TO dom360_lookup;

GRANT UPDATE(password_hash) ON TABLE dom360.users TO dom360_app;

GRANT SELECT(disabled_at) ON TABLE dom360.users TO dom360_lookup;

ALTER DEFAULT PRIVILEGES FOR ROLE dom360_lookup REVOKE ALL ON FUNCTIONS FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE dom360_owner REVOKE ALL ON FUNCTIONS FROM PUBLIC;
