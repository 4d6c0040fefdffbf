-- Written by `make schema` from the migrations, for reading; a test compares the two.
-- Not here: the months of a table that is split by month, the roles (roles.sql), the job queue.

CREATE SCHEMA dom360;

ALTER SCHEMA dom360 OWNER TO dom360_owner;

CREATE SCHEMA dom360_crypto;

ALTER SCHEMA dom360_crypto OWNER TO dom360_owner;

CREATE SCHEMA dom360_mv;

ALTER SCHEMA dom360_mv OWNER TO dom360_mv;

CREATE SCHEMA dom360_vector;

ALTER SCHEMA dom360_vector OWNER TO dom360_owner;

CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA dom360_crypto;

COMMENT ON EXTENSION pgcrypto IS 'cryptographic functions';

CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA dom360_vector;

COMMENT ON EXTENSION vector IS 'vector data type and ivfflat and hnsw access methods';

CREATE FUNCTION dom360.agent_bucket(p_ms integer) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select pg_catalog.width_bucket(p_ms,
        '{101,251,501,1001,2001,3001,5001,8001,12001,20001,30001,60001}'::integer[]) $$;

ALTER FUNCTION dom360.agent_bucket(p_ms integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.append_audit(p_tenant uuid, p_action text, p_subject_table text, p_subject_id text, p_old jsonb, p_new jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
declare
    -- In a definer function only the setting still knows of a SET ROLE.
    v_caller text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_actor jsonb := coalesce(nullif(current_setting('app.actor', true), ''), '{}')::jsonb;
    v_head dom360.audit_heads;
    v_row dom360.audit_log;
begin
    if p_tenant is null
       or p_tenant is distinct from dom360.current_tenant_id()
          and v_caller <> 'dom360_admin' and not pg_has_role(v_caller, 'dom360_owner', 'member') then
        raise exception 'append_audit: not the tenant of this transaction'
            using errcode = 'insufficient_privilege';
    end if;

    insert into dom360.audit_heads (tenant_id) values (p_tenant) on conflict (tenant_id) do nothing;
    select * into strict v_head from dom360.audit_heads where tenant_id = p_tenant for update;

    v_row.tenant_id := p_tenant;
    v_row.seq := v_head.seq + 1;
    v_row.id := dom360.new_id();
    v_row.actor_kind := coalesce(v_actor ->> 'kind', case v_caller
        when 'dom360_admin' then 'platform' when 'dom360_jobs' then 'worker' else 'system' end);
    v_row.actor_id := case when v_actor ? 'kind' then v_actor ->> 'id' else v_caller end;
    v_row.action := p_action;
    v_row.subject_table := p_subject_table;
    v_row.subject_id := p_subject_id;
    v_row.old := dom360.audit_safe(p_old);
    v_row.new := dom360.audit_safe(p_new);
    v_row.request_id := v_actor ->> 'request_id';
    v_row.address := v_actor ->> 'address';
    -- Never before the row before, whatever the clock does: seq and time tell one order.
    v_row.created_at := greatest(clock_timestamp(), v_head.last_at);
    v_row.prev_hash := v_head.hash;
    v_row.hash := sha256(convert_to(dom360.audit_canonical(v_row), 'UTF8'));
    insert into dom360.audit_log values (v_row.*);

    update dom360.audit_heads
       set seq = v_row.seq, hash = v_row.hash, last_at = v_row.created_at
     where tenant_id = p_tenant;
end
$$;

ALTER FUNCTION dom360.append_audit(p_tenant uuid, p_action text, p_subject_table text, p_subject_id text, p_old jsonb, p_new jsonb) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.audit_action(p_noun text, p_operation text, p_old jsonb, p_new jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
    select p_noun || '.' || case
        when p_operation = 'INSERT' then
            case p_noun when 'session' then 'signed_in' when 'api_key' then 'created' else 'added' end
        when p_operation = 'DELETE' then 'removed'
        when p_noun = 'session' and p_new ->> 'revoked_at' is not null then 'signed_out'
        when p_noun = 'session' and p_new ->> 'acting_tenant_id' is not null then 'tenant_chosen'
        when p_noun = 'session' and p_new ? 'acting_tenant_id' then 'tenant_left'
        -- The same company once more, or for longer.
        when p_noun = 'session' and p_new ? 'acting_until' then 'tenant_chosen'
        when p_noun in ('api_key', 'invitation') and p_new ->> 'revoked_at' is not null then 'revoked'
        when p_noun = 'invitation' and p_new ->> 'accepted_at' is not null then 'accepted'
        when p_noun = 'user' and p_new ->> 'removed_at' is not null then 'removed'
        when p_noun = 'user' and p_new ? 'disabled_at' then
            case when p_new ->> 'disabled_at' is null then 'enabled' else 'disabled' end
        when p_noun = 'second_factor' and p_new ->> 'confirmed_at' is not null then 'enabled'
        else 'changed'
    end
    $$;

ALTER FUNCTION dom360.audit_action(p_noun text, p_operation text, p_old jsonb, p_new jsonb) OWNER TO dom360_owner;

CREATE TABLE dom360.audit_log (
    tenant_id uuid NOT NULL,
    seq bigint NOT NULL,
    id uuid NOT NULL,
    actor_kind text NOT NULL,
    actor_id text,
    action text NOT NULL,
    subject_table text NOT NULL,
    subject_id text,
    old jsonb,
    new jsonb,
    request_id text,
    address text,
    created_at timestamp with time zone NOT NULL,
    prev_hash bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT audit_log_action_check CHECK ((action ~ '^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$'::text)),
    CONSTRAINT audit_log_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'api_key'::text, 'platform'::text, 'worker'::text, 'system'::text]))),
    CONSTRAINT audit_log_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT audit_log_prev_hash_check CHECK ((octet_length(prev_hash) = 32)),
    CONSTRAINT audit_log_seq_check CHECK ((seq > 0))
)
PARTITION BY RANGE (created_at);

ALTER TABLE ONLY dom360.audit_log FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.audit_log OWNER TO dom360_owner;

COMMENT ON TABLE dom360.audit_log IS 'Append-only: who changed what. A hash chain for each tenant; written by append_audit() only.';

COMMENT ON COLUMN dom360.audit_log.seq IS '1, 2, 3 … inside the tenant, without gaps.';

COMMENT ON COLUMN dom360.audit_log.old IS 'The changed columns before, secrets hidden. Null: it was added.';

COMMENT ON COLUMN dom360.audit_log.new IS 'The changed columns after, secrets hidden. Null: it was removed.';

COMMENT ON COLUMN dom360.audit_log.address IS 'Where the request came from: an IP address.';

COMMENT ON COLUMN dom360.audit_log.prev_hash IS 'The hash of the row before; 32 zero bytes in the first.';

COMMENT ON COLUMN dom360.audit_log.hash IS 'SHA-256 of audit_canonical(), which includes prev_hash.';

CREATE FUNCTION dom360.audit_canonical(p_row dom360.audit_log) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    select jsonb_build_array(
        'dom360-audit-1', p_row.tenant_id, p_row.seq, p_row.id, p_row.actor_kind, p_row.actor_id,
        p_row.action, p_row.subject_table, p_row.subject_id, p_row.old, p_row.new, p_row.request_id,
        p_row.address, to_char(p_row.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        encode(p_row.prev_hash, 'hex'))::text
    $$;

ALTER FUNCTION dom360.audit_canonical(p_row dom360.audit_log) OWNER TO dom360_owner;

CREATE FUNCTION dom360.audit_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_op = 'DELETE' and current_user = 'dom360_owner' and old.tenant_id = dom360.current_tenant_id()
       and not exists (select from dom360.tenants t
                        where t.id = old.tenant_id
                          and (t.delete_after is null or t.delete_after > now())) then
        return old;
    end if;
    raise exception 'audit_log is append-only' using errcode = 'insufficient_privilege';
end
$$;

ALTER FUNCTION dom360.audit_refuse_change() OWNER TO dom360_owner;

CREATE FUNCTION dom360.audit_row() RETURNS trigger
    LANGUAGE plpgsql
    SET "TimeZone" TO 'UTC'
    AS $$
declare
    v_tenant_column text := coalesce(tg_argv[1], 'tenant_id');
    v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    v_row jsonb := coalesce(v_new, v_old);
begin
    select jsonb_object_agg(c.name, v_old -> c.name), jsonb_object_agg(c.name, v_new -> c.name)
      into v_old, v_new
      from jsonb_object_keys(v_row) c (name)
     where coalesce(v_old -> c.name, 'null') <> coalesce(v_new -> c.name, 'null')
       and c.name not in (v_tenant_column, 'updated_at');
    if v_new is null and tg_op = 'UPDATE' then
        return null;
    end if;

    perform dom360.append_audit(
        (v_row ->> v_tenant_column)::uuid,
        dom360.audit_action(tg_argv[0], tg_op, v_old, v_new),
        tg_table_name::text,
        coalesce(v_row ->> 'id', v_row ->> v_tenant_column),
        case when tg_op <> 'INSERT' then v_old end,
        case when tg_op <> 'DELETE' then v_new end);
    return null;
end
$$;

ALTER FUNCTION dom360.audit_row() OWNER TO dom360_owner;

CREATE FUNCTION dom360.audit_safe(p_value jsonb) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    AS $_$
declare
    v_text text;
begin
    case jsonb_typeof(p_value)
    when 'object' then
        return (select coalesce(jsonb_object_agg(e.key, case
                           when jsonb_typeof(e.value) <> 'null' and e.key ~*
                               '(^|_)(password|secret|token|hash|encrypted|credentials?|api_?key|ciphertext)$'
                               then '"[hidden]"'
                           else dom360.audit_safe(e.value)
                       end), '{}')
                  from jsonb_each(p_value) e);
    when 'array' then
        return (select coalesce(jsonb_agg(dom360.audit_safe(e.value) order by e.place), '[]')
                  from jsonb_array_elements(p_value) with ordinality e (value, place));
    when 'string' then
        v_text := p_value #>> '{}';
        if v_text ~* '^[a-z][a-z0-9+.-]*://' then
            v_text := regexp_replace(v_text, '^([^:]+://)[^/?#]*@', '\1[hidden]@');
            v_text := regexp_replace(v_text, '[?#].*$', '?[hidden]');
        end if;
        if length(v_text) > 2000 then
            v_text := format('%s… (%s characters)', left(v_text, 2000), length(v_text));
        end if;
        return to_jsonb(v_text);
    else
        return p_value;
    end case;
end
$_$;

ALTER FUNCTION dom360.audit_safe(p_value jsonb) OWNER TO dom360_owner;

CREATE FUNCTION dom360.bant_points(p_field text, p_value jsonb, p_confidence numeric) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select round(
        case p_field when 'budget' then 25 when 'authority' then 30 when 'pain' then 35
                     when 'timeline' then 10 else 0 end
        -- In sixths, and divided once, at the end: a third written as a number is a little too small,
        -- and a half would be rounded down.
        * case p_field
            -- A sum of money. "None" and "it depends" are no budget.
            when 'budget' then case when jsonb_typeof(p_value -> 'amount') = 'number'
                                     and (p_value ->> 'amount')::numeric > 0 then 6 else 0 end
            when 'authority' then case p_value ->> 'decides' when 'self' then 6
                                       when 'shared' then 4 when 'other' then 2 else 0 end
            -- Within three months is soon; later, or unclear, is half of it.
            when 'timeline' then case when jsonb_typeof(p_value -> 'within_days') = 'number'
                                       and (p_value ->> 'within_days')::numeric between 0 and 90
                                      then 6 else 3 end
            else 6 end
        * least(0.7, greatest(0.0, p_confidence)) / (6 * 0.7))::integer
    $$;

ALTER FUNCTION dom360.bant_points(p_field text, p_value jsonb, p_confidence numeric) OWNER TO dom360_owner;

CREATE FUNCTION dom360.before_month_goes_audit_log(p_month regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
begin
    execute format(
        'select dom360.move_audit_start(l.tenant_id, l.seq, l.hash)
           from (select distinct on (tenant_id) tenant_id, seq, hash from %s
                  order by tenant_id, seq desc) l', p_month);
end
$$;

ALTER FUNCTION dom360.before_month_goes_audit_log(p_month regclass) OWNER TO dom360_owner;

CREATE FUNCTION dom360.begin_turn(p_tenant uuid, p_request_id text, p_body_hash bytea, p_inbox uuid, p_agent_type text, p_conversation uuid, p_phone text, p_name text, p_content text, p_lease_margin_ms integer, p_history integer, p_api_key uuid DEFAULT NULL::uuid, p_holder uuid DEFAULT NULL::uuid) RETURNS TABLE(outcome text, turn_id uuid, attempt integer, conversation_id uuid, message_id uuid, message_index integer, message_at timestamp with time zone, context json)
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION dom360.begin_turn(p_tenant uuid, p_request_id text, p_body_hash bytea, p_inbox uuid, p_agent_type text, p_conversation uuid, p_phone text, p_name text, p_content text, p_lease_margin_ms integer, p_history integer, p_api_key uuid, p_holder uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.bi_tenant_id() RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
begin
    return (select l.tenant_id from dom360.bi_logins l where l.role_name = session_user);
end
$$;

ALTER FUNCTION dom360.bi_tenant_id() OWNER TO dom360_lookup;

CREATE FUNCTION dom360.blind_indexes(p_value text, p_table text, p_column text) RETURNS bytea[]
    LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
declare
    v_found bytea[];
begin
    select array_agg(dom360_crypto.hmac(
               convert_to(dom360.secret_binding('', p_table, p_column) || p_value, 'UTF8'),
               dom360_crypto.hmac('\x626c696e6420696e646578'::bytea, decode(r.passphrase, 'base64'), 'sha256'),
               'sha256') order by r.place)
      into v_found
      from dom360.encryption_ring() r;
    if v_found is null then
        raise exception 'no encryption keys in this transaction' using errcode = 'DMS02';
    end if;
    return v_found;
end
$$;

ALTER FUNCTION dom360.blind_indexes(p_value text, p_table text, p_column text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.budget_period(p_tenant uuid, p_period text, p_at timestamp with time zone) RETURNS date
    LANGUAGE sql STABLE
    AS $$
    select date_trunc(p_period, p_at at time zone v.timezone)::date
      from dom360.account_vars v
     where v.tenant_id = p_tenant
    $$;

ALTER FUNCTION dom360.budget_period(p_tenant uuid, p_period text, p_at timestamp with time zone) OWNER TO dom360_owner;

CREATE FUNCTION dom360.budget_period_end(p_tenant uuid, p_period text, p_start date) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
    select (p_start + ('1 ' || p_period)::interval) at time zone v.timezone
      from dom360.account_vars v
     where v.tenant_id = p_tenant
    $$;

ALTER FUNCTION dom360.budget_period_end(p_tenant uuid, p_period text, p_start date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.new_id() RETURNS uuid
    LANGUAGE sql PARALLEL SAFE
    AS $$select pg_catalog.uuidv7()$$;

ALTER FUNCTION dom360.new_id() OWNER TO dom360_owner;

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
    api_key_id uuid,
    held_budgets uuid[],
    held_tokens bigint,
    held_micro_usd bigint,
    holder uuid,
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

COMMENT ON COLUMN dom360.turns.api_key_id IS 'Whose call it was, where a program made it.';

COMMENT ON COLUMN dom360.turns.held_budgets IS 'The budgets that hold held_tokens and held_micro_usd back for this turn. Null: none, or settled.';

COMMENT ON COLUMN dom360.turns.holder IS 'Made up by the process at work, anew for each call: whoever knows it is the one who has the turn.';

CREATE FUNCTION dom360.charge_budgets(p_tenant uuid, p_turn dom360.turns, p_tokens bigint, p_micro_usd bigint) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
declare
    v_old dom360.budgets;
    v_new dom360.budgets;
    v_told jsonb;
begin
    for v_old in select * from dom360.lock_budgets(p_tenant, p_turn.inbox_id, p_turn.api_key_id) loop
        v_new := v_old;
        v_new.used_tokens := v_old.used_tokens + p_tokens;
        v_new.used_micro_usd := v_old.used_micro_usd + p_micro_usd;
        if v_old.id = any (p_turn.held_budgets) then
            v_new.held_tokens := greatest(0, v_old.held_tokens - p_turn.held_tokens);
            v_new.held_micro_usd := greatest(0, v_old.held_micro_usd - p_turn.held_micro_usd);
        end if;
        v_new.exhausted_at := coalesce(v_old.exhausted_at, case
            when v_new.used_tokens >= v_old.max_tokens
                 or v_new.used_micro_usd >= v_old.max_micro_usd then now() end);
        v_new.warned_at := coalesce(v_old.warned_at, case
            when v_new.used_tokens >= v_old.max_tokens / 100.0 * v_old.warn_percent
                 or v_new.used_micro_usd >= v_old.max_micro_usd / 100.0 * v_old.warn_percent
            then now() end);

        update dom360.budgets b
           set used_tokens = v_new.used_tokens,
               used_micro_usd = v_new.used_micro_usd,
               held_tokens = v_new.held_tokens,
               held_micro_usd = v_new.held_micro_usd,
               usual_tokens = greatest(p_tokens, (b.usual_tokens * 7 + p_tokens) / 8),
               usual_micro_usd = greatest(p_micro_usd, (b.usual_micro_usd * 7 + p_micro_usd) / 8),
               warned_at = v_new.warned_at,
               exhausted_at = v_new.exhausted_at
         where b.tenant_id = p_tenant and b.id = v_old.id;

        if v_new.warned_at is distinct from v_old.warned_at
           or v_new.exhausted_at is distinct from v_old.exhausted_at then
            v_told := coalesce(v_told, '[]') || jsonb_build_array(jsonb_build_object(
                'id', v_old.id,
                'action', case when v_new.exhausted_at is distinct from v_old.exhausted_at
                               then 'budget.exhausted' else 'budget.warned' end,
                'used_tokens', v_new.used_tokens, 'max_tokens', v_old.max_tokens,
                'used_micro_usd', v_new.used_micro_usd, 'max_micro_usd', v_old.max_micro_usd));
        end if;
    end loop;
    return v_told;
end
$$;

ALTER FUNCTION dom360.charge_budgets(p_tenant uuid, p_turn dom360.turns, p_tokens bigint, p_micro_usd bigint) OWNER TO dom360_owner;

CREATE FUNCTION dom360.claim_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_take_over boolean, p_lease_margin_ms integer, p_history integer, p_holder uuid DEFAULT NULL::uuid) RETURNS TABLE(outcome text, turn_id uuid, attempt integer, conversation_id uuid, message_id uuid, message_index integer, message_at timestamp with time zone, context json)
    LANGUAGE plpgsql
    AS $$
declare
    v_turn dom360.turns;
    v_margin interval := p_lease_margin_ms * interval '1 millisecond';
    v_lease timestamptz;
    v_handled_by text;
    v_hold record;
    v_mine boolean;
    v_again boolean;
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
    v_mine := coalesce(v_turn.holder = p_holder, false) and v_turn.state in ('accepted', 'calling');
    v_again := v_mine and v_turn.state = 'calling';

    if v_turn.state in ('answered', 'handed_over') then
        outcome := v_turn.state;
    elsif not v_mine and (
              v_turn.attempt <> p_attempt
              or p_take_over and v_turn.state <> 'failed' and v_turn.lease_until >= clock_timestamp()
              or not p_take_over and v_turn.state <> 'accepted')
          or v_turn.error_code is not distinct from 'CONTACT_ERASED' then
        outcome := 'running';
    elsif v_handled_by = 'human' then
        -- It failed before the person came; now its message waits for them.
        outcome := 'handed_over';
        update dom360.turns t
           set state = 'handed_over', error_code = null, error_status = null, finished_at = now()
         where t.tenant_id = p_tenant and t.id = p_turn;
    else
        outcome := case when v_again
                             or dom360.turn_is_next(p_tenant, conversation_id, p_turn, message_index)
                        then 'calling' else 'accepted' end;
        -- Who only goes on waiting, in a dead process's stead, is no new attempt.
        attempt := v_turn.attempt
                   + (p_take_over and not v_again
                      and (outcome = 'calling' or v_turn.state = 'failed'))::integer;
        v_lease := dom360.turn_lease(p_tenant, p_lease_margin_ms);
        update dom360.turns t
           set state = claim_turn.outcome,
               attempt = claim_turn.attempt,
               lease_until = v_lease,
               holder = p_holder,
               error_code = null, error_status = null, finished_at = null
         where t.tenant_id = p_tenant and t.id = p_turn;
        if attempt > v_turn.attempt then
            perform dom360.count_retry(v_turn);
        end if;
        if v_turn.state = 'failed' and dom360.roll_budgets(p_tenant) then
            select * into v_hold
              from dom360.plan_budgets(p_tenant, v_turn.inbox_id, v_turn.api_key_id);
            update dom360.turns t
               set held_budgets = v_hold.held_budgets, held_tokens = v_hold.held_tokens,
                   held_micro_usd = v_hold.held_micro_usd
             where t.tenant_id = p_tenant and t.id = p_turn;
            perform dom360.take_budgets(
                p_tenant, v_hold.held_budgets, v_hold.held_tokens, v_hold.held_micro_usd);
        end if;
        if outcome = 'calling' then
            context := dom360.turn_context(p_tenant, p_turn, p_history);
        end if;
    end if;
    return next;
end
$$;

ALTER FUNCTION dom360.claim_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_take_over boolean, p_lease_margin_ms integer, p_history integer, p_holder uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.confirm_encryption_keys(p_keys text) RETURNS TABLE(problem text, key_id text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
declare
    v_key record;
begin
    perform set_config('app.encryption_keys', p_keys, true);
    insert into dom360.encryption_keys as k (key_id, canary)
    select r.key_id, dom360.seal('dom360 canary ' || r.key_id, r.passphrase)
      from dom360.encryption_ring() r
     where r.place = 1
       and not exists (select from dom360.encryption_keys o where o.key_id = r.key_id)
    on conflict on constraint encryption_keys_pkey do nothing;

    for v_key in
        select k.key_id, k.canary, k.retired_at, k.released_at, r.place, r.passphrase
          from dom360.encryption_keys k
          left join dom360.encryption_ring() r on r.key_id = k.key_id
         order by r.place, k.key_id
    loop
        key_id := v_key.key_id;
        problem := null;
        if v_key.place is null then
            problem := case when v_key.released_at is null then 'missing' end;
        else
            begin
                if dom360.unseal(v_key.canary, v_key.passphrase) <> 'dom360 canary ' || v_key.key_id then
                    problem := 'wrong';
                end if;
            exception when sqlstate 'DMS01' then
                problem := 'wrong';
            end;
            if problem is null and v_key.place = 1 and v_key.retired_at is not null then
                problem := 'retired';
            end if;
        end if;
        if problem is not null then
            return next;
        end if;
    end loop;
end
$$;

ALTER FUNCTION dom360.confirm_encryption_keys(p_keys text) OWNER TO dom360_owner;

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
    conversations bigint DEFAULT 0 NOT NULL,
    retries bigint DEFAULT 0 NOT NULL,
    unpriced_answers bigint DEFAULT 0 NOT NULL,
    grounded_answers bigint DEFAULT 0 NOT NULL,
    platform_ms_sum bigint DEFAULT 0 NOT NULL,
    agent_ms_100 integer DEFAULT 0 NOT NULL,
    agent_ms_250 integer DEFAULT 0 NOT NULL,
    agent_ms_500 integer DEFAULT 0 NOT NULL,
    agent_ms_1000 integer DEFAULT 0 NOT NULL,
    agent_ms_2000 integer DEFAULT 0 NOT NULL,
    agent_ms_3000 integer DEFAULT 0 NOT NULL,
    agent_ms_5000 integer DEFAULT 0 NOT NULL,
    agent_ms_8000 integer DEFAULT 0 NOT NULL,
    agent_ms_12000 integer DEFAULT 0 NOT NULL,
    agent_ms_20000 integer DEFAULT 0 NOT NULL,
    agent_ms_30000 integer DEFAULT 0 NOT NULL,
    agent_ms_60000 integer DEFAULT 0 NOT NULL,
    agent_ms_more integer DEFAULT 0 NOT NULL,
    platform_ms_10 integer DEFAULT 0 NOT NULL,
    platform_ms_25 integer DEFAULT 0 NOT NULL,
    platform_ms_50 integer DEFAULT 0 NOT NULL,
    platform_ms_100 integer DEFAULT 0 NOT NULL,
    platform_ms_250 integer DEFAULT 0 NOT NULL,
    platform_ms_500 integer DEFAULT 0 NOT NULL,
    platform_ms_1000 integer DEFAULT 0 NOT NULL,
    platform_ms_2500 integer DEFAULT 0 NOT NULL,
    platform_ms_10000 integer DEFAULT 0 NOT NULL,
    platform_ms_more integer DEFAULT 0 NOT NULL,
    knowledge_misses bigint DEFAULT 0 NOT NULL,
    first_ms_sum bigint DEFAULT 0 NOT NULL,
    first_ms_100 integer DEFAULT 0 NOT NULL,
    first_ms_250 integer DEFAULT 0 NOT NULL,
    first_ms_500 integer DEFAULT 0 NOT NULL,
    first_ms_1000 integer DEFAULT 0 NOT NULL,
    first_ms_2000 integer DEFAULT 0 NOT NULL,
    first_ms_3000 integer DEFAULT 0 NOT NULL,
    first_ms_5000 integer DEFAULT 0 NOT NULL,
    first_ms_8000 integer DEFAULT 0 NOT NULL,
    first_ms_12000 integer DEFAULT 0 NOT NULL,
    first_ms_20000 integer DEFAULT 0 NOT NULL,
    first_ms_30000 integer DEFAULT 0 NOT NULL,
    first_ms_60000 integer DEFAULT 0 NOT NULL,
    first_ms_more integer DEFAULT 0 NOT NULL,
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

COMMENT ON COLUMN dom360.consumption_inbox_daily.errors IS 'Turns that ended without an answer, on the day of their end. A turn that is tried again is taken off.';

COMMENT ON COLUMN dom360.consumption_inbox_daily.latency_ms_sum IS 'Time with the agent, summed over the answers.';

COMMENT ON COLUMN dom360.consumption_inbox_daily.retries IS 'How often a turn was taken up again, on the day the turn began: after a failure, or after its process died.';

COMMENT ON COLUMN dom360.consumption_inbox_daily.unpriced_answers IS 'Answers of a model without a known price. Their cost is not in cost_micro_usd.';

COMMENT ON COLUMN dom360.consumption_inbox_daily.grounded_answers IS 'Answers for which the agent named passages of the knowledge base.';

COMMENT ON COLUMN dom360.consumption_inbox_daily.platform_ms_sum IS 'Time between question and stored answer that was not the agent''s, waiting for earlier turns included.';

COMMENT ON COLUMN dom360.consumption_inbox_daily.agent_ms_100 IS 'Answers whose agent took at most 100 ms; the columns that follow count 101 to 250 ms and so on.';

COMMENT ON COLUMN dom360.consumption_inbox_daily.platform_ms_10 IS 'Answers with at most 10 ms of platform time; the columns that follow count 11 to 25 ms and so on.';

COMMENT ON COLUMN dom360.consumption_inbox_daily.knowledge_misses IS 'Answers whose agent searched the knowledge base and named no passage.';

COMMENT ON COLUMN dom360.consumption_inbox_daily.first_ms_sum IS 'Time to the agent''s first words, summed over the answers that were streamed.';

COMMENT ON COLUMN dom360.consumption_inbox_daily.first_ms_100 IS 'Streamed answers whose first words came within 100 ms; the columns that follow as for agent_ms.';

CREATE FUNCTION dom360.consumption_counted(p_tenant uuid, p_first_day date, p_last_day date) RETURNS SETOF dom360.consumption_inbox_daily
    LANGUAGE sql STABLE
    AS $$
    with clock as (
        select v.timezone,
               (p_first_day::timestamp at time zone v.timezone) - interval '3 hours' as first_at,
               ((p_last_day + 1)::timestamp at time zone v.timezone) + interval '3 hours' as last_at
          from dom360.account_vars v
         where v.tenant_id = p_tenant),
    event as (
        select 'message' as kind, m.inbox_id, m.created_at as at, m.agent_type, m.model,
               m.role = 'assistant' as answer, m.rag_context <> '[]' as grounded,
               m.input_tokens, m.output_tokens, m.cached_tokens, m.total_tokens, m.cost_micro_usd,
               m.latency_ms, m.platform_ms, m.knowledge_miss, m.first_token_ms, 0 as retries
          from dom360.messages m
         where m.tenant_id = p_tenant
           and m.created_at >= (select first_at from clock)
           and m.created_at < (select last_at from clock)
        union all
        select 'conversation', k.inbox_id, k.created_at, k.agent_type, '', false, false,
               0, 0, 0, 0, 0, 0, 0, false, null, 0
          from dom360.conversations k
         where k.tenant_id = p_tenant
           and k.created_at >= (select first_at from clock)
           and k.created_at < (select last_at from clock)
        union all
        select 'error', t.inbox_id, t.finished_at, t.agent_type, '', false, false,
               0, 0, 0, 0, 0, 0, 0, false, null, 0
          from dom360.turns t
         where t.tenant_id = p_tenant
           and t.state = 'failed'
           and t.finished_at >= (select first_at from clock)
           and t.finished_at < (select last_at from clock)
        union all
        select 'retry', t.inbox_id, t.created_at, t.agent_type, '', false, false,
               0, 0, 0, 0, 0, 0, 0, false, null, t.attempt - 1
          from dom360.turns t
         where t.tenant_id = p_tenant
           and t.attempt > 1
           and t.created_at >= (select first_at from clock)
           and t.created_at < (select last_at from clock)),
    dated as (
        select e.*, (e.at at time zone c.timezone)::date as day from event e cross join clock c)
    select p_tenant, e.inbox_id, e.day, e.agent_type, e.model, 0::smallint,
           count(*) filter (where e.kind = 'message'),
           count(*) filter (where e.answer),
           count(*) filter (where e.kind = 'error'),
           coalesce(sum(e.input_tokens), 0)::bigint,
           coalesce(sum(e.output_tokens), 0)::bigint,
           coalesce(sum(e.cached_tokens), 0)::bigint,
           coalesce(sum(e.total_tokens), 0)::bigint,
           coalesce(sum(e.cost_micro_usd), 0)::bigint,
           coalesce(sum(e.latency_ms), 0)::bigint,
           count(*) filter (where e.kind = 'conversation'),
           coalesce(sum(e.retries), 0)::bigint,
           count(*) filter (where e.answer and e.cost_micro_usd is null),
           count(*) filter (where e.answer and e.grounded),
           coalesce(sum(e.platform_ms), 0)::bigint,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 0))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 1))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 2))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 3))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 4))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 5))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 6))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 7))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 8))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 9))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 10))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 11))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.latency_ms) = 12))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 0))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 1))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 2))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 3))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 4))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 5))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 6))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 7))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 8))::integer,
           (count(*) filter (where e.answer and dom360.platform_bucket(e.platform_ms) = 9))::integer,
           count(*) filter (where e.answer and e.knowledge_miss),
           coalesce(sum(e.first_token_ms), 0)::bigint,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 0))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 1))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 2))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 3))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 4))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 5))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 6))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 7))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 8))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 9))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 10))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 11))::integer,
           (count(*) filter (where e.answer and dom360.agent_bucket(e.first_token_ms) = 12))::integer
      from dated e
     where e.day between p_first_day and p_last_day
     group by e.inbox_id, e.day, e.agent_type, e.model
    $$;

ALTER FUNCTION dom360.consumption_counted(p_tenant uuid, p_first_day date, p_last_day date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.consumption_counted_since(p_tenant uuid) RETURNS date
    LANGUAGE plpgsql STABLE
    AS $$
declare
    v_timezone text := (select v.timezone from dom360.account_vars v where v.tenant_id = p_tenant);
    v_gone timestamptz := greatest(
        dom360.gone_before('messages'),
        (select m.gone_before from dom360.retention_marks m
          where m.tenant_id = p_tenant and m.table_name = 'messages'));
begin
    return coalesce((v_gone at time zone v_timezone)::date + 1, '-infinity');
end
$$;

ALTER FUNCTION dom360.consumption_counted_since(p_tenant uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.consumption_differences(p_tenant uuid, p_first_day date, p_last_day date) RETURNS TABLE(inbox_id uuid, day date, agent_type text, model text, slot smallint, wrong jsonb)
    LANGUAGE plpgsql STABLE
    AS $$
begin
    return query
    with pair as (
        select coalesce(s.inbox_id, c.inbox_id) as inbox_id, coalesce(s.day, c.day) as day,
               coalesce(s.agent_type, c.agent_type) as agent_type,
               coalesce(s.model, c.model) as model, to_jsonb(c) as metered, to_jsonb(s) as said
          from dom360.consumption_counted(p_tenant, p_first_day, p_last_day) s
          full join (select * from dom360.consumption_daily d
                      where d.tenant_id = p_tenant
                        and d.day between p_first_day and p_last_day) c
            on c.inbox_id = s.inbox_id and c.day = s.day and c.agent_type = s.agent_type
           and c.model = s.model
           -- What retention let go is not wrong: its counters are all that is left.
         where coalesce(s.day, c.day) >= dom360.consumption_counted_since(p_tenant))
    select p.inbox_id, p.day, p.agent_type, p.model, 0::smallint,
           jsonb_object_agg(counter.name, jsonb_build_array(
               coalesce((p.metered ->> counter.name)::bigint, 0),
               coalesce((p.said ->> counter.name)::bigint, 0)) order by counter.name)
      from pair p
     cross join lateral jsonb_object_keys(
               coalesce(p.metered, p.said) - array['tenant_id', 'inbox_id', 'day', 'agent_type',
                                                   'model', 'slot']) counter (name)
     where coalesce((p.metered ->> counter.name)::bigint, 0)
           <> coalesce((p.said ->> counter.name)::bigint, 0)
     group by p.inbox_id, p.day, p.agent_type, p.model
     order by p.day, p.inbox_id, p.agent_type, p.model;
end
$$;

ALTER FUNCTION dom360.consumption_differences(p_tenant uuid, p_first_day date, p_last_day date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.conversation_history(p_tenant uuid, p_conversation uuid, p_since timestamp with time zone, p_question integer, p_limit integer) RETURNS json
    LANGUAGE sql STABLE
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
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

ALTER FUNCTION dom360.conversation_history(p_tenant uuid, p_conversation uuid, p_since timestamp with time zone, p_question integer, p_limit integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.conversation_labels_live() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform dom360.note_live_event(coalesce(new.tenant_id, old.tenant_id), 'conversation',
                                   coalesce(new.conversation_id, old.conversation_id));
    return null;
end
$$;

ALTER FUNCTION dom360.conversation_labels_live() OWNER TO dom360_owner;

CREATE FUNCTION dom360.conversations_erased() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    v_erased timestamptz;
begin
    select anonymised_at into v_erased
      from dom360.contacts
     where tenant_id = new.tenant_id
       and id = new.contact_id
       for key share;
    if v_erased is not null then
        raise exception 'the contact was erased' using errcode = 'serialization_failure';
    end if;
    return new;
end
$$;

ALTER FUNCTION dom360.conversations_erased() OWNER TO dom360_owner;

CREATE FUNCTION dom360.conversations_live() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform dom360.note_live_event(new.tenant_id, 'conversation', new.id);
    return null;
end
$$;

ALTER FUNCTION dom360.conversations_live() OWNER TO dom360_owner;

CREATE FUNCTION dom360.count_conversation() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    v_day date;
begin
    select (new.created_at at time zone v.timezone)::date into strict v_day
      from dom360.account_vars v
     where v.tenant_id = new.tenant_id;

    insert into dom360.consumption_inbox_daily as c
        (tenant_id, inbox_id, day, agent_type, model, slot, conversations)
    values
        (new.tenant_id, new.inbox_id, v_day, new.agent_type, '', dom360.slot_of(new.id), 1)
    on conflict (tenant_id, inbox_id, day, agent_type, model, slot) do update
       set conversations = c.conversations + excluded.conversations;
    return null;
end
$$;

ALTER FUNCTION dom360.count_conversation() OWNER TO dom360_owner;

CREATE FUNCTION dom360.count_retry(p_before dom360.turns) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    v_timezone text;
    v_slot smallint;
begin
    select v.timezone into strict v_timezone
      from dom360.account_vars v
     where v.tenant_id = p_before.tenant_id;

    if p_before.state = 'failed' then
        -- The day may be over and its slots folded, also while this waits for the row: then it is in slot 0.
        -- Never below zero: a counter that somebody broke must not keep a turn from its answer.
        foreach v_slot in array array[dom360.slot_of(p_before.conversation_id), 0::smallint] loop
            update dom360.consumption_inbox_daily c
               set errors = c.errors - 1
             where c.tenant_id = p_before.tenant_id and c.inbox_id = p_before.inbox_id
               and c.day = (p_before.finished_at at time zone v_timezone)::date
               and c.agent_type = p_before.agent_type and c.model = ''
               and c.slot = v_slot and c.errors > 0;
            exit when found;
        end loop;
    end if;

    insert into dom360.consumption_inbox_daily as c
        (tenant_id, inbox_id, day, agent_type, model, slot, retries)
    values
        (p_before.tenant_id, p_before.inbox_id,
         (p_before.created_at at time zone v_timezone)::date, p_before.agent_type, '',
         dom360.slot_of(p_before.conversation_id), 1)
    on conflict (tenant_id, inbox_id, day, agent_type, model, slot) do update
       set retries = c.retries + excluded.retries;
end
$$;

ALTER FUNCTION dom360.count_retry(p_before dom360.turns) OWNER TO dom360_owner;

CREATE FUNCTION dom360.current_tenant_id() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select nullif(pg_catalog.current_setting('app.tenant_id', true), '')::uuid $$;

ALTER FUNCTION dom360.current_tenant_id() OWNER TO dom360_owner;

CREATE FUNCTION dom360.days_to_count(p_tenant uuid, p_first_day date, p_last_day date) RETURNS TABLE(first_day date, last_day date)
    LANGUAGE sql STABLE ROWS 4
    AS $$
    with clock as (
        select v.timezone, (now() at time zone v.timezone)::date as today
          from dom360.account_vars v
         where v.tenant_id = p_tenant),
    changed as (
        select distinct date_trunc('week', (m.at at time zone c.timezone)::date::timestamp)::date as week
          from clock c
          join dom360.figure_marks m on m.tenant_id = p_tenant),
    sound as (
        select w.week
          from clock c
          join dom360.figure_weeks w on w.tenant_id = p_tenant and w.timezone = c.timezone
         where w.week between p_first_day and p_last_day - 6
           and w.week + 6 < c.today - 1
           and w.week not in (select k.week from changed k)),
    piece as (
        select s.week, n.week is not null as sound, count(n.week) over (order by s.week) as place
          from (select g::date as week
                  from generate_series(date_trunc('week', p_first_day::timestamp), p_last_day::timestamp,
                                       interval '1 week') g) s
          left join sound n on n.week = s.week)
    select greatest(min(p.week), p_first_day), least(max(p.week) + 6, p_last_day)
      from piece p
     where not p.sound
     group by p.place
    $$;

ALTER FUNCTION dom360.days_to_count(p_tenant uuid, p_first_day date, p_last_day date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.decrypt_sensitive_field(p_ciphertext text, p_table text, p_column text) RETURNS text
    LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $_$
declare
    v_parts text[] := regexp_match(p_ciphertext, '^v1:([a-z0-9][a-z0-9_-]{0,31}):([A-Za-z0-9+/]+=*)$');
    v_passphrase text;
    v_binding text;
    v_text text;
begin
    select r.passphrase into v_passphrase from dom360.encryption_ring() r where r.key_id = v_parts[1];
    if not found then
        raise exception 'a secret cannot be read with these keys' using errcode = 'DMS01';
    end if;
    v_binding := dom360.secret_binding(v_parts[1], p_table, p_column);
    v_text := dom360.unseal(v_parts[2], v_passphrase);
    if not starts_with(v_text, v_binding) then
        raise exception 'a secret cannot be read with these keys' using errcode = 'DMS01';
    end if;
    return substr(v_text, length(v_binding) + 1);
end
$_$;

ALTER FUNCTION dom360.decrypt_sensitive_field(p_ciphertext text, p_table text, p_column text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.delete_old_rows(p_tenant uuid, p_table text, p_before timestamp with time zone, p_held date[], p_limit integer) RETURNS integer
    LANGUAGE plpgsql
    AS $_$
declare
    v_count integer;
begin
    perform dom360.set_tenant(p_tenant);
    if p_table is distinct from 'turns' and not exists (
            select from dom360.split_tables() t where t = p_table) then
        raise exception 'delete_old_rows: % has no months to keep', p_table
            using errcode = 'invalid_parameter_value';
    end if;
    execute pg_catalog.format(
        'with old as (
             select tenant_id, created_at, id from dom360.%1$I
              where tenant_id = $1 and created_at < $2
                and date_trunc(''month'', created_at at time zone ''utc'')::date <> all ($3)
              limit $4)
         delete from dom360.%1$I r using old
          where r.tenant_id = $1 and r.created_at < $2
            and r.tenant_id = old.tenant_id and r.created_at = old.created_at and r.id = old.id', p_table)
      using p_tenant, p_before, coalesce(p_held, '{}'), least(greatest(p_limit, 1), 10000);
    get diagnostics v_count = row_count;
    if v_count > 0 then
        insert into dom360.retention_marks as m (tenant_id, table_name, gone_before)
        values (p_tenant, p_table, p_before)
        on conflict (tenant_id, table_name) do update
           set gone_before = greatest(m.gone_before, excluded.gone_before);
    end if;
    return v_count;
end
$_$;

ALTER FUNCTION dom360.delete_old_rows(p_tenant uuid, p_table text, p_before timestamp with time zone, p_held date[], p_limit integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.derive_lead() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    -- erase_personal_data() overwrites the words; the lead, its score and its states stay as they were.
    if current_user = 'dom360_lookup' then
        return new;
    end if;
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

CREATE FUNCTION dom360.detach_month(p_parent text, p_first date) RETURNS name
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    SET lock_timeout TO '100ms'
    AS $$
declare
    v_due record;
    v_hook text := format('dom360.before_month_goes_%s', p_parent);
begin
    select * into v_due from dom360.retention_due() d where d.parent = p_parent and d.first = p_first;
    if not found then
        raise exception 'detach_month: the month % of % is to be kept', p_first, p_parent
            using errcode = 'DM010';
    end if;
    if v_due.attached then
        execute format('alter table dom360.%I detach partition dom360.%I', p_parent, v_due.month);
    end if;
    execute format('drop policy if exists archive_reads on dom360.%I', v_due.month);
    execute format('create policy archive_reads on dom360.%I for select to dom360_owner using (true)',
                   v_due.month);
    if to_regprocedure(v_hook || '(regclass)') is not null then
        execute format('select %s(%L)', v_hook, format('dom360.%I', v_due.month));
    end if;
    return v_due.month;
end
$$;

ALTER FUNCTION dom360.detach_month(p_parent text, p_first date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.drop_detached_month(p_parent text, p_first date) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    SET lock_timeout TO '1s'
    AS $$
declare
    v_month name := (select d.month from dom360.retention_due() d
                      where d.parent = p_parent and d.first = p_first and not d.attached);
begin
    if v_month is null then
        raise exception 'drop_detached_month: the month % of % is not detached', p_first, p_parent
            using errcode = 'DM010';
    end if;
    execute format('drop table dom360.%I', v_month);
    insert into dom360.retention_drops as d (table_name, gone_before)
    values (p_parent, (p_first + interval '1 month') at time zone 'utc')
    on conflict (table_name) do update set gone_before = greatest(d.gone_before, excluded.gone_before);
end
$$;

ALTER FUNCTION dom360.drop_detached_month(p_parent text, p_first date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.drop_month(p_parent text, p_first date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
begin
    if exists (select from dom360.retention_due() d
                where d.parent = p_parent and d.first = p_first and d.archive) then
        raise exception 'drop_month: the month % of % is to be archived first', p_first, p_parent
            using errcode = 'DM010';
    end if;
    perform dom360.detach_month(p_parent, p_first);
    perform dom360.drop_detached_month(p_parent, p_first);
end
$$;

ALTER FUNCTION dom360.drop_month(p_parent text, p_first date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.empty_items(p_items jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS $$
    select coalesce(jsonb_agg(jsonb_build_object('name', '[erased]', 'doc_id', '[erased]')), '[]')
      from jsonb_array_elements(case jsonb_typeof(p_items) when 'array' then p_items else '[]' end)
    $$;

ALTER FUNCTION dom360.empty_items(p_items jsonb) OWNER TO dom360_owner;

CREATE FUNCTION dom360.encrypt_sensitive_field(p_plaintext text, p_table text, p_column text) RETURNS text
    LANGUAGE plpgsql STRICT SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
declare
    v_key record;
begin
    select r.key_id, r.passphrase into v_key from dom360.encryption_ring() r where r.place = 1;
    if not found then
        raise exception 'no encryption keys in this transaction' using errcode = 'DMS02';
    end if;
    -- Held to the end of the transaction: a key is not retired under somebody who writes with it.
    perform from dom360.encryption_keys k
      where k.key_id = v_key.key_id and k.retired_at is null
        for share;
    if not found then
        raise exception 'the key % may not encrypt', v_key.key_id using errcode = 'DMS03';
    end if;
    return format('v1:%s:%s', v_key.key_id, dom360.seal(
        dom360.secret_binding(v_key.key_id, p_table, p_column) || p_plaintext, v_key.passphrase));
end
$$;

ALTER FUNCTION dom360.encrypt_sensitive_field(p_plaintext text, p_table text, p_column text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.encryption_ring() RETURNS TABLE(place bigint, key_id text, passphrase text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
        select n, split_part(entry, ':', 1), split_part(entry, ':', 2)
          from unnest(string_to_array(nullif(current_setting('app.encryption_keys', true), ''), ','))
               with ordinality e (entry, n)
    $$;

ALTER FUNCTION dom360.encryption_ring() OWNER TO dom360_owner;

CREATE FUNCTION dom360.ensure_knowledge_indexes() RETURNS void
    LANGUAGE plpgsql
    AS $_$
declare
    v_text text := (select md5(string_agg(p.prosrc, '' order by p.proname)) from pg_catalog.pg_proc p
                     where p.pronamespace = 'dom360'::regnamespace
                       and p.proname in ('fold_text', 'fold_words', 'search_terms'));
begin
    if obj_description(to_regclass('dom360.passages_by_terms'), 'pg_class') is distinct from v_text then
        drop index if exists dom360.passages_by_terms;
        create index passages_by_terms on dom360.passages
            using gin (dom360.search_terms(tenant_id, heading || ' ' || body)) with (fastupdate = off);
        execute format('comment on index dom360.passages_by_terms is %L', v_text);
    end if;
    for v_text in
        select d from unnest(array['384', '768', '1024', '1536']) d
         where to_regtype('dom360_vector.vector') is not null
           and to_regclass('dom360.passage_vectors_' || d) is null
    loop
        execute format(
            'create index passage_vectors_%1$s on dom360.passage_vectors
                 using hnsw ((embedding::dom360_vector.vector(%1$s)) dom360_vector.vector_cosine_ops)
                 where dimension = %1$s', v_text);
    end loop;
end
$_$;

ALTER FUNCTION dom360.ensure_knowledge_indexes() OWNER TO dom360_owner;

CREATE FUNCTION dom360.ensure_month_partitions(p_parent text, p_ahead integer DEFAULT 3) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    SET lock_timeout TO '1s'
    AS $$
declare
    v_this_month date := date_trunc('month', now() at time zone 'utc')::date;
    v_made integer := 0;
begin
    for v_step in 0..least(greatest(p_ahead, 0), 24) loop
        v_made := v_made
            + dom360.make_month(p_parent, (v_this_month + make_interval(months => v_step))::date)::integer;
    end loop;
    return v_made;
end
$$;

ALTER FUNCTION dom360.ensure_month_partitions(p_parent text, p_ahead integer) OWNER TO dom360_owner;

CREATE TABLE dom360.erasures (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    contact_id uuid NOT NULL,
    erased_at timestamp with time zone DEFAULT now() NOT NULL,
    counts jsonb NOT NULL
);

ALTER TABLE ONLY dom360.erasures FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.erasures OWNER TO dom360_owner;

COMMENT ON TABLE dom360.erasures IS 'Receipts: which contact was erased when, and how many rows of each table were touched.';

CREATE FUNCTION dom360.erase_contact(p_tenant uuid, p_contact uuid) RETURNS SETOF dom360.erasures
    LANGUAGE plpgsql
    AS $$
declare
    v_turn record;
    v_turns uuid[];
begin
    perform from dom360.contacts c where c.tenant_id = p_tenant and c.id = p_contact for update;
    if not found then
        return;
    end if;
    return query select * from dom360.erasures e where e.tenant_id = p_tenant and e.contact_id = p_contact;
    if found then
        return;
    end if;

    perform from dom360.conversations k
      where k.tenant_id = p_tenant and k.contact_id = p_contact
      order by k.id
        for update;
    -- In the order of the counters' rows, so that two erasures at once can't wait for each other.
    for v_turn in
        select t.id, t.attempt
          from dom360.turns t
          join dom360.conversations k on k.tenant_id = p_tenant and k.id = t.conversation_id
         where t.tenant_id = p_tenant
           and k.contact_id = p_contact
           and t.state in ('accepted', 'calling')
         order by t.inbox_id, t.agent_type, dom360.slot_of(t.conversation_id), t.id
    loop
        perform dom360.note_failure(p_tenant, v_turn.id, v_turn.attempt, 'CONTACT_ERASED', 410);
        v_turns := v_turns || v_turn.id;
    end loop;
    perform dom360.release_budgets(p_tenant, v_turns);

    perform dom360.note_live_event(p_tenant, 'conversation', k.id)
       from dom360.conversations k
      where k.tenant_id = p_tenant and k.contact_id = p_contact;
    -- The leads' sources go as well, also out of the sums: they are added up anew.
    perform dom360.mark_figures(p_tenant, array(
        select l.created_at from dom360.leads l where l.tenant_id = p_tenant and l.contact_id = p_contact));
    return query select * from dom360.erase_personal_data(p_tenant, p_contact);
end
$$;

ALTER FUNCTION dom360.erase_contact(p_tenant uuid, p_contact uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.erase_personal_data(p_tenant uuid, p_contact uuid) RETURNS SETOF dom360.erasures
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
declare
    v_table record;
    v_undecided text;
    v_rows bigint;
    v_counts jsonb;
begin
    if p_tenant is null or p_tenant is distinct from dom360.current_tenant_id() then
        raise exception 'erase_personal_data: not the tenant of this transaction'
            using errcode = 'insufficient_privilege';
    end if;
    select string_agg(format('%s.%s', c.table_name, c.column_name), ', ') into v_undecided
      from dom360.personal_treatments() c
     where c.treatment is null;
    if v_undecided is not null then
        raise exception 'personal_data() does not say what to do with %', v_undecided
            using errcode = 'DM003';
    end if;

    update dom360.contacts
       set anonymised_at = now(), updated_at = now()
     where tenant_id = p_tenant
       and id = p_contact;
    if not found then
        return;
    end if;
    update dom360.conversations
       set status = 'closed', closed_at = coalesce(closed_at, now()), erased_at = now()
     where tenant_id = p_tenant
       and contact_id = p_contact;
    get diagnostics v_rows = row_count;
    v_counts := jsonb_build_object('conversations', v_rows);

    for v_table in
        select t.name, t.condition,
               string_agg(format('%I = %s', c.column_name, case c.treatment
                   when 'null' then 'null'
                   when 'marker' then quote_literal('[erased]')
                   when 'json' then quote_literal('"[erased]"')
                   when 'items' then format('dom360.empty_items(%I)', c.column_name)
                   when 'id' then quote_literal('erased:') || ' || id::text'
                   when 'digest' then 'sha256(convert_to(id::text, ''UTF8''))'
               end), ', ') as assignments
          from dom360.person_tables(p_tenant, p_contact) t
          join dom360.personal_treatments() c on c.table_name = t.name and c.treatment <> 'keep'
         group by t.name, t.condition
    loop
        execute format('update dom360.%I set %s where %s', v_table.name, v_table.assignments, v_table.condition);
        get diagnostics v_rows = row_count;
        v_counts := v_counts || jsonb_build_object(v_table.name, v_rows);
    end loop;

    return query insert into dom360.erasures (tenant_id, contact_id, counts)
                 values (p_tenant, p_contact, v_counts)
                 returning *;
end
$$;

ALTER FUNCTION dom360.erase_personal_data(p_tenant uuid, p_contact uuid) OWNER TO dom360_lookup;

CREATE TABLE dom360.event_days (
    tenant_id uuid NOT NULL,
    kind text NOT NULL,
    day date NOT NULL,
    inbox_id uuid NOT NULL,
    agent_type text NOT NULL,
    code text NOT NULL,
    events integer NOT NULL,
    CONSTRAINT event_days_kind_check CHECK ((kind = ANY (ARRAY['qualified'::text, 'scheduled'::text, 'failed'::text, 'repaired'::text, 'handover'::text])))
);

ALTER TABLE ONLY dom360.event_days FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.event_days OWNER TO dom360_owner;

COMMENT ON TABLE dom360.event_days IS 'How often something happened on a day of the tenant, in an inbox.';

COMMENT ON COLUMN dom360.event_days.kind IS 'A lead first became QUALIFIED or SCHEDULED; a turn failed, or was answered by a later attempt; a conversation went to a person.';

COMMENT ON COLUMN dom360.event_days.agent_type IS 'Empty for leads.';

COMMENT ON COLUMN dom360.event_days.code IS 'The error of failed turns; else empty.';

CREATE FUNCTION dom360.events_counted(p_tenant uuid, p_kinds text[], p_first_day date, p_last_day date) RETURNS SETOF dom360.event_days
    LANGUAGE plpgsql STABLE ROWS 50
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
    v_timezone text := (select v.timezone from dom360.account_vars v where v.tenant_id = p_tenant);
    v_from timestamptz := (p_first_day::timestamp at time zone v_timezone) - interval '3 hours';
    v_to timestamptz := ((p_last_day + 1)::timestamp at time zone v_timezone) + interval '3 hours';
begin
    return query
    with event as (
        select 'qualified' as kind, (l.qualified_at at time zone v_timezone)::date as day, l.inbox_id,
               '' as agent_type, '' as code
          from dom360.leads l
         where 'qualified' = any (p_kinds)
           and l.tenant_id = p_tenant
           and l.merged_into is null
           and l.qualified_at is not null
           and l.qualified_at >= v_from and l.qualified_at < v_to
        union all
        select 'scheduled', (l.scheduled_at at time zone v_timezone)::date, l.inbox_id, '', ''
          from dom360.leads l
         where 'scheduled' = any (p_kinds)
           and l.tenant_id = p_tenant
           and l.merged_into is null
           and l.scheduled_at is not null
           and l.scheduled_at >= v_from and l.scheduled_at < v_to
        union all
        select 'failed', (t.finished_at at time zone v_timezone)::date, t.inbox_id, t.agent_type,
               t.error_code
          from dom360.turns t
         where 'failed' = any (p_kinds)
           and t.tenant_id = p_tenant
           and t.state = 'failed'
           and t.finished_at >= v_from and t.finished_at < v_to
        union all
        select 'repaired', (t.created_at at time zone v_timezone)::date, t.inbox_id, t.agent_type, ''
          from dom360.turns t
         where 'repaired' = any (p_kinds)
           and t.tenant_id = p_tenant
           and t.attempt > 1
           and t.state = 'answered'
           and t.created_at >= v_from and t.created_at < v_to
        union all
        select 'handover', (h.created_at at time zone v_timezone)::date, h.inbox_id, h.agent_type, ''
          from dom360.handovers h
         where 'handover' = any (p_kinds)
           and h.tenant_id = p_tenant
           and h.created_at >= v_from and h.created_at < v_to
        offset 0)
    select p_tenant, e.kind, e.day, e.inbox_id, e.agent_type, e.code, count(*)::integer
      from event e
     where e.day between p_first_day and p_last_day
     group by e.kind, e.day, e.inbox_id, e.agent_type, e.code;
end
$$;

ALTER FUNCTION dom360.events_counted(p_tenant uuid, p_kinds text[], p_first_day date, p_last_day date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.events_of(p_tenant uuid, p_kinds text[], p_first_day date, p_last_day date) RETURNS SETOF dom360.event_days
    LANGUAGE plpgsql STABLE
    AS $$
begin
    return query
    with live as materialized (select * from dom360.days_to_count(p_tenant, p_first_day, p_last_day))
    select d.*
      from dom360.event_days d
     where d.tenant_id = p_tenant
       and d.kind = any (p_kinds)
       and d.day between p_first_day and p_last_day
       and not exists (select from live l where d.day between l.first_day and l.last_day)
    union all
    select d.*
      from live l
     cross join lateral dom360.events_counted(p_tenant, p_kinds, l.first_day, l.last_day) d;
end
$$;

ALTER FUNCTION dom360.events_of(p_tenant uuid, p_kinds text[], p_first_day date, p_last_day date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.fail_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
declare
    v_conversation uuid;
begin
    perform dom360.set_tenant(p_tenant);
    select t.conversation_id into strict v_conversation from dom360.turns t
     where t.tenant_id = p_tenant and t.id = p_turn;
    perform from dom360.conversations k
      where k.tenant_id = p_tenant and k.id = v_conversation
        for update;

    if not dom360.note_failure(p_tenant, p_turn, p_attempt, p_error_code, p_error_status) then
        return false;
    end if;
    perform dom360.release_budgets(p_tenant, array[p_turn]);
    return true;
end
$$;

ALTER FUNCTION dom360.fail_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.figure_weeks_off(p_tenant uuid) RETURNS SETOF date
    LANGUAGE plpgsql STABLE
    AS $$
begin
    return query
    with live as materialized (
        select l.*
          from (select min(w.week) as first_week, max(w.week) as last_week
                  from dom360.figure_weeks w
                 where w.tenant_id = p_tenant) b
         cross join lateral dom360.days_to_count(p_tenant, b.first_week, b.last_week + 6) l)
    select p.week
      from dom360.figure_weeks p
     cross join (select array['qualified', 'scheduled', 'failed', 'repaired', 'handover'] as all) k
     where p.tenant_id = p_tenant
       and p.week >= dom360.consumption_counted_since(p_tenant)
       and not exists (select from live l where p.week between l.first_day and l.last_day)
       and (exists (select c.* from dom360.lead_cohorts c where c.tenant_id = p_tenant and c.week = p.week
                    except
                    select c.* from dom360.lead_cohorts_counted(p_tenant, p.week, p.week + 6) c)
            or exists (select c.* from dom360.lead_cohorts_counted(p_tenant, p.week, p.week + 6) c
                       except
                       select c.* from dom360.lead_cohorts c
                        where c.tenant_id = p_tenant and c.week = p.week)
            or exists (select d.* from dom360.event_days d
                        where d.tenant_id = p_tenant and d.day between p.week and p.week + 6
                       except
                       select d.* from dom360.events_counted(p_tenant, k.all, p.week, p.week + 6) d)
            or exists (select d.* from dom360.events_counted(p_tenant, k.all, p.week, p.week + 6) d
                       except
                       select d.* from dom360.event_days d
                        where d.tenant_id = p_tenant and d.day between p.week and p.week + 6))
     order by p.week;
end
$$;

ALTER FUNCTION dom360.figure_weeks_off(p_tenant uuid) OWNER TO dom360_owner;

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
           and k.revoked_at is null
           and (k.expires_at is null or k.expires_at > now())
           and k.scopes @> array['chat', 'read', 'leads:write', 'conversations:write'];
end
$$;

ALTER FUNCTION dom360.find_api_key(p_tenant uuid, p_key_hash bytea) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.find_key(p_tenant uuid, p_key_hash bytea) RETURNS TABLE(api_key_id uuid, tenant_status text, tenant_kind text, scopes text[], expires_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
begin
    perform dom360.set_tenant(p_tenant);
    return query
        select k.id, t.status, t.kind, k.scopes, k.expires_at
          from dom360.api_keys k
          join dom360.tenants t on t.id = k.tenant_id
         where k.tenant_id = p_tenant
           and k.key_hash = p_key_hash
           and k.revoked_at is null
           and (k.expires_at is null or k.expires_at > now());
end
$$;

ALTER FUNCTION dom360.find_key(p_tenant uuid, p_key_hash bytea) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.find_session(p_tenant uuid, p_token_hash bytea) RETURNS TABLE(session_id uuid, user_id uuid, role text, acting_tenant_id uuid, acting_reason text, acting_until timestamp with time zone, expires_at timestamp with time zone, tenant_status text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
begin
    perform dom360.set_tenant(p_tenant);
    return query
        select s.id, s.user_id, u.role, acting.tenant_id, acting.reason, acting.until, s.expires_at,
               t.status
          from dom360.sessions s
          join dom360.users u on u.tenant_id = s.tenant_id and u.id = s.user_id
          join dom360.tenants t on t.id = s.tenant_id
          -- Over by itself when its time is.
          left join lateral (select s.acting_tenant_id, s.acting_reason, s.acting_until
                              where s.acting_until > now()) acting (tenant_id, reason, until) on true
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

CREATE FUNCTION dom360.find_slug(p_slug text) RETURNS TABLE(tenant_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$ select s.tenant_id from dom360.tenant_slugs s where s.slug = p_slug $$;

ALTER FUNCTION dom360.find_slug(p_slug text) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.find_tool_calls(p_tenant uuid, p_call jsonb, p_from timestamp with time zone, p_until timestamp with time zone, p_limit integer) RETURNS TABLE(created_at timestamp with time zone, id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
begin
    if p_tenant is distinct from dom360.current_tenant_id() then
        return;
    end if;
    return query
        select m.created_at, m.id
          from dom360.messages m
         where m.tenant_id = p_tenant
           and m.tool_calls @> p_call
           and m.created_at >= p_from
           and m.created_at < p_until
         order by m.created_at desc, m.id desc
         limit least(greatest(p_limit, 1), 1000);
end
$$;

ALTER FUNCTION dom360.find_tool_calls(p_tenant uuid, p_call jsonb, p_from timestamp with time zone, p_until timestamp with time zone, p_limit integer) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.find_web_chat(p_tenant uuid, p_key text, p_token_hash bytea) RETURNS TABLE(inbox_id uuid, allowed_origins text[], tenant_status text, visitor_id uuid, contact_id uuid, expires_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
begin
    perform dom360.set_tenant(p_tenant);
    return query
        select w.inbox_id, w.allowed_origins, t.status, v.id, v.contact_id, v.expires_at
          from dom360.web_chats w
          join dom360.tenants t on t.id = w.tenant_id
          left join dom360.web_visitors v
            on v.tenant_id = p_tenant
           and v.token_hash = p_token_hash
           and v.inbox_id = w.inbox_id
           and v.revoked_at is null
           and v.expires_at > now()
         where w.tenant_id = p_tenant
           and w.public_key = p_key
           and w.enabled;
end
$$;

ALTER FUNCTION dom360.find_web_chat(p_tenant uuid, p_key text, p_token_hash bytea) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.finish_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_content text, p_visibility text, p_model text, p_input_tokens integer, p_output_tokens integer, p_cached_tokens integer, p_total_tokens integer, p_cost_micro_usd bigint, p_agent_latency_ms integer, p_tool_calls jsonb, p_rag_context jsonb, p_structured jsonb, p_price_source text DEFAULT NULL::text, p_handoff text DEFAULT NULL::text, p_first_token_ms integer DEFAULT NULL::integer) RETURNS TABLE(message_id uuid, message_index integer, message_at timestamp with time zone, latency_ms integer, cost_micro_usd bigint, tool_calls jsonb, rag_context jsonb)
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION dom360.finish_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_content text, p_visibility text, p_model text, p_input_tokens integer, p_output_tokens integer, p_cached_tokens integer, p_total_tokens integer, p_cost_micro_usd bigint, p_agent_latency_ms integer, p_tool_calls jsonb, p_rag_context jsonb, p_structured jsonb, p_price_source text, p_handoff text, p_first_token_ms integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.fold_consumption(p_tenant uuid, p_first_day date, p_last_day date, p_wait boolean DEFAULT false) RETURNS bigint
    LANGUAGE plpgsql
    AS $_$
declare
    v_rows bigint;
    v_names text;
    v_sums text;
    v_adds text;
    v_mine tid[];
begin
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum),
           string_agg(format('sum(g.%I)', a.attname), ', ' order by a.attnum),
           string_agg(format('%1$I = c.%1$I + excluded.%1$I', a.attname), ', ' order by a.attnum)
      into v_names, v_sums, v_adds
      from pg_catalog.pg_attribute a
     where a.attrelid = 'dom360.consumption_inbox_daily'::regclass
       and a.attnum > 0 and not a.attisdropped
       and a.atttypid in ('bigint'::regtype, 'integer'::regtype);

    execute format(
        'select array(
             select c.ctid
               from dom360.consumption_inbox_daily c
              where c.tenant_id = $1 and c.day between $2 and $3 and c.slot > 0
              order by c.day, c.inbox_id, c.agent_type, c.model, c.slot
                for update %s)', case when p_wait then '' else 'skip locked' end)
       into v_mine
      using p_tenant, p_first_day, p_last_day;

    execute format(
        'with gone as (
             delete from dom360.consumption_inbox_daily c
              where c.tenant_id = $1 and c.ctid = any ($2)
             returning c.*)
         insert into dom360.consumption_inbox_daily as c
                (tenant_id, inbox_id, day, agent_type, model, slot, %s)
         select $1, g.inbox_id, g.day, g.agent_type, g.model, 0, %s
           from gone g
          group by g.inbox_id, g.day, g.agent_type, g.model
          order by g.day, g.inbox_id, g.agent_type, g.model
         on conflict (tenant_id, inbox_id, day, agent_type, model, slot) do update set %s',
        v_names, v_sums, v_adds)
      using p_tenant, v_mine;
    get diagnostics v_rows = row_count;
    return v_rows;
end
$_$;

ALTER FUNCTION dom360.fold_consumption(p_tenant uuid, p_first_day date, p_last_day date, p_wait boolean) OWNER TO dom360_owner;

CREATE FUNCTION dom360.fold_text(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select regexp_replace(lower(normalize(coalesce(p_text, ''), NFKD)), '[\u0300-\u036f]', '', 'g')
    $$;

ALTER FUNCTION dom360.fold_text(p_text text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.fold_words(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.regexp_replace(
           pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.regexp_replace(
           pg_catalog.regexp_replace(pg_catalog.regexp_replace(dom360.fold_text(p_text),
               '([0-9])\.([0-9]{3})(?![0-9])', '\1\2', 'g'),
               '[^[:alnum:]]+', ' ', 'g'),
               '([0-9])([[:alpha:]])', '\1 \2', 'g'),
               '([[:alpha:]])([0-9])', '\1 \2', 'g'),
               '([[:alpha:]]{2})oes\M', '\1ao', 'g'),
               '([[:alpha:]]{2})ais\M', '\1al', 'g'),
               '([[:alpha:]]{2})eis\M', '\1el', 'g'),
               '([[:alpha:]]{2})ns\M', '\1m', 'g')
    $$;

ALTER FUNCTION dom360.fold_words(p_text text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.forgive_guess(p_kind text, p_key bytea, p_all boolean) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
declare
    v_left integer;
begin
    update dom360.guesses
       set tries = case when p_all then 0 else greatest(tries - 1, 0) end,
           blocked_until = null
     where kind = p_kind
       and key_hash = p_key
    returning tries into v_left;
    return coalesce(v_left, 0);
end
$$;

ALTER FUNCTION dom360.forgive_guess(p_kind text, p_key bytea, p_all boolean) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.get_or_create_contact(p_tenant uuid, p_phone text, p_name text) RETURNS uuid
    LANGUAGE plpgsql
    AS $$
declare
    v_id uuid;
    v_name text;
    v_archived_at timestamptz;
begin
    select id, name, archived_at into v_id, v_name, v_archived_at
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

    if v_archived_at is not null then
        update dom360.contacts
           set archived_at = null, updated_at = now()
         where tenant_id = p_tenant and id = v_id;
    end if;
    if p_name is not null and p_name is distinct from v_name then
        update dom360.contacts
           set name = p_name, updated_at = now()
         where tenant_id = p_tenant and id = v_id
           and named_at is null
           and phone_e164 = p_phone;  -- not back into a contact that was erased meanwhile
    end if;
    return v_id;
end
$$;

ALTER FUNCTION dom360.get_or_create_contact(p_tenant uuid, p_phone text, p_name text) OWNER TO dom360_owner;

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
    erased_at timestamp with time zone,
    handled_by text DEFAULT 'agent'::text NOT NULL,
    assignee_user_id uuid,
    handed_at timestamp with time zone,
    handoff_reason text,
    month date,
    total_tokens bigint DEFAULT 0 NOT NULL,
    cost_micro_usd bigint DEFAULT 0 NOT NULL,
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

COMMENT ON COLUMN dom360.conversations.erased_at IS 'When its words were erased. From then on it takes no message, whoever may still be at work on one.';

COMMENT ON COLUMN dom360.conversations.handled_by IS 'human: the agent is silent; messages are stored and wait for a person.';

COMMENT ON COLUMN dom360.conversations.assignee_user_id IS 'The person who answers. Null while nobody has taken it, and for people of the platform.';

COMMENT ON COLUMN dom360.conversations.month IS 'The month of created_at by UTC, so that the largest of a period are found month by month. Null: not counted yet.';

COMMENT ON COLUMN dom360.conversations.total_tokens IS 'Of all its messages.';

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
          join dom360.contacts c on c.tenant_id = p_tenant and c.id = l.contact_id
         where l.tenant_id = p_tenant and l.contact_id = p_contact and s.state <> 'CLOSED'
           and (l.merged_into is null or c.claimed_phone is null)
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

CREATE FUNCTION dom360.gone_before(p_table name) RETURNS timestamp with time zone
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$ select d.gone_before from dom360.retention_drops d where d.table_name = p_table $$;

ALTER FUNCTION dom360.gone_before(p_table name) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.grant_columns(p_privilege text, p_table regclass, p_columns text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    v_columns text;
begin
    select string_agg(quote_ident(a.attname), ', ') into v_columns
      from pg_catalog.pg_attribute a
     where a.attrelid = p_table
       and a.attname = any (p_columns)
       and not pg_catalog.has_column_privilege('dom360_lookup', p_table, a.attnum, p_privilege);
    if v_columns is not null then
        execute pg_catalog.format('grant %s (%s) on %s to dom360_lookup', p_privilege, v_columns, p_table);
    end if;
end
$$;

ALTER FUNCTION dom360.grant_columns(p_privilege text, p_table regclass, p_columns text[]) OWNER TO dom360_owner;

CREATE FUNCTION dom360.guard_tenant_tables() RETURNS event_trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_table record;
    v_test text;
begin
    for v_table in
        select distinct c.oid::regclass as name, a.attname as tenant
          from pg_event_trigger_ddl_commands() d
          join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid and c.relkind in ('r', 'p')
          join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'dom360'
          join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
           and a.attname = case c.relname when 'tenants' then 'id' else 'tenant_id' end
         where not (c.relrowsecurity and c.relforcerowsecurity)
            or (select count(*) from pg_policy p
                 where p.polrelid = c.oid and p.polname in ('tenant_isolation', 'tenant_rows')) < 2
    loop
        v_test := format('(%I = (select dom360.current_tenant_id()))', v_table.tenant);
        execute format('drop policy if exists tenant_isolation on %s', v_table.name);
        execute format('drop policy if exists tenant_rows on %s', v_table.name);
        execute format('create policy tenant_isolation on %s as restrictive for all
                            to dom360_app, dom360_jobs using %s with check %s',
                       v_table.name, v_test, v_test);
        execute format('create policy tenant_rows on %s as permissive for all
                            to dom360_app, dom360_jobs using %s with check %s',
                       v_table.name, v_test, v_test);
        execute format('alter table %s enable row level security, force row level security',
                       v_table.name);
    end loop;
end
$$;

ALTER FUNCTION dom360.guard_tenant_tables() OWNER TO postgres;

CREATE FUNCTION dom360.hand_over(p_tenant uuid, p_conversation uuid, p_assignee uuid, p_reason text) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
declare
    v_turns uuid[];
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

    with ended as (
        update dom360.turns t
           set state = 'handed_over', finished_at = now()
         where t.tenant_id = p_tenant and t.conversation_id = p_conversation
           and t.state in ('accepted', 'calling')
        returning t.id)
    select array_agg(e.id) into v_turns from ended e;
    perform dom360.release_budgets(p_tenant, v_turns);
    return true;
end
$$;

ALTER FUNCTION dom360.hand_over(p_tenant uuid, p_conversation uuid, p_assignee uuid, p_reason text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.is_open(p_hours jsonb, p_timezone text, p_at timestamp with time zone) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    select p_hours is null or exists (
        select from (select p_at at time zone p_timezone as at) local
         cross join lateral jsonb_array_elements(
             coalesce(p_hours -> to_char(local.at, 'FMday'), '[]')) span
         where to_char(local.at, 'HH24:MI') >= span ->> 'from'
           and to_char(local.at, 'HH24:MI') < span ->> 'to')
    $$;

ALTER FUNCTION dom360.is_open(p_hours jsonb, p_timezone text, p_at timestamp with time zone) OWNER TO dom360_owner;

CREATE FUNCTION dom360.keep_account_vars_bound() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if dom360.url_origin(new.agents_endpoint_url) is distinct from dom360.url_origin(old.agents_endpoint_url)
       and new.agent_key_encrypted is not distinct from old.agent_key_encrypted then
        new.agent_key_encrypted := null;
        new.agent_key_hint := null;
        new.agent_key_at := null;
    end if;
    if dom360.url_origin(new.crm_url) is distinct from dom360.url_origin(old.crm_url)
       and new.crm_token_encrypted is not distinct from old.crm_token_encrypted then
        new.crm_token_encrypted := null;
        new.crm_token_hint := null;
        new.crm_token_at := null;
    end if;
    if new.timezone <> old.timezone then
        new.counted_timezone := coalesce(old.counted_timezone, old.timezone);
    end if;
    return new;
end
$$;

ALTER FUNCTION dom360.keep_account_vars_bound() OWNER TO dom360_owner;

CREATE FUNCTION dom360.keep_agents_bound() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if (new.provider is distinct from old.provider
        or dom360.url_origin(new.base_url) is distinct from dom360.url_origin(old.base_url))
       and new.api_key_encrypted is not distinct from old.api_key_encrypted then
        new.api_key_encrypted := null;
        new.api_key_hint := null;
        new.api_key_at := null;
    end if;
    return new;
end
$$;

ALTER FUNCTION dom360.keep_agents_bound() OWNER TO dom360_owner;

CREATE FUNCTION dom360.key_family(p_tenant uuid, p_api_key uuid) RETURNS uuid[]
    LANGUAGE sql STABLE
    AS $$
    with recursive before as (
        select k.id, k.replaces from dom360.api_keys k
         where k.tenant_id = p_tenant and k.id = p_api_key
        union
        select k.id, k.replaces from before b
          join dom360.api_keys k on k.tenant_id = p_tenant and k.id = b.replaces
    ), after as (
        select b.id from before b
        union
        select k.id from after a
          join dom360.api_keys k on k.tenant_id = p_tenant and k.replaces = a.id
    )
    select array_agg(a.id) from after a
    $$;

ALTER FUNCTION dom360.key_family(p_tenant uuid, p_api_key uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.last_message(p_tenant uuid, p_conversation uuid, p_at timestamp with time zone, p_index integer) RETURNS TABLE(role text, visibility text, content text)
    LANGUAGE plpgsql STABLE ROWS 1
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
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

ALTER FUNCTION dom360.last_message(p_tenant uuid, p_conversation uuid, p_at timestamp with time zone, p_index integer) OWNER TO dom360_owner;

CREATE TABLE dom360.lead_cohorts (
    tenant_id uuid NOT NULL,
    week date NOT NULL,
    inbox_id uuid NOT NULL,
    source text NOT NULL,
    leads integer NOT NULL,
    qualifying integer NOT NULL,
    qualified integer NOT NULL,
    scheduled integer NOT NULL,
    completed integer NOT NULL,
    score_sum integer NOT NULL,
    drop_new integer NOT NULL,
    drop_qualifying integer NOT NULL,
    drop_qualified integer NOT NULL,
    drop_scheduled integer NOT NULL,
    no_budget integer NOT NULL,
    no_authority integer NOT NULL,
    no_need integer NOT NULL,
    no_timeline integer NOT NULL,
    in_state integer[] NOT NULL,
    score_in_state integer[] NOT NULL,
    qualifying_s integer[] NOT NULL,
    qualified_s integer[] NOT NULL,
    scheduled_s integer[] NOT NULL,
    completed_s integer[] NOT NULL
);

ALTER TABLE ONLY dom360.lead_cohorts FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_cohorts OWNER TO dom360_owner;

COMMENT ON TABLE dom360.lead_cohorts IS 'Leads that began in one week, in one inbox, from one source, and what had become of them at the week''s rolled_at.';

COMMENT ON COLUMN dom360.lead_cohorts.source IS 'Empty where the lead has none.';

COMMENT ON COLUMN dom360.lead_cohorts.drop_new IS 'Out of the running (NURTURING, UNQUALIFIED, CLOSED, never COMPLETED) and came no further than NEW.';

COMMENT ON COLUMN dom360.lead_cohorts.no_budget IS 'Out, with less than half of the points for the budget.';

COMMENT ON COLUMN dom360.lead_cohorts.in_state IS 'How many are in each state, in the order of lead_states().';

COMMENT ON COLUMN dom360.lead_cohorts.qualifying_s IS 'The seconds from the step before, one for each lead that made the step: medians can be taken of all weeks.';

CREATE FUNCTION dom360.lead_cohorts_counted(p_tenant uuid, p_first_day date, p_last_day date) RETURNS SETOF dom360.lead_cohorts
    LANGUAGE plpgsql STABLE ROWS 20
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
    v_timezone text := (select v.timezone from dom360.account_vars v where v.tenant_id = p_tenant);
    v_from timestamptz := (p_first_day::timestamp at time zone v_timezone) - interval '3 hours';
    v_to timestamptz := ((p_last_day + 1)::timestamp at time zone v_timezone) + interval '3 hours';
begin
    return query
    with dated as (
        select (l.created_at at time zone v_timezone)::date as day, l.inbox_id,
               coalesce(l.source, '') as source, l.state, l.score, l.score_budget, l.score_authority,
               l.score_need, l.score_timeline, l.qualifying_at, l.qualified_at, l.scheduled_at, l.completed_at,
               extract(epoch from l.qualifying_at - l.created_at)::integer as qualifying_s,
               extract(epoch from l.qualified_at - l.qualifying_at)::integer as qualified_s,
               extract(epoch from l.scheduled_at - l.qualified_at)::integer as scheduled_s,
               extract(epoch from l.completed_at - l.scheduled_at)::integer as completed_s,
               l.state in ('NURTURING', 'UNQUALIFIED', 'CLOSED') and l.completed_at is null as dropped
          from dom360.leads l
         where l.tenant_id = p_tenant
           and l.merged_into is null
           and l.created_at >= v_from
           and l.created_at < v_to
        offset 0)
    select p_tenant, date_trunc('week', d.day::timestamp)::date, d.inbox_id, d.source,
           count(*)::integer, count(d.qualifying_at)::integer, count(d.qualified_at)::integer,
           count(d.scheduled_at)::integer, count(d.completed_at)::integer, sum(d.score)::integer,
           (count(*) filter (where d.dropped and d.qualifying_at is null
                               and d.qualified_at is null and d.scheduled_at is null))::integer,
           (count(*) filter (where d.dropped and d.qualifying_at is not null
                               and d.qualified_at is null and d.scheduled_at is null))::integer,
           (count(*) filter (where d.dropped and d.qualified_at is not null
                               and d.scheduled_at is null))::integer,
           (count(*) filter (where d.dropped and d.scheduled_at is not null))::integer,
           (count(*) filter (where d.dropped and d.score_budget * 2 < 25))::integer,
           (count(*) filter (where d.dropped and d.score_authority * 2 < 30))::integer,
           (count(*) filter (where d.dropped and d.score_need * 2 < 35))::integer,
           (count(*) filter (where d.dropped and d.score_timeline * 2 < 10))::integer,
           array[(count(*) filter (where d.state = 'NEW'))::integer,
                 (count(*) filter (where d.state = 'QUALIFYING'))::integer,
                 (count(*) filter (where d.state = 'QUALIFIED'))::integer,
                 (count(*) filter (where d.state = 'NURTURING'))::integer,
                 (count(*) filter (where d.state = 'SCHEDULED'))::integer,
                 (count(*) filter (where d.state = 'RESCHEDULED'))::integer,
                 (count(*) filter (where d.state = 'COMPLETED'))::integer,
                 (count(*) filter (where d.state = 'UNQUALIFIED'))::integer,
                 (count(*) filter (where d.state = 'CLOSED'))::integer],
           array[coalesce(sum(d.score) filter (where d.state = 'NEW'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'QUALIFYING'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'QUALIFIED'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'NURTURING'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'SCHEDULED'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'RESCHEDULED'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'COMPLETED'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'UNQUALIFIED'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'CLOSED'), 0)::integer],
           coalesce(array_agg(d.qualifying_s order by d.qualifying_s)
                        filter (where d.qualifying_s is not null), '{}'),
           coalesce(array_agg(d.qualified_s order by d.qualified_s)
                        filter (where d.qualified_s is not null), '{}'),
           coalesce(array_agg(d.scheduled_s order by d.scheduled_s)
                        filter (where d.scheduled_s is not null), '{}'),
           coalesce(array_agg(d.completed_s order by d.completed_s)
                        filter (where d.completed_s is not null), '{}')
      from dated d
     where d.day between p_first_day and p_last_day
     group by 2, 3, 4;
end
$$;

ALTER FUNCTION dom360.lead_cohorts_counted(p_tenant uuid, p_first_day date, p_last_day date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.lead_cohorts_of(p_tenant uuid, p_first_day date, p_last_day date) RETURNS SETOF dom360.lead_cohorts
    LANGUAGE plpgsql STABLE
    AS $$
begin
    return query
    with live as materialized (select * from dom360.days_to_count(p_tenant, p_first_day, p_last_day))
    select c.*
      from dom360.lead_cohorts c
     where c.tenant_id = p_tenant
       and c.week between p_first_day and p_last_day
       and not exists (select from live l where c.week between l.first_day and l.last_day)
    union all
    select c.*
      from live l
     cross join lateral dom360.lead_cohorts_counted(p_tenant, l.first_day, l.last_day) c;
end
$$;

ALTER FUNCTION dom360.lead_cohorts_of(p_tenant uuid, p_first_day date, p_last_day date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.lead_matches(p_tenant uuid, p_lead uuid, p_contact uuid, p_pattern text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select exists (select from dom360.contacts c
                    where c.tenant_id = p_tenant and c.id = p_contact
                      and (c.phone_e164 like p_pattern or c.claimed_phone like p_pattern
                           or dom360.fold_text(c.name) like p_pattern))
           or exists (select from dom360.lead_fields f
                       where f.tenant_id = p_tenant and f.lead_id = p_lead and f.field = 'company'
                         and dom360.fold_text(f.value #>> '{}') like p_pattern)
    $$;

ALTER FUNCTION dom360.lead_matches(p_tenant uuid, p_lead uuid, p_contact uuid, p_pattern text) OWNER TO dom360_owner;

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
    qualifying_at timestamp with time zone,
    qualified_at timestamp with time zone,
    scheduled_at timestamp with time zone,
    completed_at timestamp with time zone,
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

COMMENT ON COLUMN dom360.leads.qualifying_at IS 'When it first became QUALIFYING, as the three columns that follow for their states. Kept by trigger.';

CREATE FUNCTION dom360.lead_narrows(p_lead dom360.leads, p_narrow jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    with lead as (
        select p_lead.state in ('NURTURING', 'UNQUALIFIED', 'CLOSED')
                   and p_lead.completed_at is null as dropped,
               case when p_lead.completed_at is not null then 5
                    when p_lead.scheduled_at is not null then 4
                    when p_lead.qualified_at is not null then 3
                    when p_lead.qualifying_at is not null then 2
                    else 1 end as steps)
    select (p_narrow ->> 'reached' is null
            or case p_narrow ->> 'reached'
                   when 'NEW' then true
                   when 'QUALIFYING' then p_lead.qualifying_at is not null
                   when 'QUALIFIED' then p_lead.qualified_at is not null
                   when 'SCHEDULED' then p_lead.scheduled_at is not null
                   when 'COMPLETED' then p_lead.completed_at is not null end)
           and (p_narrow -> 'dropped' is null or l.dropped)
           and (p_narrow ->> 'dropped_at' is null
                or l.dropped and l.steps = array_position(
                       array['NEW', 'QUALIFYING', 'QUALIFIED', 'SCHEDULED', 'COMPLETED'],
                       p_narrow ->> 'dropped_at'))
           and (p_narrow ->> 'missing' is null
                or l.dropped and case p_narrow ->> 'missing'
                       when 'budget' then p_lead.score_budget * 2 < 25
                       when 'authority' then p_lead.score_authority * 2 < 30
                       when 'pain' then p_lead.score_need * 2 < 35
                       when 'timeline' then p_lead.score_timeline * 2 < 10 end)
      from lead l
    $$;

ALTER FUNCTION dom360.lead_narrows(p_lead dom360.leads, p_narrow jsonb) OWNER TO dom360_owner;

CREATE FUNCTION dom360.lead_state_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    v_actor jsonb := coalesce(nullif(current_setting('app.lead_actor', true), ''), '{}')::jsonb;
begin
    -- erase_personal_data() overwrites the words; the lead, its score and its states stay as they were.
    if current_user = 'dom360_lookup' then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'NEW' then
            raise exception 'a lead begins as NEW, not as %', new.state using errcode = 'DM020';
        end if;
        return new;
    end if;
    if old.merged_into is not null and new.merged_into is not null
       and to_jsonb(old) - 'merged_into' <> to_jsonb(new) - 'merged_into' then
        raise exception 'this lead was merged into another' using errcode = 'DM021';
    end if;
    if new.state = old.state then
        return new;
    end if;
    if new.state <> all (dom360.lead_transitions(old.state)) then
        raise exception 'a lead cannot go from % to %', old.state, new.state using errcode = 'DM020',
            hint = format('From %s it can go to: %s.', old.state,
                          coalesce(nullif(array_to_string(dom360.lead_transitions(old.state), ', '), ''),
                                   'nowhere'));
    end if;
    if new.state = 'QUALIFIED' and v_actor ->> 'kind' = 'agent' and old.criteria_met < 3 then
        raise exception 'QUALIFIED takes three criteria, this lead has %', old.criteria_met
            using errcode = 'DM022';
    end if;
    return new;
end
$$;

ALTER FUNCTION dom360.lead_state_guard() OWNER TO dom360_owner;

CREATE FUNCTION dom360.lead_states() RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select array['NEW', 'QUALIFYING', 'QUALIFIED', 'NURTURING', 'SCHEDULED', 'RESCHEDULED', 'COMPLETED',
                 'UNQUALIFIED', 'CLOSED']
    $$;

ALTER FUNCTION dom360.lead_states() OWNER TO dom360_owner;

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

CREATE FUNCTION dom360.leads_live() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform dom360.note_live_event(new.tenant_id, 'lead', new.id);
    return null;
end
$$;

ALTER FUNCTION dom360.leads_live() OWNER TO dom360_owner;

CREATE FUNCTION dom360.lease_of(p_timeout_ms integer, p_margin_ms integer) RETURNS timestamp with time zone
    LANGUAGE sql
    AS $$
    select clock_timestamp()
           + (least(p_timeout_ms, 3000) + p_timeout_ms + p_margin_ms) * interval '1 millisecond'
    $$;

ALTER FUNCTION dom360.lease_of(p_timeout_ms integer, p_margin_ms integer) OWNER TO dom360_owner;

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
         order by row_number() over (partition by t.tenant_id order by t.lease_until), t.lease_until
         limit least(greatest(p_limit, 1), 1000)
    $$;

ALTER FUNCTION dom360.list_abandoned_turns(p_limit integer) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.list_default_model_prices() RETURNS TABLE(model text, valid_from timestamp with time zone, input bigint, output bigint, cached bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
    select p.model, p.valid_from, p.input, p.output, p.cached from dom360.default_model_prices p
    $$;

ALTER FUNCTION dom360.list_default_model_prices() OWNER TO dom360_lookup;

CREATE FUNCTION dom360.list_latest_messages(p_tenant uuid, p_before_at timestamp with time zone, p_before_id uuid, p_limit integer) RETURNS TABLE(id uuid, conversation_id uuid, inbox_id uuid, agent_type text, message_index integer, role text, content text, created_at timestamp with time zone)
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION dom360.list_latest_messages(p_tenant uuid, p_before_at timestamp with time zone, p_before_id uuid, p_limit integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.list_prices_in_force(p_tenant uuid) RETURNS TABLE(slug text, model text, valid_from timestamp with time zone, input bigint, output bigint, cached bigint)
    LANGUAGE plpgsql
    AS $$
begin
    perform dom360.set_tenant(p_tenant);
    return query
        select t.slug, p.model, p.valid_from, p.input, p.output, p.cached
          from dom360.model_prices p
          join dom360.tenants t on t.id = p.tenant_id
         where p.tenant_id = p_tenant
        union all
        select null, d.model, d.valid_from, d.input, d.output, d.cached
          from dom360.list_default_model_prices() d;
end
$$;

ALTER FUNCTION dom360.list_prices_in_force(p_tenant uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.list_waiting_documents(p_limit integer) RETURNS TABLE(tenant_id uuid, document_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
        select w.tenant_id, w.id
          from (select d.tenant_id, d.id, d.created_at,
                       row_number() over (partition by d.tenant_id order by d.created_at, d.id) as place
                  from dom360.documents d
                 where d.state in ('queued', 'extracting', 'embedding')
                   and coalesce(d.lease_until, '-infinity') < now()) w
         order by w.place, w.created_at
         limit least(greatest(p_limit, 1), 100)
    $$;

ALTER FUNCTION dom360.list_waiting_documents(p_limit integer) OWNER TO dom360_lookup;

CREATE TABLE dom360.budgets (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    scope text NOT NULL,
    inbox_id uuid,
    api_key_id uuid,
    period text NOT NULL,
    kind text NOT NULL,
    max_tokens bigint,
    max_micro_usd bigint,
    warn_percent smallint DEFAULT 80 NOT NULL,
    period_start date NOT NULL,
    used_tokens bigint DEFAULT 0 NOT NULL,
    used_micro_usd bigint DEFAULT 0 NOT NULL,
    held_tokens bigint DEFAULT 0 NOT NULL,
    held_micro_usd bigint DEFAULT 0 NOT NULL,
    usual_tokens bigint DEFAULT 2000 NOT NULL,
    usual_micro_usd bigint DEFAULT 2000 NOT NULL,
    warned_at timestamp with time zone,
    exhausted_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT budgets_check CHECK (((scope = 'inbox'::text) = (inbox_id IS NOT NULL))),
    CONSTRAINT budgets_check1 CHECK (((scope = 'api_key'::text) = (api_key_id IS NOT NULL))),
    CONSTRAINT budgets_check2 CHECK ((num_nonnulls(max_tokens, max_micro_usd) > 0)),
    CONSTRAINT budgets_held_micro_usd_check CHECK ((held_micro_usd >= 0)),
    CONSTRAINT budgets_held_tokens_check CHECK ((held_tokens >= 0)),
    CONSTRAINT budgets_kind_check CHECK ((kind = ANY (ARRAY['soft'::text, 'hard'::text]))),
    CONSTRAINT budgets_max_micro_usd_check CHECK ((max_micro_usd > 0)),
    CONSTRAINT budgets_max_tokens_check CHECK ((max_tokens > 0)),
    CONSTRAINT budgets_period_check CHECK ((period = ANY (ARRAY['day'::text, 'month'::text]))),
    CONSTRAINT budgets_scope_check CHECK ((scope = ANY (ARRAY['tenant'::text, 'inbox'::text, 'api_key'::text]))),
    CONSTRAINT budgets_used_micro_usd_check CHECK ((used_micro_usd >= 0)),
    CONSTRAINT budgets_used_tokens_check CHECK ((used_tokens >= 0)),
    CONSTRAINT budgets_usual_micro_usd_check CHECK ((usual_micro_usd >= 0)),
    CONSTRAINT budgets_usual_tokens_check CHECK ((usual_tokens >= 0)),
    CONSTRAINT budgets_warn_percent_check CHECK (((warn_percent >= 1) AND (warn_percent <= 100)))
)
WITH (fillfactor='50');

ALTER TABLE ONLY dom360.budgets FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.budgets OWNER TO dom360_owner;

COMMENT ON TABLE dom360.budgets IS 'How much may be consumed in a day or a month, by the tenant''s clock; with what was consumed.';

COMMENT ON COLUMN dom360.budgets.api_key_id IS 'Holds for the keys of its rotations, too.';

COMMENT ON COLUMN dom360.budgets.kind IS 'hard: a turn that does not fit is refused before the agent is asked; soft: only told.';

COMMENT ON COLUMN dom360.budgets.period_start IS 'The period that the counters belong to. The first turn of the next one moves it on.';

COMMENT ON COLUMN dom360.budgets.held_tokens IS 'The estimates of the turns that are under way. Given back when a turn ends.';

COMMENT ON COLUMN dom360.budgets.usual_tokens IS 'What one turn is expected to take: rises at once with a larger answer, falls slowly.';

COMMENT ON COLUMN dom360.budgets.warned_at IS 'When warn_percent was passed in this period.';

CREATE FUNCTION dom360.lock_budgets(p_tenant uuid, p_inbox uuid, p_api_key uuid) RETURNS SETOF dom360.budgets
    LANGUAGE sql
    AS $$
    select * from dom360.budgets b
     where b.tenant_id = p_tenant
       and (b.scope = 'tenant'
            or b.inbox_id = p_inbox
            or b.api_key_id is not null
               and b.api_key_id = any (dom360.key_family(p_tenant, p_api_key)))
     order by b.id
       for update
    $$;

ALTER FUNCTION dom360.lock_budgets(p_tenant uuid, p_inbox uuid, p_api_key uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.make_missing_month(p_parent text, p_at timestamp with time zone DEFAULT now()) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    SET lock_timeout TO '1s'
    AS $$
declare
    v_this_month timestamp := date_trunc('month', now() at time zone 'utc');
    v_month timestamp := date_trunc('month', p_at at time zone 'utc');
begin
    if v_month is null or not v_month between v_this_month - interval '1 month'
                                          and v_this_month + interval '1 month' then
        raise exception 'make_missing_month: % is not about now', p_at
            using errcode = 'invalid_parameter_value';
    end if;
    return dom360.make_month(p_parent, v_month::date);
end
$$;

ALTER FUNCTION dom360.make_missing_month(p_parent text, p_at timestamp with time zone) OWNER TO dom360_owner;

CREATE FUNCTION dom360.make_month(p_parent text, p_first date) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
declare
    v_name text := format('%s_%s', p_parent, to_char(p_first, 'YYYY_MM'));
begin
    if p_parent is null or p_parent not in (select t from dom360.split_tables() t) then
        raise exception '% is not split by month', coalesce(p_parent, 'null')
            using errcode = 'invalid_parameter_value';
    end if;
    if exists (select from pg_inherits where inhrelid = to_regclass('dom360.' || quote_ident(v_name))) then
        return false;
    end if;
    -- Two at once: the second waits, then finds the month made.
    execute format('lock table dom360.%I in share update exclusive mode', p_parent);
    if exists (select from pg_inherits where inhrelid = to_regclass('dom360.' || quote_ident(v_name))) then
        return false;
    end if;

    if to_regclass('dom360.' || quote_ident(v_name)) is null then
        execute format('create table dom360.%I (like dom360.%I including all)', v_name, p_parent);
    end if;
    perform dom360.protect_tenant_table(format('dom360.%I', v_name)::regclass);
    execute format(
        'revoke all on dom360.%I from public, dom360_app, dom360_auth, dom360_jobs, dom360_admin', v_name);
    execute format('alter table dom360.%I attach partition dom360.%I for values from (%L) to (%L)',
        p_parent, v_name, p_first || ' 00:00+00', (p_first + interval '1 month')::date || ' 00:00+00');
    return true;
end
$$;

ALTER FUNCTION dom360.make_month(p_parent text, p_first date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.mark_figures(p_tenant uuid, p_moments timestamp with time zone[]) RETURNS void
    LANGUAGE sql
    AS $$
    insert into dom360.figure_marks (tenant_id, at)
    select distinct p_tenant, m.at
      from unnest(p_moments) m (at)
     where m.at < pg_catalog.now() - interval '20 hours'
    $$;

ALTER FUNCTION dom360.mark_figures(p_tenant uuid, p_moments timestamp with time zone[]) OWNER TO dom360_owner;

CREATE FUNCTION dom360.mark_handover() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform dom360.mark_figures(new.tenant_id, array[new.created_at]);
    return null;
end
$$;

ALTER FUNCTION dom360.mark_handover() OWNER TO dom360_owner;

CREATE FUNCTION dom360.mark_lead() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    -- erase_contact() marks the leads of the contact itself.
    if current_user = 'dom360_lookup' then
        return null;
    end if;
    if tg_op = 'INSERT' then
        perform dom360.mark_figures(new.tenant_id,
                                    array[new.created_at, new.qualified_at, new.scheduled_at]);
        return null;
    end if;
    perform dom360.mark_figures(new.tenant_id, array[new.created_at, old.created_at]);
    if row(new.inbox_id, new.merged_into, new.qualified_at, new.scheduled_at)
       is distinct from row(old.inbox_id, old.merged_into, old.qualified_at, old.scheduled_at) then
        perform dom360.mark_figures(new.tenant_id,
            array[new.qualified_at, old.qualified_at, new.scheduled_at, old.scheduled_at]);
    end if;
    return null;
end
$$;

ALTER FUNCTION dom360.mark_lead() OWNER TO dom360_owner;

CREATE FUNCTION dom360.mark_turn() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform dom360.mark_figures(new.tenant_id, array[old.finished_at, new.finished_at, new.created_at]);
    return null;
end
$$;

ALTER FUNCTION dom360.mark_turn() OWNER TO dom360_owner;

CREATE FUNCTION dom360.match_passages(p_tenant uuid, p_question text, p_limit integer) RETURNS TABLE(passage_id uuid, text_match real)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
begin
    if p_tenant is null or p_tenant is distinct from dom360.current_tenant_id() then
        raise exception 'match_passages: not the tenant of this transaction'
            using errcode = 'insufficient_privilege';
    end if;
    return query
    with served as materialized (
        select d.id, d.served_version, d.passages
          from dom360.documents d
         where d.tenant_id = p_tenant and d.served_version is not null),
    known as materialized (
        select greatest(sum(s.passages), 1)::real as passages from served s),
    found as materialized (
        select a.term, f.ids, coalesce(cardinality(f.ids), 0) as met
          from unnest(dom360.search_terms_asked(p_tenant, p_question)) a (term)
         cross join lateral (
               select array_agg(p.id) as ids
                 from dom360.passages p
                 join served s on s.id = p.document_id and s.served_version = p.version
                where p.tenant_id = p_tenant
                  and dom360.search_terms(p.tenant_id, p.heading || ' ' || p.body) @> array[a.term]) f),
    weighed as materialized (
        select w.term, w.ids, w.weight, sum(w.weight) over () as whole,
               w.met > 1000 and sum(w.weight) over (order by w.weight, w.term) <= sum(w.weight) over () / 4
                   as is_common
          from (select f.term, f.ids, f.met,
                       ln(1 + (greatest(k.passages - f.met, 0) + 0.5) / (f.met + 0.5)) as weight
                  from found f
                 cross join known k) w),
    telling as materialized (
        select i.id, sum(w.weight) as weight, min(w.whole) as whole
          from weighed w
         cross join lateral unnest(w.ids) i (id)
         where not w.is_common
         group by i.id
         order by 2 desc, i.id
         limit 1000),
    common as (
        select i.id, w.weight
          from weighed w
         cross join lateral unnest(w.ids) i (id)
         where w.is_common)
    select t.id, ((t.weight + coalesce(sum(c.weight), 0)) / t.whole)::real
      from telling t
      left join common c on c.id = t.id
     group by t.id, t.weight, t.whole
     order by 2 desc, t.id
     limit least(greatest(p_limit, 1), 200);
end
$$;

ALTER FUNCTION dom360.match_passages(p_tenant uuid, p_question text, p_limit integer) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.messages_index() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION dom360.messages_index() OWNER TO dom360_owner;

CREATE FUNCTION dom360.messages_live() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform dom360.note_live_event(new.tenant_id, 'message', new.conversation_id);
    return null;
end
$$;

ALTER FUNCTION dom360.messages_live() OWNER TO dom360_owner;

CREATE FUNCTION dom360.months_ahead() RETURNS TABLE(parent name, ahead integer)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
        select p.parent, coalesce(min(step) filter (where i.inhrelid is null), 24) - 1
          from dom360.split_tables() p (parent)
         cross join generate_series(0, 24) step
          left join pg_inherits i on i.inhrelid = to_regclass(format('dom360.%I', p.parent || to_char(
                    (now() at time zone 'utc') + make_interval(months => step), '_YYYY_MM')))
         group by 1
         order by 1
    $$;

ALTER FUNCTION dom360.months_ahead() OWNER TO dom360_owner;

CREATE FUNCTION dom360.move_audit_start(p_tenant uuid, p_last_gone bigint, p_hash bytea) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
        update dom360.audit_heads h
           set kept_from = p_last_gone + 1, kept_prev = p_hash
         where h.tenant_id = p_tenant and h.kept_from <= p_last_gone
    $$;

ALTER FUNCTION dom360.move_audit_start(p_tenant uuid, p_last_gone bigint, p_hash bytea) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.nearest_passages(p_tenant uuid, p_model text, p_embedding real[], p_limit integer, p_exact boolean) RETURNS TABLE(passage_id uuid, similarity real)
    LANGUAGE plpgsql STABLE
    AS $_$
declare
    v_distance text := pg_catalog.format(
        '(v.embedding::dom360_vector.vector(%1$s)) operator(dom360_vector.<=>) $3::dom360_vector.vector(%1$s)',
        cardinality(p_embedding));
begin
    if not p_exact then
        perform set_config('hnsw.iterative_scan', 'strict_order', true),
                set_config('hnsw.ef_search', '80', true),
                set_config('hnsw.max_scan_tuples', '8000', true);
    end if;
    -- OFFSET 0: each distance is computed once, and no index is taken for the order.
    return query execute pg_catalog.format(
        'select n.passage_id, (1 - n.distance)::real
           from (select v.passage_id, %1$s as distance
                   from dom360.passage_vectors v
                   join dom360.documents d
                     on d.tenant_id = v.tenant_id and d.id = v.document_id
                    and d.served_version = v.version
                  where v.tenant_id = $1 and d.tenant_id = $1 and v.model = $2 and v.dimension = %2$s
                  %3$s) n
          order by n.distance
          limit $4', v_distance, cardinality(p_embedding), case when p_exact then 'offset 0' else '' end)
      using p_tenant, p_model, p_embedding, least(greatest(p_limit, 1), 200);
end
$_$;

ALTER FUNCTION dom360.nearest_passages(p_tenant uuid, p_model text, p_embedding real[], p_limit integer, p_exact boolean) OWNER TO dom360_owner;

CREATE FUNCTION dom360.note_failure(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
declare
    v_turn dom360.turns;
    v_timezone text;
begin
    update dom360.turns t
       set state = 'failed', error_code = p_error_code, error_status = p_error_status,
           finished_at = now()
     where t.tenant_id = p_tenant and t.id = p_turn
       and t.state in ('accepted', 'calling') and t.attempt = p_attempt
    returning t.* into v_turn;
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

ALTER FUNCTION dom360.note_failure(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.note_handover() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    insert into dom360.handovers (tenant_id, conversation_id, inbox_id, agent_type)
    values (new.tenant_id, new.id, new.inbox_id, new.agent_type);
    return null;
end
$$;

ALTER FUNCTION dom360.note_handover() OWNER TO dom360_owner;

CREATE FUNCTION dom360.note_lead_changes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    v_event dom360.lead_events;
begin
    -- erase_personal_data() overwrites the words; the lead, its score and its states stay as they were.
    if current_user = 'dom360_lookup' then
        return null;
    end if;
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
    CONSTRAINT lead_events_check CHECK (((comment IS NULL) OR (kind = 'comment'::text))),
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
    -- erase_personal_data() overwrites the words; the lead, its score and its states stay as they were.
    if current_user = 'dom360_lookup' then
        return null;
    end if;
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

CREATE FUNCTION dom360.note_live_event(p_tenant uuid, p_kind text, p_subject uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    -- What is erased, imported or goes with a cascade is done by roles that may not write here; whoever
    -- begins it tells of it (erase_contact()).
    if current_user not in ('dom360_app', 'dom360_jobs') then
        return;
    end if;
    insert into dom360.live_events (tenant_id, xact, kind, subject_id)
    values (p_tenant, pg_current_xact_id(), p_kind, p_subject);

    if random() < 0.02 then
        -- Skipping what somebody else holds: two who clean up never wait for each other. Found by
        -- their place, which the lock keeps: a join was planned badly once, on old statistics.
        delete from dom360.live_events e
         where e.tenant_id = p_tenant
           and e.ctid = any (array(select o.ctid from dom360.live_events o
                                    where o.tenant_id = p_tenant
                                      and o.created_at < now() - interval '1 hour'
                                    order by o.xact
                                    limit 500
                                      for update skip locked));
    end if;
end
$$;

ALTER FUNCTION dom360.note_live_event(p_tenant uuid, p_kind text, p_subject uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.note_milestones() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.state = old.state then
        return new;
    end if;
    case new.state
        when 'QUALIFYING' then new.qualifying_at := coalesce(new.qualifying_at, clock_timestamp());
        when 'QUALIFIED'  then new.qualified_at := coalesce(new.qualified_at, clock_timestamp());
        when 'SCHEDULED'  then new.scheduled_at := coalesce(new.scheduled_at, clock_timestamp());
        when 'COMPLETED'  then new.completed_at := coalesce(new.completed_at, clock_timestamp());
        else null;
    end case;
    return new;
end
$$;

ALTER FUNCTION dom360.note_milestones() OWNER TO dom360_owner;

CREATE FUNCTION dom360.open_personal_data() RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    v_table record;
begin
    for v_table in
        select t.name, pg_catalog.format('dom360.%I', t.name)::regclass as oid
          from dom360.person_tables(null, null) t
    loop
        if not exists (select from pg_catalog.pg_policy
                        where polrelid = v_table.oid and polname = 'personal_data') then
            execute pg_catalog.format(
                'create policy personal_data on %s for all to dom360_lookup
                     using (tenant_id = (select dom360.current_tenant_id()))
                     with check (tenant_id = (select dom360.current_tenant_id()))', v_table.oid);
        end if;
        perform dom360.grant_columns('select', v_table.oid, array(
            select distinct a.attname::text from pg_catalog.pg_attribute a
              left join pg_catalog.pg_constraint c
                on c.conrelid = a.attrelid and c.contype in ('p', 'f') and a.attnum = any (c.conkey)
             where a.attrelid = v_table.oid and a.attnum > 0
               and (c.oid is not null or (v_table.name, a.attname) in (('conversations', 'closed_at')))
            union select d.column_name from dom360.personal_data() d where d.table_name = v_table.name));
        perform dom360.grant_columns('update', v_table.oid, array(
            select d.column_name from dom360.personal_data() d
             where d.table_name = v_table.name and d.treatment <> 'keep'
            union select e.column_name
              from (values ('conversations', 'status'), ('conversations', 'closed_at'),
                           ('conversations', 'erased_at'), ('contacts', 'anonymised_at'),
                           ('contacts', 'updated_at')) e (table_name, column_name)
             where e.table_name = v_table.name));
    end loop;
end
$$;

ALTER FUNCTION dom360.open_personal_data() OWNER TO dom360_owner;

CREATE FUNCTION dom360.open_secret(p_tenant uuid, p_keys text, p_ciphertext text, p_table text, p_column text) RETURNS text
    LANGUAGE plpgsql
    AS $$
begin
    perform dom360.set_tenant(p_tenant);
    perform dom360.use_encryption_keys(p_keys);
    return dom360.decrypt_sensitive_field(p_ciphertext, p_table, p_column);
end
$$;

ALTER FUNCTION dom360.open_secret(p_tenant uuid, p_keys text, p_ciphertext text, p_table text, p_column text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.open_table_to_bi(p_table regclass, p_columns text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    v_test text := '(tenant_id = (select dom360.bi_tenant_id()))';
begin
    execute pg_catalog.format('drop policy if exists bi_isolation on %s', p_table);
    execute pg_catalog.format('drop policy if exists bi_rows on %s', p_table);
    execute pg_catalog.format(
        'create policy bi_isolation on %s as restrictive for select to dom360_bi using %s',
        p_table, v_test);
    execute pg_catalog.format(
        'create policy bi_rows on %s as permissive for select to dom360_bi using %s',
        p_table, v_test);
    execute pg_catalog.format('grant select (%s) on %s to dom360_bi', p_columns, p_table);
end
$$;

ALTER FUNCTION dom360.open_table_to_bi(p_table regclass, p_columns text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.open_to_purge() RETURNS void
    LANGUAGE plpgsql
    AS $_$
declare
    v_table record;
begin
    for v_table in
        select c.oid::regclass as name, a.attname
          from pg_catalog.pg_class c
          join pg_catalog.pg_attribute a on a.attrelid = c.oid and not a.attisdropped
           and a.attname = case c.relname when 'tenants' then 'id' else 'tenant_id' end
         where c.relnamespace = 'dom360'::regnamespace
           and c.relkind in ('r', 'p') and not c.relispartition
           and not exists (select from pg_catalog.pg_policy p
                            where p.polrelid = c.oid and p.polname = 'purge')
    loop
        execute pg_catalog.format(
            'create policy purge on %s for all to dom360_owner
                 using (%2$I = (select dom360.current_tenant_id()))
                 with check (%2$I = (select dom360.current_tenant_id()))', v_table.name, v_table.attname);
    end loop;
end
$_$;

ALTER FUNCTION dom360.open_to_purge() OWNER TO dom360_owner;

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

CREATE FUNCTION dom360.person_rows(p_tenant uuid, p_contact uuid) RETURNS TABLE(table_name text, content jsonb)
    LANGUAGE plpgsql STABLE
    AS $$
declare
    v_table record;
begin
    for v_table in
        select t.name, t.condition, array(
                   select a.attname::text from pg_catalog.pg_attribute a
                    where a.attrelid = pg_catalog.format('dom360.%I', t.name)::regclass and a.attnum > 0
                      and (a.attname = 'tenant_id' or a.atttypid = 'bytea'::regtype)) as left_out
          from dom360.person_tables(p_tenant, p_contact) t
    loop
        return query execute pg_catalog.format(
            'select %L::text, to_jsonb(r) - %L::text[] from dom360.%I r where %s order by r.id',
            v_table.name, v_table.left_out, v_table.name, v_table.condition);
    end loop;
end
$$;

ALTER FUNCTION dom360.person_rows(p_tenant uuid, p_contact uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.person_tables(p_tenant uuid, p_contact uuid) RETURNS TABLE(name text, condition text)
    LANGUAGE sql STABLE
    AS $$
    with recursive reference as (
        select c.oid, c.conrelid, c.confrelid, child.attname as child_column, parent.attname as parent_column
          from pg_catalog.pg_constraint c
          join pg_catalog.pg_class r on r.oid = c.conrelid and not r.relispartition
          join pg_catalog.pg_namespace n on n.oid = r.relnamespace and n.nspname = 'dom360'
          join pg_catalog.pg_attribute child on child.attrelid = c.conrelid and child.attnum = c.conkey[2]
          join pg_catalog.pg_attribute parent on parent.attrelid = c.confrelid and parent.attnum = c.confkey[2]
         where c.contype = 'f' and cardinality(c.conkey) = 2),
    reached as (
        select 'dom360.contacts'::regclass::oid as oid, array['dom360.contacts'::regclass::oid] as way,
               pg_catalog.format('id = %L', p_contact) as condition
        union all
        select f.conrelid, r.way || f.conrelid,
               pg_catalog.format('%I in (select %I from %s where tenant_id = %L and %s)', f.child_column,
                                 f.parent_column, r.oid::regclass, p_tenant, r.condition) collate "default"
          from reached r
          join reference f on f.confrelid = r.oid
         where f.conrelid <> all (r.way) and cardinality(r.way) < 6)
    select c.relname::text,
           pg_catalog.format('tenant_id = %L and (%s)', p_tenant,
                             string_agg(r.condition, ' or ' order by cardinality(r.way), r.condition))
      from reached r
      join pg_catalog.pg_class c on c.oid = r.oid
     group by c.relname
     order by min(cardinality(r.way)), c.relname
    $$;

ALTER FUNCTION dom360.person_tables(p_tenant uuid, p_contact uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.personal_data() RETURNS TABLE(table_name text, column_name text, treatment text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    values
        ('contacts', 'phone_e164',         'null'),
        ('contacts', 'claimed_phone',      'null'),
        ('contacts', 'name',               'null'),
        ('contacts', 'document_encrypted', 'null'),
        ('contacts', 'document_index',     'null'),
        ('messages', 'content',            'marker'),
        ('messages', 'tool_calls',         'items'),
        ('messages', 'rag_context',        'items'),
        ('messages', 'structured',         'null'),
        ('messages', 'model',              'keep'),
        ('messages', 'price_source',       'keep'),
        ('turns',    'request_id',         'id'),
        ('turns',    'body_hash',          'digest'),
        ('turns',    'agent_type',         'keep'),
        ('turns',    'error_code',         'keep'),
        ('turns',    'held_budgets',       'keep'),
        -- A hash that no token has: the browser of somebody who was erased is a stranger.
        ('web_visitors', 'token_hash',     'digest'),
        ('erasures', 'counts',             'keep'),
        ('conversations', 'handoff_reason', 'null'),
        ('handovers',   'agent_type',      'keep'),
        ('leads',       'source',          'null'),
        ('leads',       'currency',        'keep'),
        ('lead_fields', 'value',           'json'),
        ('lead_events', 'from_state',      'keep'),
        ('lead_events', 'to_state',        'keep'),
        ('lead_events', 'field',           'keep'),
        ('lead_events', 'old',             'null'),
        ('lead_events', 'new',             'null'),
        ('lead_events', 'comment',         'null'),
        ('lead_events', 'actor_id',        'keep'),
        ('agent_tool_calls', 'call_id',    'id'),
        ('agent_tool_calls', 'agent_type', 'keep'),
        ('agent_tool_calls', 'tool',       'keep'),
        ('agent_tool_calls', 'body_hash',  'digest'),
        ('agent_tool_calls', 'error_code', 'keep'),
        ('agent_tool_calls', 'result',     'null')
    $$;

ALTER FUNCTION dom360.personal_data() OWNER TO dom360_owner;

CREATE FUNCTION dom360.personal_treatments() RETURNS TABLE(table_name text, column_name text, treatment text)
    LANGUAGE sql STABLE
    AS $$
    select t.name, a.attname::text, d.treatment
      from dom360.person_tables(null, null) t
      join pg_catalog.pg_attribute a
        on a.attrelid = pg_catalog.format('dom360.%I', t.name)::regclass
       and a.attnum > 0 and not a.attisdropped
      left join dom360.personal_data() d on d.table_name = t.name and d.column_name = a.attname
     where d.treatment is not null
        or a.atttypid <> all (array['uuid', 'bool', 'int2', 'int4', 'int8', 'float4', 'float8', 'numeric',
                                    'date', 'time', 'timestamp', 'timestamptz', 'interval']::regtype[])
       -- A check like `state in ('open', 'closed')` lists all that can stand there.
       and not exists (
           select from pg_catalog.pg_constraint c
            where c.conrelid = a.attrelid and c.contype = 'c' and c.conkey = array[a.attnum]
              and pg_catalog.pg_get_constraintdef(c.oid) ~ '= ANY \(ARRAY\[')
     order by 1, a.attnum
    $$;

ALTER FUNCTION dom360.personal_treatments() OWNER TO dom360_owner;

CREATE FUNCTION dom360.plan_budgets(p_tenant uuid, p_inbox uuid, p_api_key uuid, OUT held_budgets uuid[], OUT held_tokens bigint, OUT held_micro_usd bigint) RETURNS record
    LANGUAGE plpgsql
    AS $$
declare
    v_budget dom360.budgets;
begin
    for v_budget in
        select * from dom360.budgets b
         where b.tenant_id = p_tenant
           and (b.scope = 'tenant'
                or b.inbox_id = p_inbox
                or b.api_key_id is not null
                   and b.api_key_id = any (dom360.key_family(p_tenant, p_api_key)))
         order by b.id
    loop
        perform dom360.refuse_exhausted(v_budget);
        held_budgets := held_budgets || v_budget.id;
        held_tokens := greatest(held_tokens, v_budget.usual_tokens);
        held_micro_usd := greatest(held_micro_usd, v_budget.usual_micro_usd);
    end loop;
end
$$;

ALTER FUNCTION dom360.plan_budgets(p_tenant uuid, p_inbox uuid, p_api_key uuid, OUT held_budgets uuid[], OUT held_tokens bigint, OUT held_micro_usd bigint) OWNER TO dom360_owner;

CREATE FUNCTION dom360.platform_bucket(p_ms integer) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select pg_catalog.width_bucket(p_ms,
        '{11,26,51,101,251,501,1001,2501,10001}'::integer[]) $$;

ALTER FUNCTION dom360.platform_bucket(p_ms integer) OWNER TO dom360_owner;

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

CREATE FUNCTION dom360.purge_order() RETURNS TABLE(name text, keys text[])
    LANGUAGE sql STABLE
    AS $$
    with recursive tables as (
        select c.oid, c.relname
          from pg_catalog.pg_class c
          join pg_catalog.pg_attribute a
            on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
         where c.relnamespace = 'dom360'::regnamespace
           and c.relkind in ('r', 'p') and not c.relispartition),
    reached as (
        select t.oid, array[t.oid] as way from tables t
        union all
        select f.conrelid, r.way || f.conrelid
          from reached r
          join pg_catalog.pg_constraint f on f.confrelid = r.oid and f.contype = 'f'
          join tables t on t.oid = f.conrelid
         where f.conrelid <> all (r.way))
    select t.relname::text,
           array(select pg_catalog.format('%I', k.attname)
                   from pg_catalog.pg_index i
                  cross join unnest(i.indkey::smallint[]) with ordinality key (attnum, place)
                   join pg_catalog.pg_attribute k on k.attrelid = i.indrelid and k.attnum = key.attnum
                  where i.indrelid = t.oid and i.indisprimary
                  order by key.place)
      from tables t
      join reached r on r.oid = t.oid
     group by t.oid, t.relname
     order by t.relname in ('audit_log', 'audit_heads'), max(cardinality(r.way)) desc, t.relname
    $$;

ALTER FUNCTION dom360.purge_order() OWNER TO dom360_owner;

CREATE FUNCTION dom360.purge_tenant(p_tenant uuid, p_limit integer) RETURNS TABLE(counts jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $_$
declare
    v_table record;
    v_rows bigint;
    v_counts jsonb := '{}';
begin
    perform dom360.set_tenant(p_tenant);
    perform from dom360.tenants t
      where t.id = p_tenant and t.kind = 'customer' and t.status = 'deleting' and t.delete_after <= now()
        for update;
    if not found then
        raise exception 'purge_tenant: this company is not to be deleted' using errcode = 'DM004';
    end if;

    for v_table in select p.name, p.keys from dom360.purge_order() p loop
        -- What is deleted writes lines there.
        continue when v_table.name in ('audit_log', 'audit_heads') and v_counts <> '{}';
        continue when v_table.name = 'audit_heads';
        execute format(
            'delete from dom360.%1$I r using (select %2$s from dom360.%1$I where tenant_id = $1 limit $2) o
              where r.tenant_id = $1 and %3$s', v_table.name, array_to_string(v_table.keys, ', '),
            (select string_agg(format('r.%1$s = o.%1$s', k.name), ' and ') from unnest(v_table.keys) k (name)))
          using p_tenant, p_limit;
        get diagnostics v_rows = row_count;
        if v_rows > 0 then
            v_counts := v_counts || jsonb_build_object(v_table.name, v_rows);
        end if;
        -- What these rows refer to waits until all of them are gone.
        exit when v_rows = p_limit;
    end loop;

    if v_counts = '{}' then
        delete from dom360.tenants t where t.id = p_tenant;
        delete from dom360.audit_log a where a.tenant_id = p_tenant;
        delete from dom360.audit_heads h where h.tenant_id = p_tenant;
        v_counts := '{"tenants": 1}';
    end if;
    return query select v_counts;
end
$_$;

ALTER FUNCTION dom360.purge_tenant(p_tenant uuid, p_limit integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.recount_budget(p_tenant uuid, p_budget uuid, p_start date) RETURNS dom360.budgets
    LANGUAGE plpgsql
    AS $$
declare
    v_budget dom360.budgets;
    v_tokens bigint;
    v_micro_usd bigint;
begin
    select * into strict v_budget from dom360.budgets b
     where b.tenant_id = p_tenant and b.id = p_budget;

    if v_budget.scope = 'api_key' then
        v_tokens := case when p_start > v_budget.period_start then 0 else v_budget.used_tokens end;
        v_micro_usd := case when p_start > v_budget.period_start then 0 else v_budget.used_micro_usd end;
    else
        select coalesce(sum(c.total_tokens), 0), coalesce(sum(c.cost_micro_usd), 0)
          into v_tokens, v_micro_usd
          from dom360.consumption_inbox_daily c
         where c.tenant_id = p_tenant
           and (v_budget.inbox_id is null or c.inbox_id = v_budget.inbox_id)
           and c.day >= p_start;
    end if;

    update dom360.budgets b
       set period_start = p_start,
           used_tokens = v_tokens,
           used_micro_usd = v_micro_usd,
           held_tokens = h.tokens,
           held_micro_usd = h.micro_usd,
           warned_at = null,
           exhausted_at = null
      from (select coalesce(sum(t.held_tokens), 0)::bigint as tokens,
                   coalesce(sum(t.held_micro_usd), 0)::bigint as micro_usd
              from dom360.turns t
             where t.tenant_id = p_tenant
               and t.state in ('accepted', 'calling')
               and t.held_budgets @> array[p_budget]) h
     where b.tenant_id = p_tenant and b.id = p_budget
    returning b.* into v_budget;
    return v_budget;
end
$$;

ALTER FUNCTION dom360.recount_budget(p_tenant uuid, p_budget uuid, p_start date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.recount_derived(p_tenant uuid, p_first_day date, p_last_day date) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare
    v_timezone text := (select v.timezone from dom360.account_vars v where v.tenant_id = p_tenant);
    v_from timestamptz := (greatest(p_first_day, dom360.consumption_counted_since(p_tenant))::timestamp
                           at time zone v_timezone) - interval '3 hours';
    v_to timestamptz := ((p_last_day + 1)::timestamp at time zone v_timezone) + interval '3 hours';
    v_off bigint := 0;
    v_more bigint;
begin
    -- Two at once would add the same difference twice: who comes second leaves it to the first.
    if not pg_try_advisory_xact_lock(hashtextextended(format('derived %s', p_tenant), 0)) then
        return 0;
    end if;
    -- Summed first, by one look at the messages: joined row by row, a tenant that nothing is known of
    -- yet (no statistics) was read once for each of its conversations.
    with told as materialized (
        select m.conversation_id, sum(m.total_tokens)::bigint as tokens,
               sum(m.cost_micro_usd)::bigint as cost
          from dom360.messages m
         where m.tenant_id = p_tenant and m.created_at >= v_from
         group by m.conversation_id),
    said as (
        select k.id, date_trunc('month', k.created_at at time zone 'utc')::date as month,
               coalesce(t.tokens, 0) - k.total_tokens as tokens_by,
               coalesce(t.cost, 0) - k.cost_micro_usd as cost_by,
               k.month as month_said
          from dom360.conversations k
          left join told t on t.conversation_id = k.id
         where k.tenant_id = p_tenant and k.created_at >= v_from and k.created_at < v_to),
    wrong as (
        select * from said s
         where s.tokens_by <> 0 or s.cost_by <> 0 or s.month is distinct from s.month_said)
    update dom360.conversations k
       set month = w.month, total_tokens = k.total_tokens + w.tokens_by,
           cost_micro_usd = k.cost_micro_usd + w.cost_by
      from wrong w
     where k.tenant_id = p_tenant and k.id = w.id;
    get diagnostics v_off = row_count;

    with said as (
        select e.lead_id,
               min(e.created_at) filter (where e.to_state = 'QUALIFYING') as qualifying_at,
               min(e.created_at) filter (where e.to_state = 'QUALIFIED') as qualified_at,
               min(e.created_at) filter (where e.to_state = 'SCHEDULED') as scheduled_at,
               min(e.created_at) filter (where e.to_state = 'COMPLETED') as completed_at
          from dom360.lead_events e
         where e.tenant_id = p_tenant and e.created_at >= v_from and e.to_state is not null
         group by e.lead_id)
    update dom360.leads l
       set qualifying_at = coalesce(l.qualifying_at, s.qualifying_at),
           qualified_at = coalesce(l.qualified_at, s.qualified_at),
           scheduled_at = coalesce(l.scheduled_at, s.scheduled_at),
           completed_at = coalesce(l.completed_at, s.completed_at)
      from said s
     where l.tenant_id = p_tenant and l.id = s.lead_id and l.merged_into is null
       and l.created_at >= v_from and l.created_at < v_to
       and (l.qualifying_at is null and s.qualifying_at is not null
            or l.qualified_at is null and s.qualified_at is not null
            or l.scheduled_at is null and s.scheduled_at is not null
            or l.completed_at is null and s.completed_at is not null);
    get diagnostics v_more = row_count;
    return v_off + v_more;
end
$$;

ALTER FUNCTION dom360.recount_derived(p_tenant uuid, p_first_day date, p_last_day date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.reencrypt_field(p_tenant uuid, p_keys text, p_table text, p_column text, p_after uuid, p_limit integer) RETURNS TABLE(last_id uuid, changed integer, unreadable integer)
    LANGUAGE plpgsql
    AS $_$
declare
    v_field record;
    v_row record;
    v_current text := 'v1:' || pg_catalog.split_part(p_keys, ':', 1) || ':';
    v_plaintext text;
    v_replace text;
begin
    perform dom360.set_tenant(p_tenant);
    perform dom360.use_encryption_keys(p_keys);
    select * into strict v_field from dom360.sensitive_fields() f
     where f.table_name = p_table and f.column_name = p_column;
    v_replace := pg_catalog.format(
        'update dom360.%1$I set %2$I = $1' || case when v_field.index_name is null then ''
                                                   else ', %4$I = ($5::bytea[])[1]' end
        || ' where tenant_id = $2 and %3$I = $3 and %2$I = $4',
        v_field.table_name, v_field.column_name, v_field.id_name, v_field.index_name);

    changed := 0;
    unreadable := 0;
    for v_row in execute pg_catalog.format(
            'select %3$I as id, %2$I as stored from dom360.%1$I
              where tenant_id = $1 and %2$I is not null and not starts_with(%2$I, $2)
                and ($3 is null or %3$I > $3)
              order by %3$I limit $4',
            v_field.table_name, v_field.column_name, v_field.id_name)
        using p_tenant, v_current, p_after, p_limit
    loop
        last_id := v_row.id;
        begin
            v_plaintext := dom360.decrypt_sensitive_field(v_row.stored, p_table, p_column);
        exception when sqlstate 'DMS01' then
            unreadable := unreadable + 1;
            continue;
        end;
        execute v_replace
          using dom360.encrypt_sensitive_field(v_plaintext, p_table, p_column), p_tenant, v_row.id,
                v_row.stored, dom360.blind_indexes(v_plaintext, p_table, p_column);
        changed := changed + 1;
    end loop;
    return next;
end
$_$;

ALTER FUNCTION dom360.reencrypt_field(p_tenant uuid, p_keys text, p_table text, p_column text, p_after uuid, p_limit integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.refresh_consumption_summary() RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    SET lock_timeout TO '1min'
    AS $$
begin
    refresh materialized view concurrently dom360_mv.mv_tenant_consumption_summary;
    insert into dom360_mv.refreshes as r values ('mv_tenant_consumption_summary', now())
    on conflict (name) do update set refreshed_at = excluded.refreshed_at;
    return now();
end
$$;

ALTER FUNCTION dom360.refresh_consumption_summary() OWNER TO dom360_mv;

CREATE FUNCTION dom360.refuse_exhausted(p_budget dom360.budgets) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    if p_budget.kind = 'hard'
       and (p_budget.used_tokens + p_budget.held_tokens >= p_budget.max_tokens
            or p_budget.used_micro_usd + p_budget.held_micro_usd >= p_budget.max_micro_usd) then
        raise exception 'budget is exhausted' using errcode = 'DM402', detail = jsonb_build_object(
            'id', p_budget.id,
            'scope', p_budget.scope,
            'period', p_budget.period,
            'resets_at', dom360.budget_period_end(
                p_budget.tenant_id, p_budget.period, p_budget.period_start),
            -- What is only held may come back as soon as the turns under way are answered.
            'only_held', coalesce(p_budget.used_tokens < p_budget.max_tokens, true)
                         and coalesce(p_budget.used_micro_usd < p_budget.max_micro_usd, true));
    end if;
end
$$;

ALTER FUNCTION dom360.refuse_exhausted(p_budget dom360.budgets) OWNER TO dom360_owner;

CREATE FUNCTION dom360.release_budgets(p_tenant uuid, p_turns uuid[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    if not exists (select from dom360.turns t
                    where t.tenant_id = p_tenant and t.id = any (p_turns)
                      and t.held_budgets is not null) then
        return;
    end if;

    perform from dom360.budgets b
      where b.tenant_id = p_tenant
        and b.id in (select unnest(t.held_budgets) from dom360.turns t
                      where t.tenant_id = p_tenant and t.id = any (p_turns))
      order by b.id
        for update;
    update dom360.budgets b
       set held_tokens = greatest(0, b.held_tokens - h.tokens),
           held_micro_usd = greatest(0, b.held_micro_usd - h.micro_usd)
      from (select u.budget_id, sum(t.held_tokens)::bigint as tokens,
                   sum(t.held_micro_usd)::bigint as micro_usd
              from dom360.turns t, unnest(t.held_budgets) u (budget_id)
             where t.tenant_id = p_tenant and t.id = any (p_turns)
             group by u.budget_id) h
     where b.tenant_id = p_tenant
       and b.id = h.budget_id;
    update dom360.turns t
       set held_budgets = null
     where t.tenant_id = p_tenant and t.id = any (p_turns) and t.held_budgets is not null;
end
$$;

ALTER FUNCTION dom360.release_budgets(p_tenant uuid, p_turns uuid[]) OWNER TO dom360_owner;

CREATE FUNCTION dom360.release_encryption_keys() RETURNS text[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
begin
    update dom360.encryption_keys set released_at = now()
     where retired_at is not null and released_at is null;
    return array(select k.key_id from dom360.encryption_keys k where k.released_at is not null order by 1);
end
$$;

ALTER FUNCTION dom360.release_encryption_keys() OWNER TO dom360_owner;

CREATE FUNCTION dom360.rename_tenant(p_tenant uuid, p_name text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
    update dom360.tenants set name = p_name where id = p_tenant;
    $$;

ALTER FUNCTION dom360.rename_tenant(p_tenant uuid, p_name text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.repair_consumption(p_tenant uuid, p_day date) RETURNS TABLE(inbox_id uuid, day date, agent_type text, model text, slot smallint, wrong jsonb)
    LANGUAGE plpgsql
    AS $_$
declare
    v_adds text;
    v_folded boolean := false;
begin
    select string_agg(format('%1$I = c.%1$I + b.%1$I', a.attname), ', ' order by a.attnum)
      into v_adds
      from pg_catalog.pg_attribute a
     where a.attrelid = 'dom360.consumption_inbox_daily'::regclass
       and a.attnum > 0 and not a.attisdropped
       and a.atttypid in ('bigint'::regtype, 'integer'::regtype);

    perform pg_advisory_xact_lock(hashtextextended(format('consumption %s %s', p_tenant, p_day), 0));
    for inbox_id, day, agent_type, model, slot, wrong in
        select * from dom360.consumption_differences(p_tenant, p_day, p_day)
    loop
        if not v_folded then
            perform dom360.fold_consumption(p_tenant, p_day, p_day, true);
            v_folded := true;
        end if;
        insert into dom360.consumption_inbox_daily (tenant_id, inbox_id, day, agent_type, model, slot)
        values (p_tenant, repair_consumption.inbox_id, repair_consumption.day,
                repair_consumption.agent_type, repair_consumption.model, repair_consumption.slot)
        on conflict do nothing;

        execute format(
            'update dom360.consumption_inbox_daily c
                set %s
               from jsonb_populate_record(null::dom360.consumption_inbox_daily, $7) b
              where c.tenant_id = $1 and c.inbox_id = $2 and c.day = $3 and c.agent_type = $4
                and c.model = $5 and c.slot = $6', v_adds)
          using p_tenant, inbox_id, day, agent_type, model, slot, (
            select jsonb_object_agg(a.attname, coalesce((wrong -> a.attname ->> 1)::bigint
                                                      - (wrong -> a.attname ->> 0)::bigint, 0))
              from pg_catalog.pg_attribute a
             where a.attrelid = 'dom360.consumption_inbox_daily'::regclass
               and a.attnum > 0 and not a.attisdropped
               and a.atttypid in ('bigint'::regtype, 'integer'::regtype));
        delete from dom360.consumption_inbox_daily c
         where c.tenant_id = p_tenant and c.inbox_id = repair_consumption.inbox_id
           and c.day = repair_consumption.day and c.agent_type = repair_consumption.agent_type
           and c.model = repair_consumption.model and c.slot = repair_consumption.slot
           and c.messages + c.conversations + c.errors + c.retries = 0;
        return next;
    end loop;
end
$_$;

ALTER FUNCTION dom360.repair_consumption(p_tenant uuid, p_day date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.resume_turn(p_tenant uuid, p_turn uuid, p_body_hash bytea, p_lease_margin_ms integer, p_history integer, p_holder uuid DEFAULT NULL::uuid) RETURNS TABLE(outcome text, turn_id uuid, attempt integer, conversation_id uuid, message_id uuid, message_index integer, message_at timestamp with time zone, context json)
    LANGUAGE plpgsql
    AS $$
declare
    v_turn dom360.turns;
    v_mine boolean;
begin
    select t.* into strict v_turn from dom360.turns t
     where t.tenant_id = p_tenant and t.id = p_turn;

    v_mine := coalesce(v_turn.holder = p_holder, false) and v_turn.state in ('accepted', 'calling');

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
    elsif v_turn.state in ('accepted', 'calling') and v_turn.lease_until >= clock_timestamp()
          and not v_mine then
        outcome := 'running';
    else
        return query select * from dom360.claim_turn(
            p_tenant, p_turn, v_turn.attempt, not v_mine, p_lease_margin_ms, p_history, p_holder);
        return;
    end if;
    return next;
end
$$;

ALTER FUNCTION dom360.resume_turn(p_tenant uuid, p_turn uuid, p_body_hash bytea, p_lease_margin_ms integer, p_history integer, p_holder uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.retention_due() RETURNS TABLE(parent name, month name, first date, archive boolean, attached boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $_$
        with plans as (
            select 'standard' as plan
            union
            select plan from dom360.tenant_plans),
        kept as (
            select p.parent, max(r.months) as months, bool_or(r.archive) as archive
              from dom360.split_tables() p (parent)
             cross join plans
              left join dom360.retention_rules r on r.plan = plans.plan and r.table_name = p.parent
             group by p.parent
            having count(*) = count(r.months)),
        months as (
            select k.parent, c.relname as month, k.archive, k.months,
                   to_date(right(c.relname, 7), 'YYYY_MM') as first,
                   exists (select from pg_inherits i where i.inhrelid = c.oid) as attached
              from kept k
              join pg_class c on c.relnamespace = to_regnamespace('dom360') and c.relkind = 'r'
                             and c.relname ~ ('^' || k.parent || '_\d{4}_\d{2}$'))
        select m.parent, m.month, m.first, m.archive, m.attached
          from months m
         where m.first < date_trunc('month', now() at time zone 'utc') - make_interval(months => m.months)
           and not exists (select from dom360.retention_holds h
                            where h.table_name = m.parent and h.month = m.first and h.until > now())
         order by m.first, m.parent
    $_$;

ALTER FUNCTION dom360.retention_due() OWNER TO dom360_lookup;

CREATE FUNCTION dom360.retire_encryption_keys(p_except text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
begin
    if not exists (select from dom360.encryption_keys k where k.key_id = p_except and k.retired_at is null) then
        raise exception 'the key % may not encrypt', p_except using errcode = 'DMS03';
    end if;
    update dom360.encryption_keys set retired_at = now() where key_id <> p_except and retired_at is null;
end
$$;

ALTER FUNCTION dom360.retire_encryption_keys(p_except text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.roll_budgets(p_tenant uuid) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
declare
    v_budget dom360.budgets;
    v_found boolean := false;
    v_start date;
begin
    for v_budget in
        select * from dom360.budgets b where b.tenant_id = p_tenant order by b.id
    loop
        v_found := true;
        v_start := dom360.budget_period(p_tenant, v_budget.period, now());
        if v_start <> v_budget.period_start then
            -- Once more, now that nobody else can move it on.
            select * into v_budget from dom360.budgets b
             where b.tenant_id = p_tenant and b.id = v_budget.id
               for update;
            if found and v_start <> v_budget.period_start then
                perform dom360.recount_budget(p_tenant, v_budget.id, v_start);
            end if;
        end if;
    end loop;
    return v_found;
end
$$;

ALTER FUNCTION dom360.roll_budgets(p_tenant uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.roll_events(p_tenant uuid, p_kinds text[], p_weeks date[], p_last date) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    delete from dom360.event_days d
     using unnest(p_weeks) w (week)
     where d.tenant_id = p_tenant and d.kind = any (p_kinds) and d.day between w.week and w.week + 6;
    insert into dom360.event_days
    select d.* from unnest(p_weeks) w (week)
     cross join lateral dom360.events_counted(p_tenant, p_kinds, w.week, w.week + 6) d
     where w.week + 6 <= p_last;
end
$$;

ALTER FUNCTION dom360.roll_events(p_tenant uuid, p_kinds text[], p_weeks date[], p_last date) OWNER TO dom360_owner;

CREATE FUNCTION dom360.roll_figures(p_tenant uuid, p_limit integer DEFAULT 26) RETURNS integer
    LANGUAGE plpgsql
    AS $$
declare
    v_timezone text := (select v.timezone from dom360.account_vars v where v.tenant_id = p_tenant);
    v_last date := (now() at time zone v_timezone)::date - 2;
    -- What retention took cannot be counted again: its sums stay.
    v_since date := dom360.consumption_counted_since(p_tenant);
    v_weeks date[];
    v_marks uuid[];
begin
    -- Who comes second leaves it to the first.
    if not pg_try_advisory_xact_lock(hashtextextended(format('figures %s', p_tenant), 0)) then
        return 0;
    end if;
    with due as (
        select date_trunc('week', (m.at at time zone v_timezone)::date::timestamp)::date as week
          from dom360.figure_marks m
         where m.tenant_id = p_tenant
        union
        (select g::date
           from (select least((select min(l.created_at) from dom360.leads l
                                where l.tenant_id = p_tenant and l.merged_into is null),
                              (select min(c.day)::timestamp at time zone v_timezone
                                 from dom360.consumption_inbox_daily c
                                where c.tenant_id = p_tenant)) as at) f
          cross join generate_series(date_trunc('week', f.at at time zone v_timezone),
                                     (v_last - 6)::timestamp, interval '1 week') g
         except
         select w.week from dom360.figure_weeks w where w.tenant_id = p_tenant and w.timezone = v_timezone))
    select array_agg(d.week) into v_weeks from (select week from due order by week limit p_limit) d;
    if v_weeks is null then
        return 0;
    end if;
    v_marks := array(
        select m.id from dom360.figure_marks m
         where m.tenant_id = p_tenant
           and date_trunc('week', (m.at at time zone v_timezone)::date::timestamp)::date = any (v_weeks));

    delete from dom360.lead_cohorts c where c.tenant_id = p_tenant and c.week = any (v_weeks);
    insert into dom360.lead_cohorts
    select c.* from unnest(v_weeks) w (week)
     cross join lateral dom360.lead_cohorts_counted(p_tenant, w.week, w.week + 6) c
     where w.week + 6 <= v_last;
    perform dom360.roll_events(p_tenant, array['qualified', 'scheduled'], v_weeks, v_last);
    perform dom360.roll_events(p_tenant, array['failed', 'repaired', 'handover'],
                               array(select w from unnest(v_weeks) w where w >= v_since), v_last);
    delete from dom360.figure_weeks w
     where w.tenant_id = p_tenant and w.week = any (v_weeks) and w.week + 6 > v_last;
    insert into dom360.figure_weeks (tenant_id, week, timezone)
    select p_tenant, w.week, v_timezone from unnest(v_weeks) w (week) where w.week + 6 <= v_last
    on conflict (tenant_id, week) do update
       set timezone = excluded.timezone, rolled_at = excluded.rolled_at;
    delete from dom360.figure_marks m where m.tenant_id = p_tenant and m.id = any (v_marks);
    return cardinality(v_weeks);
end
$$;

ALTER FUNCTION dom360.roll_figures(p_tenant uuid, p_limit integer) OWNER TO dom360_owner;

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

CREATE FUNCTION dom360.seal(p_text text, p_passphrase text) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
begin
    return translate(encode(dom360_crypto.pgp_sym_encrypt(
        p_text, p_passphrase, 'cipher-algo=aes256, compress-algo=0'), 'base64'), E'\n', '');
end
$$;

ALTER FUNCTION dom360.seal(p_text text, p_passphrase text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.search_terms(p_tenant uuid, p_text text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select coalesce(pg_catalog.array_agg(
               pg_catalog.right(p_tenant::text, 8) || ':' || t.stem order by t.stem), '{}')
      from pg_catalog.unnest(pg_catalog.tsvector_to_array(
               pg_catalog.to_tsvector('pg_catalog.portuguese', dom360.fold_words(p_text)))) t (stem)
    $$;

ALTER FUNCTION dom360.search_terms(p_tenant uuid, p_text text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.search_terms_asked(p_tenant uuid, p_text text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select coalesce(pg_catalog.array_agg(q.term order by q.term), '{}')
      from (select t.term
              from pg_catalog.unnest(dom360.search_terms(p_tenant, p_text)) t (term)
            except
            select w.term
              from pg_catalog.unnest(dom360.search_terms(p_tenant,
                  'nao voce voces ate ja so tambem sao esta estao sera ta to eh pra pro vc vcs tb '
                  'qual quais quanto quanta quantos quantas como onde quando que quem porque por '
                  'oi ola bom boa dia tarde noite obrigado obrigada favor gentileza ai la aqui '
                  'gostaria queria quero saber dizer falar informar preciso precisava pode posso podem '
                  'poderia tem tenho ter existe sobre algum alguma '
                  'what which how when where who why does can could would please the is are do you '
                  'i your my a an of for to in on and or there have has me tell about hello hi'))
                  w (term)
             limit 32) q
    $$;

ALTER FUNCTION dom360.search_terms_asked(p_tenant uuid, p_text text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.secret_binding(p_key_id text, p_table text, p_column text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $_$
declare
    v_tenant uuid := dom360.current_tenant_id();
begin
    if v_tenant is null or (p_table || p_column) !~ '^[a-z0-9_]+$' then
        raise exception 'a secret belongs to a tenant, a table and a column'
            using errcode = 'invalid_parameter_value';
    end if;
    return format('v1|%s|%s|%s.%s|', p_key_id, v_tenant, p_table, p_column);
end
$_$;

ALTER FUNCTION dom360.secret_binding(p_key_id text, p_table text, p_column text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.sensitive_fields() RETURNS TABLE(table_name text, column_name text, id_name text, index_name text)
    LANGUAGE sql IMMUTABLE
    AS $$
        values ('account_vars', 'agent_key_encrypted', 'tenant_id', null),
               ('account_vars', 'crm_token_encrypted', 'tenant_id', null),
               ('account_vars', 'embeddings_key_encrypted', 'tenant_id', null),
               ('inboxes', 'channel_token_encrypted', 'id', null),
               ('contacts', 'document_encrypted', 'id', 'document_index'),
               ('second_factors', 'totp_secret_encrypted', 'user_id', null),
               ('identity_providers', 'client_secret_encrypted', 'tenant_id', null),
               ('agents', 'api_key_encrypted', 'id', null)
    $$;

ALTER FUNCTION dom360.sensitive_fields() OWNER TO dom360_owner;

CREATE FUNCTION dom360.set_actor(p_kind text, p_id text, p_request_id text DEFAULT NULL::text, p_address text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    if p_kind is null or p_kind not in ('user', 'api_key', 'platform', 'worker', 'system') then
        raise exception 'set_actor: no such kind of actor' using errcode = 'invalid_parameter_value';
    end if;
    execute pg_catalog.format('set local app.actor = %L', pg_catalog.jsonb_build_object(
        'kind', p_kind, 'id', pg_catalog.left(p_id, 200),
        'request_id', pg_catalog.left(p_request_id, 200), 'address', pg_catalog.left(p_address, 64)));
end
$$;

ALTER FUNCTION dom360.set_actor(p_kind text, p_id text, p_request_id text, p_address text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.set_conversation_month() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.month := date_trunc('month', new.created_at at time zone 'utc')::date;
    return new;
end
$$;

ALTER FUNCTION dom360.set_conversation_month() OWNER TO dom360_owner;

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

CREATE FUNCTION dom360.set_sign_in_email(p_tenant uuid, p_user uuid, p_email text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
begin
    if p_tenant is null or p_tenant is distinct from dom360.current_tenant_id() then
        raise exception 'set_sign_in_email: not the tenant of this transaction'
            using errcode = 'insufficient_privilege';
    end if;
    if p_email is null then
        delete from dom360.sign_in_emails where tenant_id = p_tenant and user_id = p_user;
    elsif exists (select from dom360.users u
                   where u.tenant_id = p_tenant and u.id = p_user and u.email = p_email) then
        insert into dom360.sign_in_emails (email, tenant_id, user_id) values (p_email, p_tenant, p_user)
            on conflict (email) do nothing;
    end if;
    return found;
end
$$;

ALTER FUNCTION dom360.set_sign_in_email(p_tenant uuid, p_user uuid, p_email text) OWNER TO dom360_lookup;

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

CREATE FUNCTION dom360.similar_passages(p_tenant uuid, p_model text, p_embedding real[], p_passages uuid[]) RETURNS TABLE(passage_id uuid, similarity real)
    LANGUAGE plpgsql STABLE
    AS $_$
begin
    return query execute pg_catalog.format(
        'select v.passage_id,
                (1 - ((v.embedding::dom360_vector.vector(%1$s))
                      operator(dom360_vector.<=>) $3::dom360_vector.vector(%1$s)))::real
           from dom360.passage_vectors v
          where v.tenant_id = $1 and v.model = $2 and v.dimension = %1$s and v.passage_id = any ($4)',
        cardinality(p_embedding))
      using p_tenant, p_model, p_embedding, p_passages;
end
$_$;

ALTER FUNCTION dom360.similar_passages(p_tenant uuid, p_model text, p_embedding real[], p_passages uuid[]) OWNER TO dom360_owner;

CREATE FUNCTION dom360.slot_of(p_conversation uuid) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select (pg_catalog.get_byte(pg_catalog.uuid_send(p_conversation), 15) % 16)::smallint $$;

ALTER FUNCTION dom360.slot_of(p_conversation uuid) OWNER TO dom360_owner;

CREATE FUNCTION dom360.split_tables() RETURNS SETOF name
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
        select c.relname
          from pg_partitioned_table p
          join pg_class c on c.oid = p.partrelid and c.relnamespace = to_regnamespace('dom360')
          join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
         where p.partstrat = 'r' and p.partnatts = 1 and a.attname = 'created_at'
         order by 1
    $$;

ALTER FUNCTION dom360.split_tables() OWNER TO dom360_owner;

CREATE FUNCTION dom360.summary_refreshed_at() RETURNS timestamp with time zone
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
    select r.refreshed_at from dom360_mv.refreshes r where r.name = 'mv_tenant_consumption_summary'
    $$;

ALTER FUNCTION dom360.summary_refreshed_at() OWNER TO dom360_mv;

CREATE FUNCTION dom360.take_budgets(p_tenant uuid, p_budgets uuid[], p_tokens bigint, p_micro_usd bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    v_budget dom360.budgets;
begin
    for v_budget in
        select * from dom360.budgets b
         where b.tenant_id = p_tenant and b.id = any (p_budgets)
         order by b.id
           for update
    loop
        perform dom360.refuse_exhausted(v_budget);
    end loop;

    update dom360.budgets b
       set held_tokens = b.held_tokens + p_tokens,
           held_micro_usd = b.held_micro_usd + p_micro_usd
     where b.tenant_id = p_tenant
       and b.id = any (p_budgets);
end
$$;

ALTER FUNCTION dom360.take_budgets(p_tenant uuid, p_budgets uuid[], p_tokens bigint, p_micro_usd bigint) OWNER TO dom360_owner;

CREATE FUNCTION dom360.take_guess(p_kind text, p_key bytea, p_free integer, p_cap_s integer, p_forget_s integer, p_now timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
declare
    v_row dom360.guesses;
begin
    loop
        select * into v_row from dom360.guesses where kind = p_kind and key_hash = p_key for update;
        exit when found;
        insert into dom360.guesses (kind, key_hash, tries, last_at) values (p_kind, p_key, 0, p_now)
            on conflict (kind, key_hash) do nothing;
        -- Each new one takes two old ones along, so that the table stays small by itself.
        delete from dom360.guesses
         where ctid in (select g.ctid from dom360.guesses g
                         where g.last_at < p_now - interval '2 days'
                         order by g.last_at
                         limit 2
                           for update skip locked);
    end loop;

    if v_row.last_at < p_now - make_interval(secs => p_forget_s) then
        v_row.tries := 0;
    elsif v_row.blocked_until > p_now then
        return greatest(1, ceil(extract(epoch from v_row.blocked_until - p_now)))::integer;
    end if;

    v_row.tries := least(v_row.tries, 1000000) + 1;
    update dom360.guesses
       set tries = v_row.tries,
           last_at = p_now,
           blocked_until = case when v_row.tries >= p_free
               then p_now + make_interval(secs => least(p_cap_s, power(2, least(v_row.tries - p_free, 20))))
           end
     where kind = p_kind
       and key_hash = p_key;
    return 0;
end
$$;

ALTER FUNCTION dom360.take_guess(p_kind text, p_key bytea, p_free integer, p_cap_s integer, p_forget_s integer, p_now timestamp with time zone) OWNER TO dom360_lookup;

CREATE FUNCTION dom360.tell_of_budgets(p_tenant uuid, p_told jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    v_one jsonb;
begin
    for v_one in select o.value from jsonb_array_elements(p_told) o loop
        perform dom360.append_audit(
            p_tenant, v_one ->> 'action', 'budgets', v_one ->> 'id', null, v_one - 'id' - 'action');
    end loop;
end
$$;

ALTER FUNCTION dom360.tell_of_budgets(p_tenant uuid, p_told jsonb) OWNER TO dom360_owner;

CREATE FUNCTION dom360.tell_of_keys() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform pg_notify('dom360_keys', (case tg_table_name when 'tenants' then to_jsonb(old) ->> 'id'
                                                         else to_jsonb(old) ->> 'tenant_id' end));
    return null;
end
$$;

ALTER FUNCTION dom360.tell_of_keys() OWNER TO dom360_owner;

CREATE FUNCTION dom360.turn_context(p_tenant uuid, p_turn uuid, p_history integer) RETURNS json
    LANGUAGE sql STABLE
    AS $$
    select json_build_object(
        'tenant', json_build_object('id', t.id, 'slug', t.slug, 'name', t.name,
                                    'locale', v.locale, 'timezone', v.timezone),
        'endpoint_url', v.agents_endpoint_url,
        'agent_key_encrypted', v.agent_key_encrypted,
        'timeout_ms', v.agents_timeout_ms,
        'lease_until', u.lease_until,
        'rag', json_build_object('enabled', v.rag_enabled, 'top_k', v.rag_top_k,
                                 'match_threshold', v.rag_match_threshold),
        'booking', json_build_object('enabled', v.booking_enabled, 'booking_url', v.booking_url),
        'contact', json_build_object('id', c.id, 'phone', c.phone_e164, 'name', c.name,
                                     'claimed_phone', c.claimed_phone),
        'agent', (
            select row_to_json(chosen) from (
                select a.id, a.name, a.persona, a.tone, a.products, a.locale, a.provider, a.model,
                       a.fallback_model, a.base_url, a.api_key_encrypted, a.temperature,
                       a.max_output_tokens, a.max_tool_calls, a.max_turn_tokens
                  from dom360.agents a
                  left join dom360.inbox_agents i
                    on i.tenant_id = p_tenant and i.agent_id = a.id and i.agent_type = a.agent_type
                   and i.inbox_id = u.inbox_id
                 where a.tenant_id = p_tenant
                   and a.agent_type = u.agent_type
                   and a.archived_at is null
                   and (i.agent_id is not null or a.is_default)
                 order by i.agent_id is null
                 limit 1) chosen),
        'inbox_id', u.inbox_id,
        'inbox', json_build_object(
            'name', b.name, 'open_now', dom360.is_open(b.business_hours, v.timezone, u.user_message_at),
            'away_message', b.away_message),
        'agent_type', u.agent_type,
        'conversation_status', k.status,
        'history', dom360.conversation_history(
            p_tenant, u.conversation_id, k.created_at, u.user_message_index, p_history))
      from dom360.turns u
      join dom360.conversations k on k.tenant_id = p_tenant and k.id = u.conversation_id
      join dom360.contacts c on c.tenant_id = p_tenant and c.id = k.contact_id
      join dom360.tenants t on t.id = p_tenant
      join dom360.account_vars v on v.tenant_id = p_tenant
      join dom360.inboxes b on b.tenant_id = p_tenant and b.id = u.inbox_id
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
    select dom360.lease_of(v.agents_timeout_ms, p_margin_ms)
      from dom360.account_vars v
     where v.tenant_id = p_tenant
    $$;

ALTER FUNCTION dom360.turn_lease(p_tenant uuid, p_margin_ms integer) OWNER TO dom360_owner;

CREATE FUNCTION dom360.unseal(p_sealed text, p_passphrase text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'dom360', 'pg_temp'
    AS $$
declare
    v_message bytea;
begin
    v_message := decode(p_sealed, 'base64');
    if substr(v_message, 1, 4) <> '\xc30d0409' or get_byte(v_message, 15) <> 210 then
        raise exception 'foreign form';
    end if;
    return dom360_crypto.pgp_sym_decrypt(v_message, p_passphrase);
exception when others then
    raise exception 'a secret cannot be read with these keys' using errcode = 'DMS01';
end
$$;

ALTER FUNCTION dom360.unseal(p_sealed text, p_passphrase text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.update_consumption_daily() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

ALTER FUNCTION dom360.update_consumption_daily() OWNER TO dom360_owner;

CREATE FUNCTION dom360.url_origin(p_url text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
    select regexp_replace(lower(substring(btrim(p_url) from '^[^/?#]*//[^/?#]*')),
                          '^(http://.*):80$|^(https://.*):443$', '\1\2')
    $_$;

ALTER FUNCTION dom360.url_origin(p_url text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.use_encryption_keys(p_keys text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    perform pg_catalog.set_config('app.encryption_keys', p_keys, true);
end
$$;

ALTER FUNCTION dom360.use_encryption_keys(p_keys text) OWNER TO dom360_owner;

CREATE FUNCTION dom360.users_role_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if current_user = 'dom360_app' then
        raise exception 'only the platform makes a MASTER' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;

ALTER FUNCTION dom360.users_role_guard() OWNER TO dom360_owner;

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
    agent_key_encrypted text,
    crm_token_encrypted text,
    embeddings_url text,
    embeddings_model text,
    embeddings_dimension integer,
    embeddings_key_encrypted text,
    agent_key_hint text,
    agent_key_at timestamp with time zone,
    crm_url text,
    crm_token_hint text,
    crm_token_at timestamp with time zone,
    counted_timezone text,
    CONSTRAINT account_vars_agent_key_encrypted_check CHECK ((agent_key_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$'::text)),
    CONSTRAINT account_vars_agent_key_hint_check CHECK ((length(agent_key_hint) = 4)),
    CONSTRAINT account_vars_agents_endpoint_url_check CHECK ((agents_endpoint_url ~ '^https?://[^[:space:]]+$'::text)),
    CONSTRAINT account_vars_agents_timeout_ms_check CHECK (((agents_timeout_ms >= 1000) AND (agents_timeout_ms <= 120000))),
    CONSTRAINT account_vars_booking_url_check CHECK ((booking_url ~ '^https?://[^[:space:]]+$'::text)),
    CONSTRAINT account_vars_crm_token_encrypted_check CHECK ((crm_token_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$'::text)),
    CONSTRAINT account_vars_crm_token_hint_check CHECK ((length(crm_token_hint) = 4)),
    CONSTRAINT account_vars_crm_url_check CHECK ((crm_url ~ '^https?://[^[:space:]]+$'::text)),
    CONSTRAINT account_vars_default_agent_type_check CHECK ((default_agent_type = ANY (ARRAY['SDR'::text, 'COPILOT'::text]))),
    CONSTRAINT account_vars_embeddings_check CHECK ((((embeddings_url IS NULL) = (embeddings_model IS NULL)) AND ((embeddings_url IS NULL) = (embeddings_dimension IS NULL)) AND ((embeddings_url IS NOT NULL) OR (embeddings_key_encrypted IS NULL)))),
    CONSTRAINT account_vars_embeddings_dimension_check CHECK (((embeddings_dimension >= 1) AND (embeddings_dimension <= 8192))),
    CONSTRAINT account_vars_embeddings_key_encrypted_check CHECK ((embeddings_key_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$'::text)),
    CONSTRAINT account_vars_embeddings_model_check CHECK ((embeddings_model ~ '^[[:graph:]]{1,200}$'::text)),
    CONSTRAINT account_vars_embeddings_url_check CHECK ((embeddings_url ~ '^https?://[^[:space:]]+$'::text)),
    CONSTRAINT account_vars_rag_match_threshold_check CHECK (((rag_match_threshold >= (0)::double precision) AND (rag_match_threshold <= (1)::double precision))),
    CONSTRAINT account_vars_rag_top_k_check CHECK (((rag_top_k >= 1) AND (rag_top_k <= 20)))
);

ALTER TABLE ONLY dom360.account_vars FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.account_vars OWNER TO dom360_owner;

COMMENT ON TABLE dom360.account_vars IS 'A tenant''s settings: where its agents are and how they work.';

COMMENT ON COLUMN dom360.account_vars.agents_timeout_ms IS 'Total deadline of one agent call, from the first byte sent to the last byte received.';

COMMENT ON COLUMN dom360.account_vars.timezone IS 'IANA name. Consumption is counted by the days of this zone.';

COMMENT ON COLUMN dom360.account_vars.agent_key_encrypted IS 'Sent as a bearer token to agents_endpoint_url, and to no other address.';

COMMENT ON COLUMN dom360.account_vars.crm_token_encrypted IS 'What the tenant''s CRM accepts us by.';

COMMENT ON COLUMN dom360.account_vars.embeddings_url IS 'An OpenAI-compatible service that this tenant''s embeddings come from: without "/embeddings".';

COMMENT ON COLUMN dom360.account_vars.embeddings_key_encrypted IS 'encrypt_sensitive_field(): what that service demands of its callers.';

COMMENT ON COLUMN dom360.account_vars.agent_key_hint IS 'The key''s last four characters, where it is long enough to give them away.';

COMMENT ON COLUMN dom360.account_vars.crm_url IS 'Where the tenant''s CRM is; crm_token goes there only.';

COMMENT ON COLUMN dom360.account_vars.counted_timezone IS 'The zone whose days the older counters are of. Null: the present one. The worker counts them anew.';

CREATE TABLE dom360.agent_tool_calls (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    turn_id uuid NOT NULL,
    call_id text NOT NULL,
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

CREATE TABLE dom360.agents (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    agent_type text NOT NULL,
    name text NOT NULL,
    persona text,
    tone text,
    products text,
    locale text,
    provider text,
    model text,
    fallback_model text,
    base_url text,
    api_key_encrypted text,
    temperature numeric(3,2),
    max_output_tokens integer,
    max_tool_calls integer,
    max_turn_tokens integer,
    is_default boolean DEFAULT false NOT NULL,
    archived_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    api_key_hint text,
    api_key_at timestamp with time zone,
    CONSTRAINT agents_agent_type_check CHECK ((agent_type = ANY (ARRAY['SDR'::text, 'COPILOT'::text]))),
    CONSTRAINT agents_api_key_encrypted_check CHECK ((api_key_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$'::text)),
    CONSTRAINT agents_api_key_hint_check CHECK ((length(api_key_hint) = 4)),
    CONSTRAINT agents_base_url_check CHECK (((base_url ~ '^https?://[^[:space:]]+$'::text) AND (length(base_url) <= 2000))),
    CONSTRAINT agents_check CHECK ((NOT (is_default AND (archived_at IS NOT NULL)))),
    CONSTRAINT agents_check1 CHECK (
CASE
    WHEN (COALESCE(provider, 'builtin'::text) = 'builtin'::text) THEN (COALESCE(model, fallback_model, base_url, api_key_encrypted) IS NULL)
    ELSE (model IS NOT NULL)
END),
    CONSTRAINT agents_check2 CHECK (
CASE
    WHEN (provider = 'bedrock'::text) THEN ((base_url IS NOT NULL) AND (base_url ~ '^https://bedrock-runtime(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/?$'::text))
    ELSE true
END),
    CONSTRAINT agents_fallback_model_check CHECK (((btrim(fallback_model) <> ''::text) AND (length(fallback_model) <= 200))),
    CONSTRAINT agents_locale_check CHECK ((locale ~ '^[a-z]{2}(-[A-Za-z0-9]{2,8})?$'::text)),
    CONSTRAINT agents_max_output_tokens_check CHECK (((max_output_tokens >= 64) AND (max_output_tokens <= 32000))),
    CONSTRAINT agents_max_tool_calls_check CHECK (((max_tool_calls >= 0) AND (max_tool_calls <= 12))),
    CONSTRAINT agents_max_turn_tokens_check CHECK (((max_turn_tokens >= 1000) AND (max_turn_tokens <= 1000000))),
    CONSTRAINT agents_model_check CHECK (((btrim(model) <> ''::text) AND (length(model) <= 200))),
    CONSTRAINT agents_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 80))),
    CONSTRAINT agents_persona_check CHECK ((length(persona) <= 4000)),
    CONSTRAINT agents_products_check CHECK ((length(products) <= 8000)),
    CONSTRAINT agents_provider_check CHECK ((provider = ANY (ARRAY['builtin'::text, 'openai'::text, 'anthropic'::text, 'bedrock'::text, 'google'::text]))),
    CONSTRAINT agents_temperature_check CHECK (((temperature >= (0)::numeric) AND (temperature <= (2)::numeric))),
    CONSTRAINT agents_tone_check CHECK ((length(tone) <= 1000))
);

ALTER TABLE ONLY dom360.agents FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.agents OWNER TO dom360_owner;

COMMENT ON TABLE dom360.agents IS 'A tenant''s SDR or COPILOT: its name, its manner, what it sells, and the model it thinks with.';

COMMENT ON COLUMN dom360.agents.persona IS 'Who the agent is. Goes into its prompt, like tone and products.';

COMMENT ON COLUMN dom360.agents.locale IS 'The prompt''s language; null: the tenant''s.';

COMMENT ON COLUMN dom360.agents.provider IS 'null: the platform''s model. builtin: no model, the built-in policy. openai: any server that speaks OpenAI''s chat completions.';

COMMENT ON COLUMN dom360.agents.fallback_model IS 'Asked at the same provider where the model fails. After it comes the built-in policy.';

COMMENT ON COLUMN dom360.agents.base_url IS 'Where the provider is; null: its own public address. bedrock: the endpoint of a region, always.';

COMMENT ON COLUMN dom360.agents.max_tool_calls IS 'Of one turn; null: the platform''s limit, as everywhere here.';

COMMENT ON COLUMN dom360.agents.is_default IS 'Answers where an inbox names no agent of this type.';

COMMENT ON COLUMN dom360.agents.api_key_hint IS 'The key''s last four characters, where it is long enough to give them away.';

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
    scopes text[] DEFAULT ARRAY['chat'::text, 'read'::text, 'leads:write'::text, 'conversations:write'::text, 'knowledge:write'::text] NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    replaces uuid,
    CONSTRAINT api_keys_key_hash_check CHECK ((octet_length(key_hash) = 32)),
    CONSTRAINT api_keys_name_check CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT api_keys_scopes_check CHECK (((scopes <@ ARRAY['chat'::text, 'read'::text, 'leads:write'::text, 'conversations:write'::text, 'knowledge:write'::text, 'admin'::text, 'platform:read'::text, 'platform:write'::text]) AND (cardinality(scopes) > 0)))
);

ALTER TABLE ONLY dom360.api_keys FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.api_keys OWNER TO dom360_owner;

COMMENT ON TABLE dom360.api_keys IS 'A key with which a program speaks for the tenant. Those of the platform''s own tenant are platform keys.';

COMMENT ON COLUMN dom360.api_keys.scopes IS 'What it may do; access/permissions.py says which endpoints that is.';

COMMENT ON COLUMN dom360.api_keys.last_used_at IS 'Written at most once a minute.';

COMMENT ON COLUMN dom360.api_keys.replaces IS 'The key that this one took over from, in a rotation.';

CREATE TABLE dom360.applied_objects (
    path text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE dom360.applied_objects OWNER TO dom360_owner;

COMMENT ON TABLE dom360.applied_objects IS 'Which text of each function, trigger and view was applied last.';

CREATE TABLE dom360.audit_heads (
    tenant_id uuid NOT NULL,
    seq bigint DEFAULT 0 NOT NULL,
    hash bytea DEFAULT decode(repeat('00'::text, 32), 'hex'::text) NOT NULL,
    kept_from bigint DEFAULT 1 NOT NULL,
    kept_prev bytea DEFAULT decode(repeat('00'::text, 32), 'hex'::text) NOT NULL,
    last_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT audit_heads_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT audit_heads_kept_from_check CHECK ((kept_from > 0)),
    CONSTRAINT audit_heads_kept_prev_check CHECK ((octet_length(kept_prev) = 32)),
    CONSTRAINT audit_heads_seq_check CHECK ((seq >= 0))
);

ALTER TABLE ONLY dom360.audit_heads FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.audit_heads OWNER TO dom360_owner;

COMMENT ON TABLE dom360.audit_heads IS 'Where a tenant''s audit chain ends, and the lock that keeps it one chain.';

COMMENT ON COLUMN dom360.audit_heads.kept_from IS 'The oldest row that is still kept. Whoever detaches old months moves it, with kept_prev.';

COMMENT ON COLUMN dom360.audit_heads.kept_prev IS 'The prev_hash of that row.';

CREATE TABLE dom360.inboxes (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    name text NOT NULL,
    default_agent_type text,
    archived_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    channel_token_encrypted text,
    greeting text,
    away_message text,
    business_hours jsonb,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT inboxes_away_message_check CHECK (((btrim(away_message) <> ''::text) AND (length(away_message) <= 1000))),
    CONSTRAINT inboxes_business_hours_check CHECK ((jsonb_typeof(business_hours) = 'object'::text)),
    CONSTRAINT inboxes_channel_token_encrypted_check CHECK ((channel_token_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$'::text)),
    CONSTRAINT inboxes_default_agent_type_check CHECK ((default_agent_type = ANY (ARRAY['SDR'::text, 'COPILOT'::text]))),
    CONSTRAINT inboxes_greeting_check CHECK (((btrim(greeting) <> ''::text) AND (length(greeting) <= 1000))),
    CONSTRAINT inboxes_name_check CHECK ((btrim(name) <> ''::text))
);

ALTER TABLE ONLY dom360.inboxes FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.inboxes OWNER TO dom360_owner;

COMMENT ON TABLE dom360.inboxes IS 'A place where contacts write to a tenant.';

COMMENT ON COLUMN dom360.inboxes.channel_token_encrypted IS 'What the channel behind this inbox (a messenger, a mail server) accepts us by.';

COMMENT ON COLUMN dom360.inboxes.greeting IS 'What a contact sees before the first message.';

COMMENT ON COLUMN dom360.inboxes.away_message IS 'What a contact is told outside the business hours.';

COMMENT ON COLUMN dom360.inboxes.business_hours IS 'By weekday ("monday"), spans like {"from": "09:00", "to": "18:00"} of the tenant''s time zone. Null: always open.';

CREATE VIEW dom360.bi_conversations WITH (security_invoker='true', security_barrier='true') AS
 SELECT k.id AS conversation_id,
    k.inbox_id,
    i.name AS inbox,
    k.contact_id,
    k.agent_type,
    k.status,
    k.last_message_index AS messages,
    k.created_at AS started_at,
    k.last_message_at,
    k.closed_at,
    k.total_tokens,
    (((k.cost_micro_usd)::numeric / 1000000.0))::numeric(18,6) AS cost_usd
   FROM (dom360.conversations k
     JOIN dom360.inboxes i ON (((i.tenant_id = k.tenant_id) AND (i.id = k.inbox_id))))
  WHERE ((k.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (i.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

ALTER VIEW dom360.bi_conversations OWNER TO dom360_owner;

CREATE VIEW dom360.bi_cost_by_day WITH (security_invoker='true', security_barrier='true') AS
 SELECT c.day,
    c.inbox_id,
    i.name AS inbox,
    c.agent_type,
    c.model,
    (sum(c.answers))::bigint AS answers,
    (sum(c.unpriced_answers))::bigint AS unpriced_answers,
    ((sum(c.cost_micro_usd) / 1000000.0))::numeric(18,6) AS cost_usd
   FROM (dom360.consumption_inbox_daily c
     JOIN dom360.inboxes i ON (((i.tenant_id = c.tenant_id) AND (i.id = c.inbox_id))))
  WHERE ((c.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (i.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (c.answers > 0))
  GROUP BY c.day, c.inbox_id, i.name, c.agent_type, c.model;

ALTER VIEW dom360.bi_cost_by_day OWNER TO dom360_owner;

CREATE VIEW dom360.bi_errors_by_day WITH (security_invoker='true', security_barrier='true') AS
 SELECT ((t.finished_at AT TIME ZONE v.timezone))::date AS day,
    t.inbox_id,
    i.name AS inbox,
    t.agent_type,
    t.error_code,
    count(*) AS errors
   FROM ((dom360.turns t
     JOIN dom360.inboxes i ON (((i.tenant_id = t.tenant_id) AND (i.id = t.inbox_id))))
     JOIN dom360.account_vars v ON ((v.tenant_id = t.tenant_id)))
  WHERE ((t.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (i.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (v.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (t.state = 'failed'::text))
  GROUP BY (((t.finished_at AT TIME ZONE v.timezone))::date), t.inbox_id, i.name, t.agent_type, t.error_code;

ALTER VIEW dom360.bi_errors_by_day OWNER TO dom360_owner;

CREATE VIEW dom360.bi_funnel_by_week WITH (security_invoker='true', security_barrier='true') AS
 SELECT (date_trunc('week'::text, (((l.created_at AT TIME ZONE v.timezone))::date)::timestamp without time zone))::date AS week,
    l.inbox_id,
    i.name AS inbox,
    l.source,
    count(*) AS leads,
    count(l.qualifying_at) AS qualifying,
    count(l.qualified_at) AS qualified,
    count(l.scheduled_at) AS scheduled,
    count(l.completed_at) AS completed,
    count(*) FILTER (WHERE ((l.state = ANY (ARRAY['NURTURING'::text, 'UNQUALIFIED'::text, 'CLOSED'::text])) AND (l.completed_at IS NULL))) AS dropped,
    sum(l.score) AS score
   FROM ((dom360.leads l
     JOIN dom360.inboxes i ON (((i.tenant_id = l.tenant_id) AND (i.id = l.inbox_id))))
     JOIN dom360.account_vars v ON ((v.tenant_id = l.tenant_id)))
  WHERE ((l.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (i.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (v.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (l.merged_into IS NULL))
  GROUP BY ((date_trunc('week'::text, (((l.created_at AT TIME ZONE v.timezone))::date)::timestamp without time zone))::date), l.inbox_id, i.name, l.source;

ALTER VIEW dom360.bi_funnel_by_week OWNER TO dom360_owner;

CREATE TABLE dom360.handovers (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    conversation_id uuid NOT NULL,
    inbox_id uuid NOT NULL,
    agent_type text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT handovers_agent_type_check CHECK ((agent_type = ANY (ARRAY['SDR'::text, 'COPILOT'::text])))
);

ALTER TABLE ONLY dom360.handovers FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.handovers OWNER TO dom360_owner;

COMMENT ON TABLE dom360.handovers IS 'Each time a conversation went from its agent to a person, written by trigger. Only added to.';

CREATE VIEW dom360.bi_handovers_by_day WITH (security_invoker='true', security_barrier='true') AS
 SELECT ((h.created_at AT TIME ZONE v.timezone))::date AS day,
    h.inbox_id,
    i.name AS inbox,
    h.agent_type,
    count(*) AS handovers
   FROM ((dom360.handovers h
     JOIN dom360.inboxes i ON (((i.tenant_id = h.tenant_id) AND (i.id = h.inbox_id))))
     JOIN dom360.account_vars v ON ((v.tenant_id = h.tenant_id)))
  WHERE ((h.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (i.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (v.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)))
  GROUP BY (((h.created_at AT TIME ZONE v.timezone))::date), h.inbox_id, i.name, h.agent_type;

ALTER VIEW dom360.bi_handovers_by_day OWNER TO dom360_owner;

CREATE VIEW dom360.bi_leads WITH (security_invoker='true', security_barrier='true') AS
 SELECT l.id AS lead_id,
    l.contact_id,
    l.inbox_id,
    i.name AS inbox,
    l.source,
    l.state,
    l.score,
    l.score_budget,
    l.score_authority,
    l.score_need,
    l.score_timeline,
    l.outcome,
    ((l.value_cents)::numeric / 100.0) AS value,
    l.currency,
    l.created_at,
    l.qualifying_at,
    l.qualified_at,
    l.scheduled_at,
    l.completed_at,
    l.meeting_at,
    ((l.state = ANY (ARRAY['NURTURING'::text, 'UNQUALIFIED'::text, 'CLOSED'::text])) AND (l.completed_at IS NULL)) AS dropped
   FROM (dom360.leads l
     JOIN dom360.inboxes i ON (((i.tenant_id = l.tenant_id) AND (i.id = l.inbox_id))))
  WHERE ((l.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (i.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (l.merged_into IS NULL));

ALTER VIEW dom360.bi_leads OWNER TO dom360_owner;

CREATE TABLE dom360.bi_logins (
    role_name name NOT NULL,
    tenant_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY dom360.bi_logins FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.bi_logins OWNER TO dom360_owner;

COMMENT ON TABLE dom360.bi_logins IS 'Directory: the one tenant of a BI login. Read by bi_tenant_id() and nobody else.';

CREATE VIEW dom360.bi_performance_by_day WITH (security_invoker='true', security_barrier='true') AS
 SELECT c.day,
    c.inbox_id,
    i.name AS inbox,
    c.agent_type,
    c.model,
    (sum(c.answers))::bigint AS answers,
    (sum(c.latency_ms_sum))::bigint AS agent_ms,
    (sum(c.platform_ms_sum))::bigint AS platform_ms,
    (sum(c.first_ms_sum))::bigint AS first_ms,
    sum(c.agent_ms_100) AS agent_ms_100,
    sum(c.agent_ms_250) AS agent_ms_250,
    sum(c.agent_ms_500) AS agent_ms_500,
    sum(c.agent_ms_1000) AS agent_ms_1000,
    sum(c.agent_ms_2000) AS agent_ms_2000,
    sum(c.agent_ms_3000) AS agent_ms_3000,
    sum(c.agent_ms_5000) AS agent_ms_5000,
    sum(c.agent_ms_8000) AS agent_ms_8000,
    sum(c.agent_ms_12000) AS agent_ms_12000,
    sum(c.agent_ms_20000) AS agent_ms_20000,
    sum(c.agent_ms_30000) AS agent_ms_30000,
    sum(c.agent_ms_60000) AS agent_ms_60000,
    sum(c.agent_ms_more) AS agent_ms_more,
    sum(c.platform_ms_10) AS platform_ms_10,
    sum(c.platform_ms_25) AS platform_ms_25,
    sum(c.platform_ms_50) AS platform_ms_50,
    sum(c.platform_ms_100) AS platform_ms_100,
    sum(c.platform_ms_250) AS platform_ms_250,
    sum(c.platform_ms_500) AS platform_ms_500,
    sum(c.platform_ms_1000) AS platform_ms_1000,
    sum(c.platform_ms_2500) AS platform_ms_2500,
    sum(c.platform_ms_10000) AS platform_ms_10000,
    sum(c.platform_ms_more) AS platform_ms_more,
    sum(c.first_ms_100) AS first_ms_100,
    sum(c.first_ms_250) AS first_ms_250,
    sum(c.first_ms_500) AS first_ms_500,
    sum(c.first_ms_1000) AS first_ms_1000,
    sum(c.first_ms_2000) AS first_ms_2000,
    sum(c.first_ms_3000) AS first_ms_3000,
    sum(c.first_ms_5000) AS first_ms_5000,
    sum(c.first_ms_8000) AS first_ms_8000,
    sum(c.first_ms_12000) AS first_ms_12000,
    sum(c.first_ms_20000) AS first_ms_20000,
    sum(c.first_ms_30000) AS first_ms_30000,
    sum(c.first_ms_60000) AS first_ms_60000,
    sum(c.first_ms_more) AS first_ms_more
   FROM (dom360.consumption_inbox_daily c
     JOIN dom360.inboxes i ON (((i.tenant_id = c.tenant_id) AND (i.id = c.inbox_id))))
  WHERE ((c.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (i.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (c.answers > 0))
  GROUP BY c.day, c.inbox_id, i.name, c.agent_type, c.model;

ALTER VIEW dom360.bi_performance_by_day OWNER TO dom360_owner;

CREATE VIEW dom360.bi_turns WITH (security_invoker='true', security_barrier='true') AS
 SELECT id AS turn_id,
    conversation_id,
    inbox_id,
    agent_type,
    state,
    attempt AS attempts,
    error_code,
    latency_ms,
    created_at AS started_at,
    finished_at
   FROM dom360.turns t
  WHERE (tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id));

ALTER VIEW dom360.bi_turns OWNER TO dom360_owner;

CREATE VIEW dom360.bi_usage_by_day WITH (security_invoker='true', security_barrier='true') AS
 SELECT c.day,
    c.inbox_id,
    i.name AS inbox,
    c.agent_type,
    c.model,
    (sum(c.conversations))::bigint AS conversations,
    (sum(c.messages))::bigint AS messages,
    (sum(c.answers))::bigint AS answers,
    (sum(c.errors))::bigint AS errors,
    (sum(c.retries))::bigint AS retries,
    (sum(c.grounded_answers))::bigint AS grounded_answers,
    (sum(c.input_tokens))::bigint AS input_tokens,
    (sum(c.output_tokens))::bigint AS output_tokens,
    (sum(c.cached_tokens))::bigint AS cached_tokens,
    (sum(c.total_tokens))::bigint AS total_tokens,
    (sum(c.latency_ms_sum))::bigint AS agent_ms,
    (sum(c.platform_ms_sum))::bigint AS platform_ms,
    (sum(c.knowledge_misses))::bigint AS knowledge_misses
   FROM (dom360.consumption_inbox_daily c
     JOIN dom360.inboxes i ON (((i.tenant_id = c.tenant_id) AND (i.id = c.inbox_id))))
  WHERE ((c.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)) AND (i.tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)))
  GROUP BY c.day, c.inbox_id, i.name, c.agent_type, c.model;

ALTER VIEW dom360.bi_usage_by_day OWNER TO dom360_owner;

CREATE TABLE dom360.canned_answers (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    shortcut text NOT NULL,
    content text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT canned_answers_content_check CHECK (((btrim(content) <> ''::text) AND (length(content) <= 8000))),
    CONSTRAINT canned_answers_shortcut_check CHECK ((shortcut ~ '^[a-z0-9][a-z0-9_-]{0,39}$'::text))
);

ALTER TABLE ONLY dom360.canned_answers FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.canned_answers OWNER TO dom360_owner;

COMMENT ON TABLE dom360.canned_answers IS 'A ready answer, inserted by typing / and its shortcut.';

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
    (sum(latency_ms_sum))::bigint AS latency_ms_sum,
    (sum(conversations))::bigint AS conversations,
    (sum(retries))::bigint AS retries,
    (sum(unpriced_answers))::bigint AS unpriced_answers,
    (sum(grounded_answers))::bigint AS grounded_answers,
    (sum(platform_ms_sum))::bigint AS platform_ms_sum,
    sum(agent_ms_100) AS agent_ms_100,
    sum(agent_ms_250) AS agent_ms_250,
    sum(agent_ms_500) AS agent_ms_500,
    sum(agent_ms_1000) AS agent_ms_1000,
    sum(agent_ms_2000) AS agent_ms_2000,
    sum(agent_ms_3000) AS agent_ms_3000,
    sum(agent_ms_5000) AS agent_ms_5000,
    sum(agent_ms_8000) AS agent_ms_8000,
    sum(agent_ms_12000) AS agent_ms_12000,
    sum(agent_ms_20000) AS agent_ms_20000,
    sum(agent_ms_30000) AS agent_ms_30000,
    sum(agent_ms_60000) AS agent_ms_60000,
    sum(agent_ms_more) AS agent_ms_more,
    sum(platform_ms_10) AS platform_ms_10,
    sum(platform_ms_25) AS platform_ms_25,
    sum(platform_ms_50) AS platform_ms_50,
    sum(platform_ms_100) AS platform_ms_100,
    sum(platform_ms_250) AS platform_ms_250,
    sum(platform_ms_500) AS platform_ms_500,
    sum(platform_ms_1000) AS platform_ms_1000,
    sum(platform_ms_2500) AS platform_ms_2500,
    sum(platform_ms_10000) AS platform_ms_10000,
    sum(platform_ms_more) AS platform_ms_more,
    (sum(knowledge_misses))::bigint AS knowledge_misses,
    (sum(first_ms_sum))::bigint AS first_ms_sum,
    sum(first_ms_100) AS first_ms_100,
    sum(first_ms_250) AS first_ms_250,
    sum(first_ms_500) AS first_ms_500,
    sum(first_ms_1000) AS first_ms_1000,
    sum(first_ms_2000) AS first_ms_2000,
    sum(first_ms_3000) AS first_ms_3000,
    sum(first_ms_5000) AS first_ms_5000,
    sum(first_ms_8000) AS first_ms_8000,
    sum(first_ms_12000) AS first_ms_12000,
    sum(first_ms_20000) AS first_ms_20000,
    sum(first_ms_30000) AS first_ms_30000,
    sum(first_ms_60000) AS first_ms_60000,
    sum(first_ms_more) AS first_ms_more
   FROM dom360.consumption_inbox_daily
  GROUP BY tenant_id, inbox_id, day, agent_type, model;

ALTER VIEW dom360.consumption_daily OWNER TO dom360_owner;

CREATE TABLE dom360.consumption_proofs (
    tenant_id uuid NOT NULL,
    proven_at timestamp with time zone DEFAULT now() NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    days_before integer DEFAULT 0 NOT NULL,
    rows_off integer NOT NULL,
    off jsonb NOT NULL,
    CONSTRAINT consumption_proofs_days_before_check CHECK ((days_before >= 0)),
    CONSTRAINT consumption_proofs_off_check CHECK ((jsonb_typeof(off) = 'object'::text)),
    CONSTRAINT consumption_proofs_rows_off_check CHECK ((rows_off >= 0))
);

ALTER TABLE ONLY dom360.consumption_proofs FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.consumption_proofs OWNER TO dom360_owner;

COMMENT ON TABLE dom360.consumption_proofs IS 'What the last comparison of all counters with the messages found.';

COMMENT ON COLUMN dom360.consumption_proofs.off IS 'By how much each counter says too much (below zero: too little): empty where all agree.';

CREATE TABLE dom360.contacts (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    phone_e164 text,
    name text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    document_encrypted text,
    document_index bytea,
    anonymised_at timestamp with time zone,
    named_at timestamp with time zone,
    claimed_phone text,
    archived_at timestamp with time zone,
    CONSTRAINT contacts_check CHECK (((document_encrypted IS NULL) = (document_index IS NULL))),
    CONSTRAINT contacts_document_encrypted_check CHECK ((document_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$'::text)),
    CONSTRAINT contacts_document_index_check CHECK ((octet_length(document_index) = 32)),
    CONSTRAINT contacts_name_check CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT contacts_phone_e164_check CHECK ((phone_e164 ~ '^\+[1-9][0-9]{6,14}$'::text))
);

ALTER TABLE ONLY dom360.contacts FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.contacts OWNER TO dom360_owner;

COMMENT ON TABLE dom360.contacts IS 'A person who writes to a tenant.';

COMMENT ON COLUMN dom360.contacts.phone_e164 IS 'Null once the person was erased.';

COMMENT ON COLUMN dom360.contacts.document_encrypted IS 'A number that the state gave this person (CPF, passport), without ornaments.';

COMMENT ON COLUMN dom360.contacts.document_index IS 'HMAC of the document, bound to the tenant: finds a contact by it without decrypting any.';

COMMENT ON COLUMN dom360.contacts.anonymised_at IS 'When the person was erased. Whoever writes from that number again is a new contact.';

COMMENT ON COLUMN dom360.contacts.named_at IS 'When a person of the tenant entered the name. From then on no caller''s name replaces it.';

COMMENT ON COLUMN dom360.contacts.claimed_phone IS 'What a visitor of the web chat typed as their number. Nobody has checked it, so it finds and joins nothing; phone_e164 is then a number that belongs to nobody.';

COMMENT ON COLUMN dom360.contacts.archived_at IS 'When somebody of the tenant took the contact out of the list; its next message brings it back.';

CREATE TABLE dom360.conversation_labels (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    conversation_id uuid NOT NULL,
    label_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY dom360.conversation_labels FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.conversation_labels OWNER TO dom360_owner;

COMMENT ON TABLE dom360.conversation_labels IS 'Which labels a conversation has.';

CREATE TABLE dom360.conversation_reads (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    user_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    read_index integer NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT conversation_reads_read_index_check CHECK ((read_index >= 0))
)
WITH (fillfactor='80');

ALTER TABLE ONLY dom360.conversation_reads FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.conversation_reads OWNER TO dom360_owner;

COMMENT ON TABLE dom360.conversation_reads IS 'How far a person has read a conversation.';

COMMENT ON COLUMN dom360.conversation_reads.user_id IS 'No foreign key: people of the platform read here too, and their row is in another tenant.';

CREATE TABLE dom360.default_model_prices (
    model text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    input bigint NOT NULL,
    output bigint NOT NULL,
    cached bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT default_model_prices_cached_check CHECK (((cached >= 0) AND (cached <= '10000000000'::bigint))),
    CONSTRAINT default_model_prices_input_check CHECK (((input >= 0) AND (input <= '10000000000'::bigint))),
    CONSTRAINT default_model_prices_model_check CHECK (((model <> ''::text) AND (length(model) <= 200))),
    CONSTRAINT default_model_prices_output_check CHECK (((output >= 0) AND (output <= '10000000000'::bigint)))
);

ALTER TABLE dom360.default_model_prices OWNER TO dom360_owner;

COMMENT ON TABLE dom360.default_model_prices IS 'What a model costs every tenant without a price of its own: micro-USD for a million tokens.';

CREATE TABLE dom360.document_files (
    tenant_id uuid NOT NULL,
    document_id uuid NOT NULL,
    version integer NOT NULL,
    "position" integer NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT document_files_position_check CHECK (("position" >= 0)),
    CONSTRAINT document_files_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY dom360.document_files ALTER COLUMN content SET STORAGE EXTERNAL;

ALTER TABLE ONLY dom360.document_files FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.document_files OWNER TO dom360_owner;

COMMENT ON TABLE dom360.document_files IS 'The bytes as they came, in pieces, so that any worker can read them, now and later.';

CREATE TABLE dom360.documents (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    name text NOT NULL,
    source_kind text NOT NULL,
    url text,
    media_type text,
    sha256 bytea,
    bytes integer,
    version integer DEFAULT 1 NOT NULL,
    served_version integer,
    state text DEFAULT 'queued'::text NOT NULL,
    error_code text,
    progress_done integer DEFAULT 0 NOT NULL,
    progress_total integer DEFAULT 0 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone,
    passages integer DEFAULT 0 NOT NULL,
    embedding_model text,
    embedding_dimension integer,
    uploaded_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    indexed_at timestamp with time zone,
    CONSTRAINT documents_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT documents_bytes_check CHECK ((bytes >= 0)),
    CONSTRAINT documents_check CHECK (((source_kind = 'url'::text) = (url IS NOT NULL))),
    CONSTRAINT documents_check1 CHECK (((state = 'failed'::text) = (error_code IS NOT NULL))),
    CONSTRAINT documents_check2 CHECK ((served_version <= version)),
    CONSTRAINT documents_embedding_dimension_check CHECK (((embedding_dimension >= 1) AND (embedding_dimension <= 8192))),
    CONSTRAINT documents_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 300))),
    CONSTRAINT documents_passages_check CHECK ((passages >= 0)),
    CONSTRAINT documents_progress_done_check CHECK ((progress_done >= 0)),
    CONSTRAINT documents_progress_total_check CHECK ((progress_total >= 0)),
    CONSTRAINT documents_sha256_check CHECK ((octet_length(sha256) = 32)),
    CONSTRAINT documents_source_kind_check CHECK ((source_kind = ANY (ARRAY['file'::text, 'url'::text]))),
    CONSTRAINT documents_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'extracting'::text, 'embedding'::text, 'ready'::text, 'failed'::text]))),
    CONSTRAINT documents_url_check CHECK ((url ~ '^https?://[^[:space:]]+$'::text)),
    CONSTRAINT documents_version_check CHECK ((version > 0))
)
WITH (fillfactor='70');

ALTER TABLE ONLY dom360.documents FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.documents OWNER TO dom360_owner;

COMMENT ON TABLE dom360.documents IS 'A file or page that agents may answer from. Its row is also its job: state, lease, attempts, progress.';

COMMENT ON COLUMN dom360.documents.version IS 'Counts uploads of this name. Passages of an older one are found until the newer is ready.';

COMMENT ON COLUMN dom360.documents.served_version IS 'The version that searches find. Null: none yet.';

COMMENT ON COLUMN dom360.documents.lease_until IS 'Who works on it has until then to say more. Null while nobody does. In a failed try: when to try again.';

COMMENT ON COLUMN dom360.documents.passages IS 'How many passages searches find.';

COMMENT ON COLUMN dom360.documents.embedding_model IS 'Whose numbers the passages carry that searches find. Null: they are found by words only.';

CREATE TABLE dom360.encryption_keys (
    key_id text NOT NULL,
    canary text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    retired_at timestamp with time zone,
    released_at timestamp with time zone,
    CONSTRAINT encryption_keys_check CHECK (((released_at IS NULL) OR (retired_at IS NOT NULL))),
    CONSTRAINT encryption_keys_key_id_check CHECK ((key_id ~ '^[a-z0-9][a-z0-9_-]{0,31}$'::text))
);

ALTER TABLE dom360.encryption_keys OWNER TO dom360_owner;

COMMENT ON TABLE dom360.encryption_keys IS 'The keys that stored secrets were encrypted with, never the keys themselves.';

COMMENT ON COLUMN dom360.encryption_keys.retired_at IS 'From here on it encrypts nothing any more.';

COMMENT ON COLUMN dom360.encryption_keys.released_at IS 'No secret needs it any more: it may be taken out of DOM360_ENCRYPTION_KEYS.';

CREATE TABLE dom360.figure_marks (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY dom360.figure_marks FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.figure_marks OWNER TO dom360_owner;

COMMENT ON TABLE dom360.figure_marks IS 'The week of this moment has changed since it was added up: until the worker has been there, it is counted.';

CREATE TABLE dom360.figure_weeks (
    tenant_id uuid NOT NULL,
    week date NOT NULL,
    timezone text NOT NULL,
    rolled_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT figure_weeks_week_check CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
);

ALTER TABLE ONLY dom360.figure_weeks FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.figure_weeks OWNER TO dom360_owner;

COMMENT ON TABLE dom360.figure_weeks IS 'The weeks that are added up in lead_cohorts and event_days, also those in which nothing happened.';

COMMENT ON COLUMN dom360.figure_weeks.timezone IS 'Whose days they are. A week of another time zone than the tenant''s is counted anew.';

CREATE TABLE dom360.guesses (
    kind text NOT NULL,
    key_hash bytea NOT NULL,
    tries integer NOT NULL,
    last_at timestamp with time zone NOT NULL,
    blocked_until timestamp with time zone,
    CONSTRAINT guesses_key_hash_check CHECK ((octet_length(key_hash) = 32)),
    CONSTRAINT guesses_kind_check CHECK ((kind = ANY (ARRAY['account'::text, 'device'::text, 'address'::text, 'code'::text, 'link'::text])))
);

ALTER TABLE dom360.guesses OWNER TO dom360_owner;

COMMENT ON TABLE dom360.guesses IS 'How often somebody tried to sign in lately, by account, browser and network address.';

CREATE TABLE dom360.identity_providers (
    tenant_id uuid NOT NULL,
    issuer text NOT NULL,
    client_id text NOT NULL,
    client_secret_encrypted text,
    allowed_domains text[] DEFAULT '{}'::text[] NOT NULL,
    new_people_role text,
    enabled boolean DEFAULT true NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT identity_providers_client_id_check CHECK ((btrim(client_id) <> ''::text)),
    CONSTRAINT identity_providers_client_secret_encrypted_check CHECK ((client_secret_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$'::text)),
    CONSTRAINT identity_providers_issuer_check CHECK ((issuer ~ '^https?://[^[:space:]?#]+$'::text)),
    CONSTRAINT identity_providers_new_people_role_check CHECK ((new_people_role = ANY (ARRAY['TENANT_ADMIN'::text, 'TENANT_USER'::text, 'VIEWER'::text])))
);

ALTER TABLE ONLY dom360.identity_providers FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.identity_providers OWNER TO dom360_owner;

COMMENT ON TABLE dom360.identity_providers IS 'Where a tenant''s people sign in with their company''s account (OpenID Connect).';

COMMENT ON COLUMN dom360.identity_providers.allowed_domains IS 'Domains of e-mail addresses that may come in that way. Empty: any that the provider vouches for.';

COMMENT ON COLUMN dom360.identity_providers.new_people_role IS 'Who is not known yet becomes that. Null: only people who are here already, or invited.';

CREATE TABLE dom360.inbox_agents (
    tenant_id uuid NOT NULL,
    inbox_id uuid NOT NULL,
    agent_type text NOT NULL,
    agent_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY dom360.inbox_agents FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.inbox_agents OWNER TO dom360_owner;

COMMENT ON TABLE dom360.inbox_agents IS 'Which agent answers in an inbox: one a type. An archived agent counts as none.';

CREATE TABLE dom360.invitations (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    token_hash bytea NOT NULL,
    invited_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    revoked_at timestamp with time zone,
    user_id uuid,
    CONSTRAINT invitations_check CHECK (((accepted_at IS NULL) = (user_id IS NULL))),
    CONSTRAINT invitations_email_check CHECK (((email = lower(email)) AND (email ~~ '%_@_%'::text))),
    CONSTRAINT invitations_name_check CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT invitations_role_check CHECK ((role = ANY (ARRAY['TENANT_ADMIN'::text, 'TENANT_USER'::text, 'VIEWER'::text]))),
    CONSTRAINT invitations_token_hash_check CHECK ((octet_length(token_hash) = 32))
);

ALTER TABLE ONLY dom360.invitations FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.invitations OWNER TO dom360_owner;

COMMENT ON TABLE dom360.invitations IS 'Somebody who may become a person of the tenant, by a link. Addresses are not reserved: who has the link has it first.';

COMMENT ON COLUMN dom360.invitations.invited_by IS 'Null: an operator''s command, or a person of the platform.';

COMMENT ON COLUMN dom360.invitations.user_id IS 'Who came of it.';

CREATE TABLE dom360.known_devices (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT known_devices_token_hash_check CHECK ((octet_length(token_hash) = 32))
);

ALTER TABLE ONLY dom360.known_devices FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.known_devices OWNER TO dom360_owner;

COMMENT ON TABLE dom360.known_devices IS 'Browsers in which a person signed in before: others'' guesses at the password do not slow them down there.';

CREATE TABLE dom360.labels (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    name text NOT NULL,
    color text DEFAULT 'gray'::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT labels_color_check CHECK ((color = ANY (ARRAY['gray'::text, 'petrol'::text, 'clay'::text, 'red'::text, 'green'::text, 'blue'::text, 'violet'::text, 'yellow'::text]))),
    CONSTRAINT labels_name_check CHECK (((btrim(name) <> ''::text) AND (length(name) <= 40)))
);

ALTER TABLE ONLY dom360.labels FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.labels OWNER TO dom360_owner;

COMMENT ON TABLE dom360.labels IS 'A word that a tenant''s people put on conversations.';

CREATE TABLE dom360.lead_fields (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
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

CREATE TABLE dom360.live_events (
    tenant_id uuid NOT NULL,
    xact xid8 NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT live_events_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'conversation'::text, 'lead'::text])))
);

ALTER TABLE ONLY dom360.live_events FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.live_events OWNER TO dom360_owner;

COMMENT ON TABLE dom360.live_events IS 'What changed a moment ago, ids only: open screens catch up from here.';

COMMENT ON COLUMN dom360.live_events.subject_id IS 'The conversation or the lead.';

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
    platform_ms integer,
    price_source text,
    author_user_id uuid,
    first_token_ms integer,
    knowledge_miss boolean DEFAULT false NOT NULL,
    CONSTRAINT messages_agent_type_check CHECK ((agent_type = ANY (ARRAY['SDR'::text, 'COPILOT'::text]))),
    CONSTRAINT messages_cached_tokens_check CHECK (((cached_tokens >= 0) AND (cached_tokens <= 10000000))),
    CONSTRAINT messages_check CHECK (((content <> ''::text) OR (visibility = 'internal'::text))),
    CONSTRAINT messages_cost_micro_usd_check CHECK (((cost_micro_usd >= 0) AND (cost_micro_usd <= '1000000000000'::bigint))),
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

COMMENT ON COLUMN dom360.messages.platform_ms IS 'How long the turn took beside the agent: from the question''s arrival to the stored answer, without latency_ms.';

COMMENT ON COLUMN dom360.messages.price_source IS 'Where the price behind cost_micro_usd came from; null where no price was known.';

COMMENT ON COLUMN dom360.messages.author_user_id IS 'Who wrote it, where a person of the tenant did.';

COMMENT ON COLUMN dom360.messages.first_token_ms IS 'From asking the agent to its first words, where they were streamed to somebody.';

COMMENT ON COLUMN dom360.messages.knowledge_miss IS 'The agent searched the knowledge base and named no passage. Kept here, because an erased contact''s messages forget their tools'' names.';

CREATE TABLE dom360.model_prices (
    tenant_id uuid NOT NULL,
    model text NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    input bigint NOT NULL,
    output bigint NOT NULL,
    cached bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT model_prices_cached_check CHECK (((cached >= 0) AND (cached <= '10000000000'::bigint))),
    CONSTRAINT model_prices_input_check CHECK (((input >= 0) AND (input <= '10000000000'::bigint))),
    CONSTRAINT model_prices_model_check CHECK (((model <> ''::text) AND (length(model) <= 200))),
    CONSTRAINT model_prices_output_check CHECK (((output >= 0) AND (output <= '10000000000'::bigint)))
);

ALTER TABLE ONLY dom360.model_prices FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.model_prices OWNER TO dom360_owner;

COMMENT ON TABLE dom360.model_prices IS 'What a model costs this tenant, from a moment on: micro-USD for a million tokens.';

COMMENT ON COLUMN dom360.model_prices.cached IS 'For input tokens that the provider had cached. They are a part of the input.';

CREATE TABLE dom360.one_time_tokens (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    kind text NOT NULL,
    user_id uuid,
    token_hash bytea NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT one_time_tokens_check CHECK (((kind = 'oidc'::text) OR (user_id IS NOT NULL))),
    CONSTRAINT one_time_tokens_kind_check CHECK ((kind = ANY (ARRAY['password_reset'::text, 'second_factor'::text, 'oidc'::text]))),
    CONSTRAINT one_time_tokens_token_hash_check CHECK ((octet_length(token_hash) = 32))
);

ALTER TABLE ONLY dom360.one_time_tokens FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.one_time_tokens OWNER TO dom360_owner;

COMMENT ON TABLE dom360.one_time_tokens IS 'Half-done things that end within the hour: a password reset, the second step of a sign-in, a visit to an identity provider.';

CREATE TABLE dom360.passage_vectors (
    tenant_id uuid NOT NULL,
    passage_id uuid NOT NULL,
    model text NOT NULL,
    document_id uuid NOT NULL,
    version integer NOT NULL,
    dimension integer NOT NULL,
    embedding real[] NOT NULL,
    CONSTRAINT passage_vectors_check CHECK ((cardinality(embedding) = dimension)),
    CONSTRAINT passage_vectors_dimension_check CHECK (((dimension >= 1) AND (dimension <= 8192))),
    CONSTRAINT passage_vectors_model_check CHECK ((model <> ''::text))
);

ALTER TABLE ONLY dom360.passage_vectors FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.passage_vectors OWNER TO dom360_owner;

COMMENT ON TABLE dom360.passage_vectors IS 'What a passage means, as the numbers of one embedding model. While a tenant changes models, of two.';

CREATE TABLE dom360.passages (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    document_id uuid NOT NULL,
    version integer NOT NULL,
    "position" integer NOT NULL,
    heading text DEFAULT ''::text NOT NULL,
    body text NOT NULL,
    CONSTRAINT passages_body_check CHECK ((body <> ''::text)),
    CONSTRAINT passages_position_check CHECK (("position" >= 0)),
    CONSTRAINT passages_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY dom360.passages FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.passages OWNER TO dom360_owner;

COMMENT ON TABLE dom360.passages IS 'A part of a document that can stand for itself as an answer.';

COMMENT ON COLUMN dom360.passages.heading IS 'The headings above it, as a path: Planos > Preços.';

CREATE TABLE dom360.platform_defaults (
    id boolean DEFAULT true NOT NULL,
    locale text DEFAULT 'pt-BR'::text NOT NULL,
    timezone text DEFAULT 'America/Sao_Paulo'::text NOT NULL,
    plan text DEFAULT 'standard'::text NOT NULL,
    default_agent_type text DEFAULT 'SDR'::text NOT NULL,
    agents_timeout_ms integer DEFAULT 30000 NOT NULL,
    rag_enabled boolean DEFAULT true NOT NULL,
    rag_top_k integer DEFAULT 5 NOT NULL,
    rag_match_threshold real DEFAULT 0.5 NOT NULL,
    delete_grace_days integer DEFAULT 30 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT platform_defaults_agents_timeout_ms_check CHECK (((agents_timeout_ms >= 1000) AND (agents_timeout_ms <= 120000))),
    CONSTRAINT platform_defaults_default_agent_type_check CHECK ((default_agent_type = ANY (ARRAY['SDR'::text, 'COPILOT'::text]))),
    CONSTRAINT platform_defaults_delete_grace_days_check CHECK (((delete_grace_days >= 1) AND (delete_grace_days <= 365))),
    CONSTRAINT platform_defaults_id_check CHECK (id),
    CONSTRAINT platform_defaults_plan_check CHECK ((plan ~ '^[a-z][a-z0-9_-]{0,31}$'::text)),
    CONSTRAINT platform_defaults_rag_match_threshold_check CHECK (((rag_match_threshold >= (0)::double precision) AND (rag_match_threshold <= (1)::double precision))),
    CONSTRAINT platform_defaults_rag_top_k_check CHECK (((rag_top_k >= 1) AND (rag_top_k <= 20))),
    CONSTRAINT platform_defaults_timezone_check CHECK ((('2000-01-01 00:00:00'::timestamp without time zone AT TIME ZONE timezone) IS NOT NULL))
);

ALTER TABLE dom360.platform_defaults OWNER TO dom360_owner;

COMMENT ON TABLE dom360.platform_defaults IS 'What a new company''s settings begin with, and how long a deleted one can be taken back. One row.';

CREATE TABLE dom360.recovery_codes (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    user_id uuid NOT NULL,
    code_hash bytea NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT recovery_codes_code_hash_check CHECK ((octet_length(code_hash) = 32))
);

ALTER TABLE ONLY dom360.recovery_codes FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.recovery_codes OWNER TO dom360_owner;

COMMENT ON TABLE dom360.recovery_codes IS 'For who lost their second factor. Each is good once.';

CREATE TABLE dom360.report_mails (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    week date NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    tries integer DEFAULT 1 NOT NULL,
    try_after timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT report_mails_check CHECK (((state = ANY (ARRAY['sent'::text, 'refused'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT report_mails_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'handing'::text, 'sent'::text, 'refused'::text]))),
    CONSTRAINT report_mails_tries_check CHECK ((tries > 0)),
    CONSTRAINT report_mails_week_check CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
);

ALTER TABLE ONLY dom360.report_mails FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.report_mails OWNER TO dom360_owner;

COMMENT ON TABLE dom360.report_mails IS 'The weekly report of one week to one person.';

COMMENT ON COLUMN dom360.report_mails.try_after IS 'While it waits: when somebody else may take it up, because whoever has it is gone.';

CREATE TABLE dom360.report_subscriptions (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    token uuid DEFAULT gen_random_uuid() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY dom360.report_subscriptions FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.report_subscriptions OWNER TO dom360_owner;

COMMENT ON TABLE dom360.report_subscriptions IS 'A person who wants the weekly report by mail.';

COMMENT ON COLUMN dom360.report_subscriptions.token IS 'Stands in the mails'' link for ending them, and can do nothing else.';

CREATE TABLE dom360.retention_drops (
    table_name name NOT NULL,
    gone_before timestamp with time zone NOT NULL
);

ALTER TABLE dom360.retention_drops OWNER TO dom360_owner;

COMMENT ON TABLE dom360.retention_drops IS 'Up to when whole months of a table were dropped.';

CREATE TABLE dom360.retention_holds (
    table_name name NOT NULL,
    month date NOT NULL,
    until timestamp with time zone NOT NULL,
    CONSTRAINT retention_holds_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);

ALTER TABLE dom360.retention_holds OWNER TO dom360_owner;

COMMENT ON TABLE dom360.retention_holds IS 'Months that retention leaves alone for a while: an archive that was brought back.';

CREATE TABLE dom360.retention_marks (
    tenant_id uuid NOT NULL,
    table_name name NOT NULL,
    gone_before timestamp with time zone NOT NULL
);

ALTER TABLE ONLY dom360.retention_marks FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.retention_marks OWNER TO dom360_owner;

COMMENT ON TABLE dom360.retention_marks IS 'Up to when rows of one tenant were deleted, whose plan keeps less than the others.';

CREATE TABLE dom360.retention_rules (
    plan text NOT NULL,
    table_name name NOT NULL,
    months integer NOT NULL,
    archive boolean DEFAULT true NOT NULL,
    CONSTRAINT retention_rules_months_check CHECK (((months >= 1) AND (months <= 1200))),
    CONSTRAINT retention_rules_plan_check CHECK ((plan ~ '^[a-z][a-z0-9_-]{0,31}$'::text))
);

ALTER TABLE dom360.retention_rules OWNER TO dom360_owner;

COMMENT ON TABLE dom360.retention_rules IS 'How many months a plan keeps of a table that is split by month. No row: kept forever.';

COMMENT ON COLUMN dom360.retention_rules.months IS 'Whole months before the present one. The rule of messages holds for turns, too.';

COMMENT ON COLUMN dom360.retention_rules.archive IS 'Whether whole months go to a file before they are dropped (`dom360 db retain --apply`).';

CREATE TABLE dom360.second_factors (
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL,
    totp_secret_encrypted text NOT NULL,
    confirmed_at timestamp with time zone,
    last_step bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT second_factors_totp_secret_encrypted_check CHECK ((totp_secret_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$'::text))
);

ALTER TABLE ONLY dom360.second_factors FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.second_factors OWNER TO dom360_owner;

COMMENT ON TABLE dom360.second_factors IS 'What makes a person''s codes (TOTP, RFC 6238).';

COMMENT ON COLUMN dom360.second_factors.confirmed_at IS 'Null until a first code proved that the person has it.';

COMMENT ON COLUMN dom360.second_factors.last_step IS 'The 30 seconds of the latest code that was accepted: no code is accepted twice, nor an older one.';

CREATE TABLE dom360.sessions (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    user_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    acting_tenant_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    user_agent text,
    address text,
    last_seen_at timestamp with time zone,
    acting_reason text,
    acting_until timestamp with time zone,
    CONSTRAINT sessions_acting_reason_check CHECK (((btrim(acting_reason) <> ''::text) AND (length(acting_reason) <= 500))),
    CONSTRAINT sessions_address_check CHECK ((length(address) <= 64)),
    CONSTRAINT sessions_token_hash_check CHECK ((octet_length(token_hash) = 32)),
    CONSTRAINT sessions_user_agent_check CHECK ((length(user_agent) <= 300))
);

ALTER TABLE ONLY dom360.sessions FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.sessions OWNER TO dom360_owner;

COMMENT ON TABLE dom360.sessions IS 'A signed-in browser.';

COMMENT ON COLUMN dom360.sessions.acting_tenant_id IS 'The tenant that a MASTER works in. Null for everybody else: they work in their own.';

COMMENT ON COLUMN dom360.sessions.last_seen_at IS 'Written at most once a minute.';

COMMENT ON COLUMN dom360.sessions.acting_until IS 'When the MASTER is out of acting_tenant_id again. Null counts as over.';

CREATE TABLE dom360.sign_in_emails (
    email text NOT NULL,
    tenant_id uuid NOT NULL,
    user_id uuid NOT NULL
);

ALTER TABLE ONLY dom360.sign_in_emails FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.sign_in_emails OWNER TO dom360_owner;

COMMENT ON TABLE dom360.sign_in_emails IS 'Directory: whose address this is. Unique over all tenants, so that an address is enough to sign in.';

CREATE MATERIALIZED VIEW dom360_mv.mv_tenant_consumption_summary AS
 SELECT tenant_id,
    (date_trunc('month'::text, (day)::timestamp without time zone))::date AS month,
    agent_type,
    model,
    (sum(conversations))::bigint AS conversations,
    (sum(messages))::bigint AS messages,
    (sum(answers))::bigint AS answers,
    (sum(errors))::bigint AS errors,
    (sum(retries))::bigint AS retries,
    (sum(unpriced_answers))::bigint AS unpriced_answers,
    (sum(grounded_answers))::bigint AS grounded_answers,
    (sum(input_tokens))::bigint AS input_tokens,
    (sum(output_tokens))::bigint AS output_tokens,
    (sum(cached_tokens))::bigint AS cached_tokens,
    (sum(total_tokens))::bigint AS total_tokens,
    (sum(cost_micro_usd))::bigint AS cost_micro_usd,
    (sum(latency_ms_sum))::bigint AS latency_ms_sum,
    (sum(platform_ms_sum))::bigint AS platform_ms_sum,
    sum(agent_ms_100) AS agent_ms_100,
    sum(agent_ms_250) AS agent_ms_250,
    sum(agent_ms_500) AS agent_ms_500,
    sum(agent_ms_1000) AS agent_ms_1000,
    sum(agent_ms_2000) AS agent_ms_2000,
    sum(agent_ms_3000) AS agent_ms_3000,
    sum(agent_ms_5000) AS agent_ms_5000,
    sum(agent_ms_8000) AS agent_ms_8000,
    sum(agent_ms_12000) AS agent_ms_12000,
    sum(agent_ms_20000) AS agent_ms_20000,
    sum(agent_ms_30000) AS agent_ms_30000,
    sum(agent_ms_60000) AS agent_ms_60000,
    sum(agent_ms_more) AS agent_ms_more,
    sum(platform_ms_10) AS platform_ms_10,
    sum(platform_ms_25) AS platform_ms_25,
    sum(platform_ms_50) AS platform_ms_50,
    sum(platform_ms_100) AS platform_ms_100,
    sum(platform_ms_250) AS platform_ms_250,
    sum(platform_ms_500) AS platform_ms_500,
    sum(platform_ms_1000) AS platform_ms_1000,
    sum(platform_ms_2500) AS platform_ms_2500,
    sum(platform_ms_10000) AS platform_ms_10000,
    sum(platform_ms_more) AS platform_ms_more
   FROM dom360.consumption_inbox_daily
  GROUP BY tenant_id, (date_trunc('month'::text, (day)::timestamp without time zone)), agent_type, model
  WITH NO DATA;

ALTER MATERIALIZED VIEW dom360_mv.mv_tenant_consumption_summary OWNER TO dom360_mv;

COMMENT ON MATERIALIZED VIEW dom360_mv.mv_tenant_consumption_summary IS 'Consumption by tenant, month, agent type and model. Read it through dom360.tenant_consumption_summary.';

CREATE VIEW dom360.tenant_consumption_summary WITH (security_barrier='true') AS
 SELECT tenant_id,
    month,
    agent_type,
    model,
    conversations,
    messages,
    answers,
    errors,
    retries,
    unpriced_answers,
    grounded_answers,
    input_tokens,
    output_tokens,
    cached_tokens,
    total_tokens,
    cost_micro_usd,
    latency_ms_sum,
    platform_ms_sum,
    agent_ms_100,
    agent_ms_250,
    agent_ms_500,
    agent_ms_1000,
    agent_ms_2000,
    agent_ms_3000,
    agent_ms_5000,
    agent_ms_8000,
    agent_ms_12000,
    agent_ms_20000,
    agent_ms_30000,
    agent_ms_60000,
    agent_ms_more,
    platform_ms_10,
    platform_ms_25,
    platform_ms_50,
    platform_ms_100,
    platform_ms_250,
    platform_ms_500,
    platform_ms_1000,
    platform_ms_2500,
    platform_ms_10000,
    platform_ms_more
   FROM dom360_mv.mv_tenant_consumption_summary
  WHERE (tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id));

ALTER VIEW dom360.tenant_consumption_summary OWNER TO dom360_mv;

CREATE TABLE dom360.tenant_plans (
    tenant_id uuid NOT NULL,
    plan text NOT NULL,
    CONSTRAINT tenant_plans_plan_check CHECK ((plan ~ '^[a-z][a-z0-9_-]{0,31}$'::text))
);

ALTER TABLE ONLY dom360.tenant_plans FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.tenant_plans OWNER TO dom360_owner;

COMMENT ON TABLE dom360.tenant_plans IS 'The plan of a tenant. No row: the plan named standard.';

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
    status_reason text,
    suspended_at timestamp with time zone,
    delete_after timestamp with time zone,
    CONSTRAINT tenants_kind_check CHECK ((kind = ANY (ARRAY['customer'::text, 'platform'::text]))),
    CONSTRAINT tenants_name_check CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT tenants_slug_check CHECK ((slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'::text)),
    CONSTRAINT tenants_status_reason_check CHECK (((btrim(status_reason) <> ''::text) AND (length(status_reason) <= 500)))
);

ALTER TABLE ONLY dom360.tenants FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.tenants OWNER TO dom360_owner;

COMMENT ON TABLE dom360.tenants IS 'A company. The one tenant of kind ''platform'' is home to the platform''s own people (MASTER).';

COMMENT ON COLUMN dom360.tenants.status_reason IS 'Why it is suspended or deleted, in the words of the platform''s administrator.';

COMMENT ON COLUMN dom360.tenants.suspended_at IS 'Since when it is suspended. Stays while it is deleting: taken back, it is suspended again.';

COMMENT ON COLUMN dom360.tenants.delete_after IS 'When the worker may delete everything of a tenant that is deleting.';

CREATE TABLE dom360.user_identities (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    user_id uuid NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY dom360.user_identities FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.user_identities OWNER TO dom360_owner;

COMMENT ON TABLE dom360.user_identities IS 'Who a person is at an identity provider. From the first sign-in on it counts, not the e-mail address.';

CREATE TABLE dom360.users (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    password_hash text,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    locale text,
    removed_at timestamp with time zone,
    CONSTRAINT users_email_check CHECK (((email = lower(email)) AND (email ~~ '%_@_%'::text))),
    CONSTRAINT users_locale_check CHECK ((locale = ANY (ARRAY['pt-BR'::text, 'en'::text]))),
    CONSTRAINT users_name_check CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT users_removed_are_disabled CHECK (((removed_at IS NULL) OR (disabled_at IS NOT NULL))),
    CONSTRAINT users_role_check CHECK ((role = ANY (ARRAY['MASTER'::text, 'TENANT_ADMIN'::text, 'TENANT_USER'::text, 'VIEWER'::text])))
);

ALTER TABLE ONLY dom360.users FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.users OWNER TO dom360_owner;

COMMENT ON TABLE dom360.users IS 'A person who signs in.';

COMMENT ON COLUMN dom360.users.password_hash IS 'Null for who signs in through an identity provider only.';

COMMENT ON COLUMN dom360.users.locale IS 'The language of their pages. Null: their company''s.';

CREATE TABLE dom360.web_chats (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    inbox_id uuid NOT NULL,
    public_key text NOT NULL,
    enabled boolean DEFAULT false NOT NULL,
    allowed_origins text[] DEFAULT '{}'::text[] NOT NULL,
    title text,
    color text DEFAULT '#125f69'::text NOT NULL,
    "position" text DEFAULT 'right'::text NOT NULL,
    privacy_url text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT web_chats_allowed_origins_check CHECK ((cardinality(allowed_origins) <= 20)),
    CONSTRAINT web_chats_color_check CHECK ((color ~ '^#[0-9a-f]{6}$'::text)),
    CONSTRAINT web_chats_position_check CHECK (("position" = ANY (ARRAY['left'::text, 'right'::text]))),
    CONSTRAINT web_chats_privacy_url_check CHECK (((privacy_url ~ '^https?://'::text) AND (length(privacy_url) <= 500))),
    CONSTRAINT web_chats_title_check CHECK (((btrim(title) <> ''::text) AND (length(title) <= 60)))
);

ALTER TABLE ONLY dom360.web_chats FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.web_chats OWNER TO dom360_owner;

COMMENT ON TABLE dom360.web_chats IS 'How an inbox can be reached from a company''s own site.';

COMMENT ON COLUMN dom360.web_chats.public_key IS 'Stands in the page, so it is no secret: it names the inbox, and the origin of the page is what counts.';

CREATE TABLE dom360.web_visitors (
    tenant_id uuid NOT NULL,
    id uuid DEFAULT dom360.new_id() NOT NULL,
    inbox_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT web_visitors_token_hash_check CHECK ((length(token_hash) = 32))
);

ALTER TABLE ONLY dom360.web_visitors FORCE ROW LEVEL SECURITY;

ALTER TABLE dom360.web_visitors OWNER TO dom360_owner;

COMMENT ON TABLE dom360.web_visitors IS 'A browser that wrote in a web chat, and until when its token resumes the conversation.';

CREATE TABLE dom360_mv.refreshes (
    name text NOT NULL,
    refreshed_at timestamp with time zone NOT NULL
);

ALTER TABLE dom360_mv.refreshes OWNER TO dom360_mv;

COMMENT ON TABLE dom360_mv.refreshes IS 'When a materialized view was filled last.';

ALTER TABLE ONLY dom360.account_vars
    ADD CONSTRAINT account_vars_pkey PRIMARY KEY (tenant_id);

ALTER TABLE dom360.account_vars
    ADD CONSTRAINT account_vars_timezone_known CHECK ((('2000-01-01 00:00:00'::timestamp without time zone AT TIME ZONE timezone) IS NOT NULL)) NOT VALID;

ALTER TABLE ONLY dom360.agent_tool_calls
    ADD CONSTRAINT agent_tool_calls_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.agent_tool_calls
    ADD CONSTRAINT agent_tool_calls_tenant_id_turn_id_call_id_key UNIQUE (tenant_id, turn_id, call_id);

ALTER TABLE ONLY dom360.agents
    ADD CONSTRAINT agents_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.agents
    ADD CONSTRAINT agents_tenant_id_id_agent_type_key UNIQUE (tenant_id, id, agent_type);

ALTER TABLE ONLY dom360.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY dom360.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.api_keys
    ADD CONSTRAINT api_keys_tenant_id_key_hash_key UNIQUE (tenant_id, key_hash);

ALTER TABLE ONLY dom360.applied_objects
    ADD CONSTRAINT applied_objects_pkey PRIMARY KEY (path);

ALTER TABLE ONLY dom360.audit_heads
    ADD CONSTRAINT audit_heads_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY dom360.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (tenant_id, seq, created_at);

ALTER TABLE ONLY dom360.bi_logins
    ADD CONSTRAINT bi_logins_pkey PRIMARY KEY (role_name);

ALTER TABLE ONLY dom360.budgets
    ADD CONSTRAINT budgets_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.budgets
    ADD CONSTRAINT budgets_tenant_id_inbox_id_api_key_id_period_kind_key UNIQUE NULLS NOT DISTINCT (tenant_id, inbox_id, api_key_id, period, kind);

ALTER TABLE ONLY dom360.canned_answers
    ADD CONSTRAINT canned_answers_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.canned_answers
    ADD CONSTRAINT canned_answers_tenant_id_shortcut_key UNIQUE (tenant_id, shortcut);

ALTER TABLE dom360.consumption_inbox_daily
    ADD CONSTRAINT consumption_counts_up CHECK ((LEAST(conversations, retries, unpriced_answers, grounded_answers, platform_ms_sum, knowledge_misses, first_ms_sum) >= 0)) NOT VALID;

ALTER TABLE ONLY dom360.consumption_inbox_daily
    ADD CONSTRAINT consumption_inbox_daily_pkey PRIMARY KEY (tenant_id, inbox_id, day, agent_type, model, slot);

ALTER TABLE ONLY dom360.consumption_proofs
    ADD CONSTRAINT consumption_proofs_pkey PRIMARY KEY (tenant_id);

ALTER TABLE dom360.contacts
    ADD CONSTRAINT contacts_claimed_phone_check CHECK ((claimed_phone ~ '^\+[1-9][0-9]{6,14}$'::text)) NOT VALID;

ALTER TABLE dom360.contacts
    ADD CONSTRAINT contacts_phone_until_erased CHECK (((phone_e164 IS NOT NULL) OR (anonymised_at IS NOT NULL))) NOT VALID;

ALTER TABLE ONLY dom360.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.contacts
    ADD CONSTRAINT contacts_tenant_id_phone_e164_key UNIQUE (tenant_id, phone_e164);

ALTER TABLE ONLY dom360.conversation_labels
    ADD CONSTRAINT conversation_labels_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.conversation_labels
    ADD CONSTRAINT conversation_labels_tenant_id_conversation_id_label_id_key UNIQUE (tenant_id, conversation_id, label_id);

ALTER TABLE ONLY dom360.conversation_reads
    ADD CONSTRAINT conversation_reads_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.conversation_reads
    ADD CONSTRAINT conversation_reads_tenant_id_user_id_conversation_id_key UNIQUE (tenant_id, user_id, conversation_id);

ALTER TABLE dom360.conversations
    ADD CONSTRAINT conversations_counts_up CHECK ((LEAST(total_tokens, cost_micro_usd) >= 0)) NOT VALID;

ALTER TABLE ONLY dom360.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.default_model_prices
    ADD CONSTRAINT default_model_prices_pkey PRIMARY KEY (model, valid_from);

ALTER TABLE ONLY dom360.document_files
    ADD CONSTRAINT document_files_pkey PRIMARY KEY (tenant_id, document_id, version, "position");

ALTER TABLE ONLY dom360.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.documents
    ADD CONSTRAINT documents_tenant_id_name_key UNIQUE (tenant_id, name);

ALTER TABLE ONLY dom360.encryption_keys
    ADD CONSTRAINT encryption_keys_pkey PRIMARY KEY (key_id);

ALTER TABLE ONLY dom360.erasures
    ADD CONSTRAINT erasures_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.erasures
    ADD CONSTRAINT erasures_tenant_id_contact_id_key UNIQUE (tenant_id, contact_id);

ALTER TABLE ONLY dom360.event_days
    ADD CONSTRAINT event_days_pkey PRIMARY KEY (tenant_id, kind, day, inbox_id, agent_type, code);

ALTER TABLE ONLY dom360.figure_marks
    ADD CONSTRAINT figure_marks_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.figure_weeks
    ADD CONSTRAINT figure_weeks_pkey PRIMARY KEY (tenant_id, week);

ALTER TABLE ONLY dom360.guesses
    ADD CONSTRAINT guesses_pkey PRIMARY KEY (kind, key_hash);

ALTER TABLE ONLY dom360.handovers
    ADD CONSTRAINT handovers_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.identity_providers
    ADD CONSTRAINT identity_providers_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY dom360.inbox_agents
    ADD CONSTRAINT inbox_agents_pkey PRIMARY KEY (tenant_id, inbox_id, agent_type);

ALTER TABLE ONLY dom360.inboxes
    ADD CONSTRAINT inboxes_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.invitations
    ADD CONSTRAINT invitations_tenant_id_token_hash_key UNIQUE (tenant_id, token_hash);

ALTER TABLE ONLY dom360.known_devices
    ADD CONSTRAINT known_devices_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.known_devices
    ADD CONSTRAINT known_devices_tenant_id_token_hash_key UNIQUE (tenant_id, token_hash);

ALTER TABLE ONLY dom360.labels
    ADD CONSTRAINT labels_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.lead_cohorts
    ADD CONSTRAINT lead_cohorts_pkey PRIMARY KEY (tenant_id, week, inbox_id, source);

ALTER TABLE ONLY dom360.lead_events
    ADD CONSTRAINT lead_events_pkey PRIMARY KEY (tenant_id, created_at, id);

ALTER TABLE ONLY dom360.lead_fields
    ADD CONSTRAINT lead_fields_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.lead_fields
    ADD CONSTRAINT lead_fields_tenant_id_lead_id_field_key UNIQUE (tenant_id, lead_id, field);

ALTER TABLE ONLY dom360.leads
    ADD CONSTRAINT leads_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.live_events
    ADD CONSTRAINT live_events_pkey PRIMARY KEY (tenant_id, xact, id);

ALTER TABLE dom360.messages
    ADD CONSTRAINT messages_first_token_ms_check CHECK ((first_token_ms >= 0)) NOT VALID;

ALTER TABLE ONLY dom360.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (tenant_id, created_at, id);

ALTER TABLE dom360.messages
    ADD CONSTRAINT messages_platform_ms_check CHECK ((platform_ms >= 0)) NOT VALID;

ALTER TABLE ONLY dom360.model_prices
    ADD CONSTRAINT model_prices_pkey PRIMARY KEY (tenant_id, model, valid_from);

ALTER TABLE ONLY dom360.one_time_tokens
    ADD CONSTRAINT one_time_tokens_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.one_time_tokens
    ADD CONSTRAINT one_time_tokens_tenant_id_token_hash_key UNIQUE (tenant_id, token_hash);

ALTER TABLE ONLY dom360.passage_vectors
    ADD CONSTRAINT passage_vectors_pkey PRIMARY KEY (tenant_id, passage_id, model);

ALTER TABLE ONLY dom360.passages
    ADD CONSTRAINT passages_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.passages
    ADD CONSTRAINT passages_tenant_id_document_id_version_position_key UNIQUE (tenant_id, document_id, version, "position");

ALTER TABLE ONLY dom360.platform_defaults
    ADD CONSTRAINT platform_defaults_pkey PRIMARY KEY (id);

ALTER TABLE ONLY dom360.recovery_codes
    ADD CONSTRAINT recovery_codes_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.recovery_codes
    ADD CONSTRAINT recovery_codes_tenant_id_user_id_code_hash_key UNIQUE (tenant_id, user_id, code_hash);

ALTER TABLE ONLY dom360.report_mails
    ADD CONSTRAINT report_mails_pkey PRIMARY KEY (tenant_id, user_id, week);

ALTER TABLE ONLY dom360.report_subscriptions
    ADD CONSTRAINT report_subscriptions_pkey PRIMARY KEY (tenant_id, user_id);

ALTER TABLE ONLY dom360.retention_drops
    ADD CONSTRAINT retention_drops_pkey PRIMARY KEY (table_name);

ALTER TABLE ONLY dom360.retention_holds
    ADD CONSTRAINT retention_holds_pkey PRIMARY KEY (table_name, month);

ALTER TABLE ONLY dom360.retention_marks
    ADD CONSTRAINT retention_marks_pkey PRIMARY KEY (tenant_id, table_name);

ALTER TABLE ONLY dom360.retention_rules
    ADD CONSTRAINT retention_rules_pkey PRIMARY KEY (plan, table_name);

ALTER TABLE ONLY dom360.second_factors
    ADD CONSTRAINT second_factors_pkey PRIMARY KEY (tenant_id, user_id);

ALTER TABLE ONLY dom360.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.sessions
    ADD CONSTRAINT sessions_tenant_id_token_hash_key UNIQUE (tenant_id, token_hash);

ALTER TABLE ONLY dom360.sign_in_emails
    ADD CONSTRAINT sign_in_emails_pkey PRIMARY KEY (email);

ALTER TABLE ONLY dom360.tenant_plans
    ADD CONSTRAINT tenant_plans_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY dom360.tenant_slugs
    ADD CONSTRAINT tenant_slugs_pkey PRIMARY KEY (slug);

ALTER TABLE dom360.tenants
    ADD CONSTRAINT tenants_deleting CHECK (((status = 'deleting'::text) = (delete_after IS NOT NULL))) NOT VALID;

ALTER TABLE ONLY dom360.tenants
    ADD CONSTRAINT tenants_pkey PRIMARY KEY (id);

ALTER TABLE dom360.tenants
    ADD CONSTRAINT tenants_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text, 'deleting'::text]))) NOT VALID;

ALTER TABLE ONLY dom360.turns
    ADD CONSTRAINT turns_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE dom360.turns
    ADD CONSTRAINT turns_state_check CHECK ((state = ANY (ARRAY['accepted'::text, 'calling'::text, 'answered'::text, 'failed'::text, 'handed_over'::text]))) NOT VALID;

ALTER TABLE ONLY dom360.turns
    ADD CONSTRAINT turns_tenant_id_request_id_key UNIQUE (tenant_id, request_id);

ALTER TABLE ONLY dom360.user_identities
    ADD CONSTRAINT user_identities_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.user_identities
    ADD CONSTRAINT user_identities_tenant_id_issuer_subject_key UNIQUE (tenant_id, issuer, subject);

ALTER TABLE ONLY dom360.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.users
    ADD CONSTRAINT users_tenant_id_email_key UNIQUE (tenant_id, email);

ALTER TABLE ONLY dom360.web_chats
    ADD CONSTRAINT web_chats_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.web_chats
    ADD CONSTRAINT web_chats_tenant_id_inbox_id_key UNIQUE (tenant_id, inbox_id);

ALTER TABLE ONLY dom360.web_chats
    ADD CONSTRAINT web_chats_tenant_id_public_key_key UNIQUE (tenant_id, public_key);

ALTER TABLE ONLY dom360.web_visitors
    ADD CONSTRAINT web_visitors_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY dom360.web_visitors
    ADD CONSTRAINT web_visitors_tenant_id_contact_id_key UNIQUE (tenant_id, contact_id);

ALTER TABLE ONLY dom360.web_visitors
    ADD CONSTRAINT web_visitors_tenant_id_token_hash_key UNIQUE (tenant_id, token_hash);

ALTER TABLE ONLY dom360_mv.refreshes
    ADD CONSTRAINT refreshes_pkey PRIMARY KEY (name);

CREATE UNIQUE INDEX agents_one_default ON dom360.agents USING btree (tenant_id, agent_type) WHERE is_default;

CREATE INDEX audit_log_by_subject ON ONLY dom360.audit_log USING btree (tenant_id, subject_table, subject_id, seq);

CREATE INDEX consumption_by_day ON dom360.consumption_inbox_daily USING btree (tenant_id, day);

CREATE INDEX consumption_unfolded ON dom360.consumption_inbox_daily USING btree (tenant_id, day) WHERE (slot > 0);

CREATE INDEX contacts_by_document ON dom360.contacts USING btree (tenant_id, document_index) WHERE (document_index IS NOT NULL);

CREATE INDEX conversation_labels_by_label ON dom360.conversation_labels USING btree (tenant_id, label_id);

CREATE INDEX conversation_reads_by_conversation ON dom360.conversation_reads USING btree (tenant_id, conversation_id);

CREATE INDEX conversations_by_activity ON dom360.conversations USING btree (tenant_id, last_message_at DESC, id DESC);

CREATE INDEX conversations_by_contact ON dom360.conversations USING btree (tenant_id, contact_id);

CREATE INDEX conversations_by_cost ON dom360.conversations USING btree (tenant_id, month, cost_micro_usd DESC) INCLUDE (created_at, inbox_id, agent_type, id) WHERE (cost_micro_usd > 0);

CREATE INDEX conversations_by_tokens ON dom360.conversations USING btree (tenant_id, month, total_tokens DESC) INCLUDE (created_at, inbox_id, agent_type, id) WHERE (total_tokens > 0);

CREATE UNIQUE INDEX conversations_one_open ON dom360.conversations USING btree (tenant_id, inbox_id, contact_id, agent_type) WHERE (status = 'open'::text);

CREATE INDEX conversations_with_people ON dom360.conversations USING btree (tenant_id, last_message_at DESC, id DESC) WHERE (handled_by = 'human'::text);

CREATE INDEX documents_by_time ON dom360.documents USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX documents_waiting ON dom360.documents USING btree (tenant_id, created_at) WHERE (state = ANY (ARRAY['queued'::text, 'extracting'::text, 'embedding'::text]));

CREATE INDEX guesses_by_age ON dom360.guesses USING btree (last_at);

CREATE INDEX handovers_by_conversation ON dom360.handovers USING btree (tenant_id, conversation_id);

CREATE INDEX handovers_by_time ON dom360.handovers USING btree (tenant_id, created_at) INCLUDE (inbox_id, agent_type);

CREATE INDEX inbox_agents_by_agent ON dom360.inbox_agents USING btree (tenant_id, agent_id, agent_type);

CREATE UNIQUE INDEX invitations_open ON dom360.invitations USING btree (tenant_id, email) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));

CREATE INDEX known_devices_by_user ON dom360.known_devices USING btree (tenant_id, user_id, last_used_at DESC);

CREATE UNIQUE INDEX labels_one_name ON dom360.labels USING btree (tenant_id, lower(name));

CREATE INDEX lead_events_by_lead ON ONLY dom360.lead_events USING btree (tenant_id, lead_id, created_at DESC, id DESC);

CREATE INDEX lead_events_by_state ON ONLY dom360.lead_events USING btree (tenant_id, created_at, to_state) WHERE (to_state IS NOT NULL);

CREATE INDEX leads_by_activity ON dom360.leads USING btree (tenant_id, last_activity_at DESC, id DESC) WHERE (merged_into IS NULL);

CREATE INDEX leads_by_beginning ON dom360.leads USING btree (tenant_id, created_at) INCLUDE (inbox_id, source, state, score, score_budget, score_authority, score_need, score_timeline, qualifying_at, qualified_at, scheduled_at, completed_at) WHERE (merged_into IS NULL);

CREATE INDEX leads_by_contact ON dom360.leads USING btree (tenant_id, contact_id, created_at DESC);

CREATE INDEX leads_by_score ON dom360.leads USING btree (tenant_id, score DESC, id DESC) WHERE (merged_into IS NULL);

CREATE INDEX leads_by_survivor ON dom360.leads USING btree (tenant_id, merged_into) WHERE (merged_into IS NOT NULL);

CREATE UNIQUE INDEX leads_one_living ON dom360.leads USING btree (tenant_id, contact_id) WHERE ((merged_into IS NULL) AND (state <> 'CLOSED'::text));

CREATE INDEX leads_qualified ON dom360.leads USING btree (tenant_id, qualified_at) INCLUDE (inbox_id) WHERE ((qualified_at IS NOT NULL) AND (merged_into IS NULL));

CREATE INDEX leads_scheduled ON dom360.leads USING btree (tenant_id, scheduled_at) INCLUDE (inbox_id) WHERE ((scheduled_at IS NOT NULL) AND (merged_into IS NULL));

CREATE INDEX messages_by_conversation ON ONLY dom360.messages USING btree (tenant_id, conversation_id, message_index);

CREATE INDEX messages_by_time ON ONLY dom360.messages USING btree (tenant_id, created_at DESC);

CREATE INDEX messages_by_tool ON ONLY dom360.messages USING gin (tool_calls jsonb_path_ops);

CREATE INDEX one_time_tokens_by_user ON dom360.one_time_tokens USING btree (tenant_id, user_id, kind);

CREATE INDEX passage_vectors_1024 ON dom360.passage_vectors USING hnsw (((embedding)::dom360_vector.vector(1024)) dom360_vector.vector_cosine_ops) WHERE (dimension = 1024);

CREATE INDEX passage_vectors_1536 ON dom360.passage_vectors USING hnsw (((embedding)::dom360_vector.vector(1536)) dom360_vector.vector_cosine_ops) WHERE (dimension = 1536);

CREATE INDEX passage_vectors_384 ON dom360.passage_vectors USING hnsw (((embedding)::dom360_vector.vector(384)) dom360_vector.vector_cosine_ops) WHERE (dimension = 384);

CREATE INDEX passage_vectors_768 ON dom360.passage_vectors USING hnsw (((embedding)::dom360_vector.vector(768)) dom360_vector.vector_cosine_ops) WHERE (dimension = 768);

CREATE INDEX passage_vectors_by_document ON dom360.passage_vectors USING btree (tenant_id, document_id, version, model);

CREATE INDEX passages_by_terms ON dom360.passages USING gin (dom360.search_terms(tenant_id, ((heading || ' '::text) || body))) WITH (fastupdate=off);

COMMENT ON INDEX dom360.passages_by_terms IS '2b1a150a32e3f1db79a90f284b396d88';

CREATE INDEX sessions_by_user ON dom360.sessions USING btree (tenant_id, user_id, created_at DESC);

CREATE INDEX turns_by_lease ON dom360.turns USING btree (lease_until) WHERE (state = ANY (ARRAY['accepted'::text, 'calling'::text]));

CREATE INDEX turns_failed ON dom360.turns USING btree (tenant_id, finished_at) INCLUDE (inbox_id, agent_type, error_code) WHERE (state = 'failed'::text);

CREATE INDEX turns_open ON dom360.turns USING btree (tenant_id, conversation_id, user_message_index) WHERE (state = ANY (ARRAY['accepted'::text, 'calling'::text]));

CREATE INDEX turns_repeated ON dom360.turns USING btree (tenant_id, created_at) WHERE (attempt > 1);

CREATE INDEX user_identities_by_user ON dom360.user_identities USING btree (tenant_id, user_id);

CREATE INDEX web_visitors_by_inbox ON dom360.web_visitors USING btree (tenant_id, inbox_id);

CREATE UNIQUE INDEX mv_tenant_consumption_summary_key ON dom360_mv.mv_tenant_consumption_summary USING btree (tenant_id, month, agent_type, model);

CREATE TRIGGER t00_append_only BEFORE DELETE OR UPDATE ON dom360.audit_log FOR EACH ROW EXECUTE FUNCTION dom360.audit_refuse_change();

CREATE TRIGGER t10_bound BEFORE UPDATE ON dom360.account_vars FOR EACH ROW EXECUTE FUNCTION dom360.keep_account_vars_bound();

CREATE TRIGGER t10_bound BEFORE UPDATE ON dom360.agents FOR EACH ROW EXECUTE FUNCTION dom360.keep_agents_bound();

CREATE TRIGGER t10_erased BEFORE INSERT ON dom360.conversations FOR EACH ROW EXECUTE FUNCTION dom360.conversations_erased();

CREATE TRIGGER t10_index BEFORE INSERT ON dom360.messages FOR EACH ROW EXECUTE FUNCTION dom360.messages_index();

CREATE TRIGGER t10_role BEFORE INSERT ON dom360.users FOR EACH ROW WHEN ((new.role = 'MASTER'::text)) EXECUTE FUNCTION dom360.users_role_guard();

CREATE TRIGGER t10_state BEFORE INSERT OR UPDATE ON dom360.leads FOR EACH ROW EXECUTE FUNCTION dom360.lead_state_guard();

CREATE TRIGGER t11_role BEFORE UPDATE OF role ON dom360.users FOR EACH ROW WHEN (((new.role = 'MASTER'::text) AND (old.role <> 'MASTER'::text))) EXECUTE FUNCTION dom360.users_role_guard();

CREATE TRIGGER t20_derived BEFORE INSERT OR UPDATE ON dom360.leads FOR EACH ROW EXECUTE FUNCTION dom360.derive_lead();

CREATE TRIGGER t20_month BEFORE INSERT ON dom360.conversations FOR EACH ROW EXECUTE FUNCTION dom360.set_conversation_month();

CREATE TRIGGER t30_milestones BEFORE UPDATE OF state ON dom360.leads FOR EACH ROW EXECUTE FUNCTION dom360.note_milestones();

CREATE TRIGGER t50_consumption AFTER INSERT ON dom360.conversations FOR EACH ROW EXECUTE FUNCTION dom360.count_conversation();

CREATE TRIGGER t50_consumption AFTER INSERT ON dom360.messages FOR EACH ROW EXECUTE FUNCTION dom360.update_consumption_daily();

CREATE TRIGGER t50_events AFTER INSERT OR UPDATE ON dom360.leads FOR EACH ROW EXECUTE FUNCTION dom360.note_lead_changes();

CREATE TRIGGER t50_handover AFTER UPDATE OF handled_by ON dom360.conversations FOR EACH ROW WHEN (((old.handled_by = 'agent'::text) AND (new.handled_by = 'human'::text))) EXECUTE FUNCTION dom360.note_handover();

CREATE TRIGGER t50_learned AFTER INSERT OR DELETE OR UPDATE ON dom360.lead_fields FOR EACH ROW EXECUTE FUNCTION dom360.note_lead_field();

CREATE TRIGGER t55_marks AFTER INSERT ON dom360.handovers FOR EACH ROW EXECUTE FUNCTION dom360.mark_handover();

CREATE TRIGGER t55_marks AFTER INSERT ON dom360.leads FOR EACH ROW EXECUTE FUNCTION dom360.mark_lead();

CREATE TRIGGER t55_marks AFTER UPDATE ON dom360.turns FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) AND ((old.state = 'failed'::text) OR (new.state = 'failed'::text) OR ((new.state = 'answered'::text) AND (new.attempt > 1))))) EXECUTE FUNCTION dom360.mark_turn();

CREATE TRIGGER t56_marks AFTER UPDATE ON dom360.leads FOR EACH ROW WHEN (((old.created_at IS DISTINCT FROM new.created_at) OR (old.inbox_id IS DISTINCT FROM new.inbox_id) OR (old.source IS DISTINCT FROM new.source) OR (old.state IS DISTINCT FROM new.state) OR (old.merged_into IS DISTINCT FROM new.merged_into) OR (old.score IS DISTINCT FROM new.score) OR (old.score_budget IS DISTINCT FROM new.score_budget) OR (old.score_authority IS DISTINCT FROM new.score_authority) OR (old.score_need IS DISTINCT FROM new.score_need) OR (old.score_timeline IS DISTINCT FROM new.score_timeline) OR (old.qualifying_at IS DISTINCT FROM new.qualifying_at) OR (old.qualified_at IS DISTINCT FROM new.qualified_at) OR (old.scheduled_at IS DISTINCT FROM new.scheduled_at) OR (old.completed_at IS DISTINCT FROM new.completed_at))) EXECUTE FUNCTION dom360.mark_lead();

CREATE TRIGGER t56_marks AFTER INSERT ON dom360.turns FOR EACH ROW WHEN (((new.state = 'failed'::text) OR ((new.state = 'answered'::text) AND (new.attempt > 1)))) EXECUTE FUNCTION dom360.mark_turn();

CREATE TRIGGER t60_live AFTER INSERT OR DELETE ON dom360.conversation_labels FOR EACH ROW EXECUTE FUNCTION dom360.conversation_labels_live();

CREATE TRIGGER t60_live AFTER UPDATE ON dom360.conversations FOR EACH ROW WHEN (((old.status <> new.status) OR (old.handled_by <> new.handled_by) OR (old.assignee_user_id IS DISTINCT FROM new.assignee_user_id) OR (old.handoff_reason IS DISTINCT FROM new.handoff_reason))) EXECUTE FUNCTION dom360.conversations_live();

CREATE TRIGGER t60_live AFTER INSERT OR UPDATE ON dom360.leads FOR EACH ROW EXECUTE FUNCTION dom360.leads_live();

CREATE TRIGGER t60_live AFTER INSERT ON dom360.messages FOR EACH ROW EXECUTE FUNCTION dom360.messages_live();

CREATE TRIGGER t70_told AFTER DELETE OR UPDATE OF key_hash, scopes, expires_at, revoked_at ON dom360.api_keys FOR EACH ROW EXECUTE FUNCTION dom360.tell_of_keys();

CREATE TRIGGER t70_told AFTER DELETE OR UPDATE OF status, kind ON dom360.tenants FOR EACH ROW EXECUTE FUNCTION dom360.tell_of_keys();

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE OR UPDATE ON dom360.account_vars FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('account_vars');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE OR UPDATE ON dom360.agents FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('agent');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE ON dom360.api_keys FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('api_key');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE OR UPDATE ON dom360.bi_logins FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('bi_login');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE ON dom360.budgets FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('budget');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE OR UPDATE ON dom360.canned_answers FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('canned_answer');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE ON dom360.documents FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('document');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE OR UPDATE ON dom360.identity_providers FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('identity_provider');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE ON dom360.inbox_agents FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('inbox_agent');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE OR UPDATE ON dom360.inboxes FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('inbox');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE OR UPDATE ON dom360.invitations FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('invitation');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE OR UPDATE ON dom360.labels FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('label');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE ON dom360.leads FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('lead');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE OR UPDATE ON dom360.model_prices FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('model_price');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE ON dom360.second_factors FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('second_factor');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE ON dom360.sessions FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('session');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE OR UPDATE ON dom360.tenants FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('tenant', 'id');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE OR UPDATE ON dom360.user_identities FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('user_identity');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE OR UPDATE ON dom360.users FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('user');

CREATE TRIGGER t90_audit AFTER INSERT OR DELETE OR UPDATE ON dom360.web_chats FOR EACH ROW EXECUTE FUNCTION dom360.audit_row('web_chat');

CREATE TRIGGER t91_audit AFTER UPDATE ON dom360.api_keys FOR EACH ROW WHEN (((old.revoked_at IS DISTINCT FROM new.revoked_at) OR (old.expires_at IS DISTINCT FROM new.expires_at))) EXECUTE FUNCTION dom360.audit_row('api_key');

CREATE TRIGGER t91_audit AFTER UPDATE ON dom360.budgets FOR EACH ROW WHEN (((old.kind IS DISTINCT FROM new.kind) OR (old.max_tokens IS DISTINCT FROM new.max_tokens) OR (old.max_micro_usd IS DISTINCT FROM new.max_micro_usd) OR (old.warn_percent IS DISTINCT FROM new.warn_percent))) EXECUTE FUNCTION dom360.audit_row('budget');

CREATE TRIGGER t91_audit AFTER UPDATE ON dom360.documents FOR EACH ROW WHEN ((old.version <> new.version)) EXECUTE FUNCTION dom360.audit_row('document');

CREATE TRIGGER t91_audit AFTER UPDATE ON dom360.leads FOR EACH ROW WHEN (((old.state <> new.state) OR (old.owner_user_id IS DISTINCT FROM new.owner_user_id) OR (old.outcome IS DISTINCT FROM new.outcome) OR (old.value_cents IS DISTINCT FROM new.value_cents) OR (old.merged_into IS DISTINCT FROM new.merged_into))) EXECUTE FUNCTION dom360.audit_row('lead');

CREATE TRIGGER t91_audit AFTER UPDATE ON dom360.second_factors FOR EACH ROW WHEN (((old.confirmed_at IS DISTINCT FROM new.confirmed_at) OR (old.totp_secret_encrypted IS DISTINCT FROM new.totp_secret_encrypted))) EXECUTE FUNCTION dom360.audit_row('second_factor');

CREATE TRIGGER t91_audit AFTER UPDATE ON dom360.sessions FOR EACH ROW WHEN (((old.revoked_at IS DISTINCT FROM new.revoked_at) OR (old.acting_tenant_id IS DISTINCT FROM new.acting_tenant_id))) EXECUTE FUNCTION dom360.audit_row('session');

ALTER TABLE ONLY dom360.account_vars
    ADD CONSTRAINT account_vars_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.agent_tool_calls
    ADD CONSTRAINT agent_tool_calls_tenant_id_turn_id_fkey FOREIGN KEY (tenant_id, turn_id) REFERENCES dom360.turns(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.agents
    ADD CONSTRAINT agents_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.api_keys
    ADD CONSTRAINT api_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.budgets
    ADD CONSTRAINT budgets_tenant_id_api_key_id_fkey FOREIGN KEY (tenant_id, api_key_id) REFERENCES dom360.api_keys(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.budgets
    ADD CONSTRAINT budgets_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.budgets
    ADD CONSTRAINT budgets_tenant_id_inbox_id_fkey FOREIGN KEY (tenant_id, inbox_id) REFERENCES dom360.inboxes(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.canned_answers
    ADD CONSTRAINT canned_answers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.consumption_inbox_daily
    ADD CONSTRAINT consumption_inbox_daily_tenant_id_inbox_id_fkey FOREIGN KEY (tenant_id, inbox_id) REFERENCES dom360.inboxes(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.consumption_proofs
    ADD CONSTRAINT consumption_proofs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.contacts
    ADD CONSTRAINT contacts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.conversation_labels
    ADD CONSTRAINT conversation_labels_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES dom360.conversations(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.conversation_labels
    ADD CONSTRAINT conversation_labels_tenant_id_label_id_fkey FOREIGN KEY (tenant_id, label_id) REFERENCES dom360.labels(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.conversation_reads
    ADD CONSTRAINT conversation_reads_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES dom360.conversations(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.conversations
    ADD CONSTRAINT conversations_assignee_fkey FOREIGN KEY (tenant_id, assignee_user_id) REFERENCES dom360.users(tenant_id, id) NOT VALID;

ALTER TABLE ONLY dom360.conversations
    ADD CONSTRAINT conversations_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES dom360.contacts(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.conversations
    ADD CONSTRAINT conversations_tenant_id_inbox_id_fkey FOREIGN KEY (tenant_id, inbox_id) REFERENCES dom360.inboxes(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.document_files
    ADD CONSTRAINT document_files_tenant_id_document_id_fkey FOREIGN KEY (tenant_id, document_id) REFERENCES dom360.documents(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.documents
    ADD CONSTRAINT documents_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.documents
    ADD CONSTRAINT documents_tenant_id_uploaded_by_fkey FOREIGN KEY (tenant_id, uploaded_by) REFERENCES dom360.users(tenant_id, id);

ALTER TABLE ONLY dom360.erasures
    ADD CONSTRAINT erasures_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES dom360.contacts(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.event_days
    ADD CONSTRAINT event_days_tenant_id_inbox_id_fkey FOREIGN KEY (tenant_id, inbox_id) REFERENCES dom360.inboxes(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.figure_marks
    ADD CONSTRAINT figure_marks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.figure_weeks
    ADD CONSTRAINT figure_weeks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.handovers
    ADD CONSTRAINT handovers_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES dom360.conversations(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.identity_providers
    ADD CONSTRAINT identity_providers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.inbox_agents
    ADD CONSTRAINT inbox_agents_tenant_id_agent_id_agent_type_fkey FOREIGN KEY (tenant_id, agent_id, agent_type) REFERENCES dom360.agents(tenant_id, id, agent_type) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.inbox_agents
    ADD CONSTRAINT inbox_agents_tenant_id_inbox_id_fkey FOREIGN KEY (tenant_id, inbox_id) REFERENCES dom360.inboxes(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.inboxes
    ADD CONSTRAINT inboxes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.invitations
    ADD CONSTRAINT invitations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.invitations
    ADD CONSTRAINT invitations_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES dom360.users(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.known_devices
    ADD CONSTRAINT known_devices_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES dom360.users(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.labels
    ADD CONSTRAINT labels_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.lead_cohorts
    ADD CONSTRAINT lead_cohorts_tenant_id_inbox_id_fkey FOREIGN KEY (tenant_id, inbox_id) REFERENCES dom360.inboxes(tenant_id, id) ON DELETE CASCADE;

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

ALTER TABLE ONLY dom360.live_events
    ADD CONSTRAINT live_events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE dom360.messages
    ADD CONSTRAINT messages_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES dom360.conversations(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.model_prices
    ADD CONSTRAINT model_prices_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.one_time_tokens
    ADD CONSTRAINT one_time_tokens_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.one_time_tokens
    ADD CONSTRAINT one_time_tokens_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES dom360.users(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.passage_vectors
    ADD CONSTRAINT passage_vectors_tenant_id_passage_id_fkey FOREIGN KEY (tenant_id, passage_id) REFERENCES dom360.passages(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.passages
    ADD CONSTRAINT passages_tenant_id_document_id_fkey FOREIGN KEY (tenant_id, document_id) REFERENCES dom360.documents(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.recovery_codes
    ADD CONSTRAINT recovery_codes_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES dom360.second_factors(tenant_id, user_id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.report_mails
    ADD CONSTRAINT report_mails_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES dom360.users(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.report_subscriptions
    ADD CONSTRAINT report_subscriptions_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES dom360.users(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.retention_marks
    ADD CONSTRAINT retention_marks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.second_factors
    ADD CONSTRAINT second_factors_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES dom360.users(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.sessions
    ADD CONSTRAINT sessions_acting_tenant_id_fkey FOREIGN KEY (acting_tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.sessions
    ADD CONSTRAINT sessions_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES dom360.users(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.tenant_plans
    ADD CONSTRAINT tenant_plans_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.turns
    ADD CONSTRAINT turns_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES dom360.conversations(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.user_identities
    ADD CONSTRAINT user_identities_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES dom360.users(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.users
    ADD CONSTRAINT users_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES dom360.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.web_chats
    ADD CONSTRAINT web_chats_tenant_id_inbox_id_fkey FOREIGN KEY (tenant_id, inbox_id) REFERENCES dom360.inboxes(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.web_visitors
    ADD CONSTRAINT web_visitors_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES dom360.contacts(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY dom360.web_visitors
    ADD CONSTRAINT web_visitors_tenant_id_inbox_id_fkey FOREIGN KEY (tenant_id, inbox_id) REFERENCES dom360.inboxes(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE dom360.account_vars ENABLE ROW LEVEL SECURITY;

CREATE POLICY admin_all ON dom360.account_vars TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_all ON dom360.bi_logins TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_all ON dom360.inboxes TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_all ON dom360.invitations TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_all ON dom360.model_prices TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_all ON dom360.sign_in_emails TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_all ON dom360.tenant_plans TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_all ON dom360.tenant_slugs TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_all ON dom360.tenants TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_all ON dom360.users TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_chooses ON dom360.sessions TO dom360_admin USING (true) WITH CHECK (true);

CREATE POLICY admin_reads ON dom360.agents FOR SELECT TO dom360_admin USING (true);

CREATE POLICY admin_reads ON dom360.audit_heads FOR SELECT TO dom360_admin USING (true);

CREATE POLICY admin_reads ON dom360.audit_log FOR SELECT TO dom360_admin USING (true);

CREATE POLICY admin_reads ON dom360.consumption_inbox_daily FOR SELECT TO dom360_admin USING (true);

CREATE POLICY admin_reads ON dom360.consumption_proofs FOR SELECT TO dom360_admin USING (true);

CREATE POLICY admin_reads ON dom360.conversations FOR SELECT TO dom360_admin USING (true);

CREATE POLICY admin_reads ON dom360.figure_marks FOR SELECT TO dom360_admin USING (true);

CREATE POLICY admin_reads ON dom360.inbox_agents FOR SELECT TO dom360_admin USING (true);

CREATE POLICY admin_reads ON dom360.report_mails FOR SELECT TO dom360_admin USING (true);

CREATE POLICY admin_reads ON dom360.report_subscriptions FOR SELECT TO dom360_admin USING (true);

ALTER TABLE dom360.agent_tool_calls ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.agents ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.api_keys ENABLE ROW LEVEL SECURITY;

CREATE POLICY append_only ON dom360.audit_heads TO dom360_lookup USING (true) WITH CHECK (true);

CREATE POLICY append_only ON dom360.audit_log FOR INSERT TO dom360_lookup WITH CHECK (true);

ALTER TABLE dom360.audit_heads ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.audit_log ENABLE ROW LEVEL SECURITY;

CREATE POLICY bi_isolation ON dom360.account_vars AS RESTRICTIVE FOR SELECT TO dom360_bi USING ((tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

CREATE POLICY bi_isolation ON dom360.consumption_inbox_daily AS RESTRICTIVE FOR SELECT TO dom360_bi USING ((tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

CREATE POLICY bi_isolation ON dom360.conversations AS RESTRICTIVE FOR SELECT TO dom360_bi USING ((tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

CREATE POLICY bi_isolation ON dom360.handovers AS RESTRICTIVE FOR SELECT TO dom360_bi USING ((tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

CREATE POLICY bi_isolation ON dom360.inboxes AS RESTRICTIVE FOR SELECT TO dom360_bi USING ((tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

CREATE POLICY bi_isolation ON dom360.leads AS RESTRICTIVE FOR SELECT TO dom360_bi USING ((tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

CREATE POLICY bi_isolation ON dom360.turns AS RESTRICTIVE FOR SELECT TO dom360_bi USING ((tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

ALTER TABLE dom360.bi_logins ENABLE ROW LEVEL SECURITY;

CREATE POLICY bi_rows ON dom360.account_vars FOR SELECT TO dom360_bi USING ((tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

CREATE POLICY bi_rows ON dom360.consumption_inbox_daily FOR SELECT TO dom360_bi USING ((tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

CREATE POLICY bi_rows ON dom360.conversations FOR SELECT TO dom360_bi USING ((tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

CREATE POLICY bi_rows ON dom360.handovers FOR SELECT TO dom360_bi USING ((tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

CREATE POLICY bi_rows ON dom360.inboxes FOR SELECT TO dom360_bi USING ((tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

CREATE POLICY bi_rows ON dom360.leads FOR SELECT TO dom360_bi USING ((tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

CREATE POLICY bi_rows ON dom360.turns FOR SELECT TO dom360_bi USING ((tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id)));

ALTER TABLE dom360.budgets ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.canned_answers ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.consumption_inbox_daily ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.consumption_proofs ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.conversation_labels ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.conversation_reads ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.conversations ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.document_files ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.documents ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.erasures ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.event_days ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.figure_marks ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.figure_weeks ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.handovers ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.identity_providers ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.inbox_agents ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.inboxes ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.invitations ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.known_devices ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.labels ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_cohorts ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.lead_fields ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.leads ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.live_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY lookup_adds ON dom360.sign_in_emails FOR INSERT TO dom360_lookup WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY lookup_reads ON dom360.api_keys FOR SELECT TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY lookup_reads ON dom360.bi_logins FOR SELECT TO dom360_lookup USING (true);

CREATE POLICY lookup_reads ON dom360.documents FOR SELECT TO dom360_lookup USING (true);

CREATE POLICY lookup_reads ON dom360.messages FOR SELECT TO dom360_lookup USING (true);

CREATE POLICY lookup_reads ON dom360.passages FOR SELECT TO dom360_lookup USING (true);

CREATE POLICY lookup_reads ON dom360.sessions FOR SELECT TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY lookup_reads ON dom360.sign_in_emails FOR SELECT TO dom360_lookup USING (true);

CREATE POLICY lookup_reads ON dom360.tenant_plans FOR SELECT TO dom360_lookup USING (true);

CREATE POLICY lookup_reads ON dom360.tenant_slugs FOR SELECT TO dom360_lookup USING (true);

CREATE POLICY lookup_reads ON dom360.tenants FOR SELECT TO dom360_lookup USING ((id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY lookup_reads ON dom360.turns FOR SELECT TO dom360_lookup USING (true);

CREATE POLICY lookup_reads ON dom360.users FOR SELECT TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY lookup_reads ON dom360.web_chats FOR SELECT TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY lookup_reads ON dom360.web_visitors FOR SELECT TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY lookup_removes ON dom360.sign_in_emails FOR DELETE TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

ALTER TABLE dom360.messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.model_prices ENABLE ROW LEVEL SECURITY;

CREATE POLICY mv_reads ON dom360.consumption_inbox_daily FOR SELECT TO dom360_mv USING (true);

ALTER TABLE dom360.one_time_tokens ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.passage_vectors ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.passages ENABLE ROW LEVEL SECURITY;

CREATE POLICY personal_data ON dom360.agent_tool_calls TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY personal_data ON dom360.contacts TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY personal_data ON dom360.conversation_labels TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY personal_data ON dom360.conversation_reads TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY personal_data ON dom360.conversations TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY personal_data ON dom360.erasures TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY personal_data ON dom360.handovers TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY personal_data ON dom360.lead_events TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY personal_data ON dom360.lead_fields TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY personal_data ON dom360.leads TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY personal_data ON dom360.messages TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY personal_data ON dom360.turns TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY personal_data ON dom360.web_visitors TO dom360_lookup USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.account_vars TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.agent_tool_calls TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.agents TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.api_keys TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.audit_heads TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.audit_log TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.bi_logins TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.budgets TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.canned_answers TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.consumption_inbox_daily TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.consumption_proofs TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.contacts TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.conversation_labels TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.conversation_reads TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.conversations TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.document_files TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.documents TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.erasures TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.event_days TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.figure_marks TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.figure_weeks TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.handovers TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.identity_providers TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.inbox_agents TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.inboxes TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.invitations TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.known_devices TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.labels TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.lead_cohorts TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.lead_events TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.lead_fields TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.leads TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.live_events TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.messages TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.model_prices TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.one_time_tokens TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.passage_vectors TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.passages TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.recovery_codes TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.report_mails TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.report_subscriptions TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.retention_marks TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.second_factors TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.sessions TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.sign_in_emails TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.tenant_plans TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.tenant_slugs TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.tenants TO dom360_owner USING ((id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.turns TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.user_identities TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.users TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.web_chats TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY purge ON dom360.web_visitors TO dom360_owner USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

ALTER TABLE dom360.recovery_codes ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.report_mails ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.report_subscriptions ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.retention_marks ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.second_factors ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.sign_in_emails ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_isolation ON dom360.account_vars AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.agent_tool_calls AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.agents AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.api_keys AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.audit_heads AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.audit_log AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.bi_logins AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.budgets AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.canned_answers AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.consumption_inbox_daily AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.consumption_proofs AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.contacts AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.conversation_labels AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.conversation_reads AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.conversations AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.document_files AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.documents AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.erasures AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.event_days AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.figure_marks AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.figure_weeks AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.handovers AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.identity_providers AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.inbox_agents AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.inboxes AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.invitations AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.known_devices AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.labels AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.lead_cohorts AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.lead_events AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.lead_fields AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.leads AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.live_events AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.messages AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.model_prices AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.one_time_tokens AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.passage_vectors AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.passages AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.recovery_codes AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.report_mails AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.report_subscriptions AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.retention_marks AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.second_factors AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.sessions AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.sign_in_emails AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.tenant_plans AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.tenant_slugs AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.tenants AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.turns AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.user_identities AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.users AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.web_chats AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_isolation ON dom360.web_visitors AS RESTRICTIVE TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

ALTER TABLE dom360.tenant_plans ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_rows ON dom360.account_vars TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.agent_tool_calls TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.agents TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.api_keys TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.audit_heads TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.audit_log TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.bi_logins TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.budgets TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.canned_answers TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.consumption_inbox_daily TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.consumption_proofs TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.contacts TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.conversation_labels TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.conversation_reads TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.conversations TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.document_files TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.documents TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.erasures TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.event_days TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.figure_marks TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.figure_weeks TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.handovers TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.identity_providers TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.inbox_agents TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.inboxes TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.invitations TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.known_devices TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.labels TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.lead_cohorts TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.lead_events TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.lead_fields TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.leads TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.live_events TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.messages TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.model_prices TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.one_time_tokens TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.passage_vectors TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.passages TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.recovery_codes TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.report_mails TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.report_subscriptions TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.retention_marks TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.second_factors TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.sessions TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.sign_in_emails TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.tenant_plans TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.tenant_slugs TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.tenants TO dom360_app, dom360_jobs USING ((id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.turns TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.user_identities TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.users TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.web_chats TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

CREATE POLICY tenant_rows ON dom360.web_visitors TO dom360_app, dom360_jobs USING ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id))) WITH CHECK ((tenant_id = ( SELECT dom360.current_tenant_id() AS current_tenant_id)));

ALTER TABLE dom360.tenant_slugs ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.tenants ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.turns ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.user_identities ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.users ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.web_chats ENABLE ROW LEVEL SECURITY;

ALTER TABLE dom360.web_visitors ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA dom360 TO dom360_lookup;
GRANT USAGE ON SCHEMA dom360 TO dom360_mv;
GRANT USAGE ON SCHEMA dom360 TO dom360_app;
GRANT USAGE ON SCHEMA dom360 TO dom360_auth;
GRANT USAGE ON SCHEMA dom360 TO dom360_jobs;
GRANT USAGE ON SCHEMA dom360 TO dom360_admin;
GRANT USAGE ON SCHEMA dom360 TO dom360_bi;

GRANT USAGE ON SCHEMA dom360_vector TO dom360_app;

REVOKE USAGE ON SCHEMA public FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_in(cstring, oid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_out(dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_recv(internal, oid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_send(dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_typmod_in(cstring[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_in(cstring, oid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_out(dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_recv(internal, oid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_send(dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_typmod_in(cstring[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_in(cstring, oid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_out(dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_recv(internal, oid, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_send(dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_typmod_in(cstring[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.array_to_halfvec(real[], integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.array_to_sparsevec(real[], integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.array_to_vector(real[], integer, boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360_vector.array_to_vector(real[], integer, boolean) TO dom360_owner;
GRANT ALL ON FUNCTION dom360_vector.array_to_vector(real[], integer, boolean) TO dom360_app;

REVOKE ALL ON FUNCTION dom360_vector.array_to_halfvec(double precision[], integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.array_to_sparsevec(double precision[], integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.array_to_vector(double precision[], integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.array_to_halfvec(integer[], integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.array_to_sparsevec(integer[], integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.array_to_vector(integer[], integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.array_to_halfvec(numeric[], integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.array_to_sparsevec(numeric[], integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.array_to_vector(numeric[], integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_to_float4(dom360_vector.halfvec, integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec(dom360_vector.halfvec, integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_to_sparsevec(dom360_vector.halfvec, integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_to_vector(dom360_vector.halfvec, integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_to_halfvec(dom360_vector.sparsevec, integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec(dom360_vector.sparsevec, integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_to_vector(dom360_vector.sparsevec, integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_to_float4(dom360_vector.vector, integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_to_halfvec(dom360_vector.vector, integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_to_sparsevec(dom360_vector.vector, integer, boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector(dom360_vector.vector, integer, boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360_vector.vector(dom360_vector.vector, integer, boolean) TO dom360_owner;
GRANT ALL ON FUNCTION dom360_vector.vector(dom360_vector.vector, integer, boolean) TO dom360_app;

REVOKE ALL ON FUNCTION dom360.agent_bucket(p_ms integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.agent_bucket(p_ms integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.agent_bucket(p_ms integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.append_audit(p_tenant uuid, p_action text, p_subject_table text, p_subject_id text, p_old jsonb, p_new jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.append_audit(p_tenant uuid, p_action text, p_subject_table text, p_subject_id text, p_old jsonb, p_new jsonb) TO dom360_app;
GRANT ALL ON FUNCTION dom360.append_audit(p_tenant uuid, p_action text, p_subject_table text, p_subject_id text, p_old jsonb, p_new jsonb) TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.append_audit(p_tenant uuid, p_action text, p_subject_table text, p_subject_id text, p_old jsonb, p_new jsonb) TO dom360_admin;
GRANT ALL ON FUNCTION dom360.append_audit(p_tenant uuid, p_action text, p_subject_table text, p_subject_id text, p_old jsonb, p_new jsonb) TO dom360_owner;

REVOKE ALL ON FUNCTION dom360.audit_action(p_noun text, p_operation text, p_old jsonb, p_new jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.audit_action(p_noun text, p_operation text, p_old jsonb, p_new jsonb) TO dom360_app;
GRANT ALL ON FUNCTION dom360.audit_action(p_noun text, p_operation text, p_old jsonb, p_new jsonb) TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.audit_action(p_noun text, p_operation text, p_old jsonb, p_new jsonb) TO dom360_admin;

GRANT SELECT ON TABLE dom360.audit_log TO dom360_app;
GRANT SELECT ON TABLE dom360.audit_log TO dom360_jobs;
GRANT INSERT ON TABLE dom360.audit_log TO dom360_lookup;
GRANT SELECT ON TABLE dom360.audit_log TO dom360_admin;

REVOKE ALL ON FUNCTION dom360.audit_canonical(p_row dom360.audit_log) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.audit_canonical(p_row dom360.audit_log) TO dom360_lookup;
GRANT ALL ON FUNCTION dom360.audit_canonical(p_row dom360.audit_log) TO dom360_app;
GRANT ALL ON FUNCTION dom360.audit_canonical(p_row dom360.audit_log) TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.audit_canonical(p_row dom360.audit_log) TO dom360_admin;

REVOKE ALL ON FUNCTION dom360.audit_refuse_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.audit_row() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.audit_row() TO dom360_app;
GRANT ALL ON FUNCTION dom360.audit_row() TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.audit_row() TO dom360_admin;

REVOKE ALL ON FUNCTION dom360.audit_safe(p_value jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.audit_safe(p_value jsonb) TO dom360_lookup;

REVOKE ALL ON FUNCTION dom360.bant_points(p_field text, p_value jsonb, p_confidence numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.bant_points(p_field text, p_value jsonb, p_confidence numeric) TO dom360_app;
GRANT ALL ON FUNCTION dom360.bant_points(p_field text, p_value jsonb, p_confidence numeric) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.before_month_goes_audit_log(p_month regclass) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.begin_turn(p_tenant uuid, p_request_id text, p_body_hash bytea, p_inbox uuid, p_agent_type text, p_conversation uuid, p_phone text, p_name text, p_content text, p_lease_margin_ms integer, p_history integer, p_api_key uuid, p_holder uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.begin_turn(p_tenant uuid, p_request_id text, p_body_hash bytea, p_inbox uuid, p_agent_type text, p_conversation uuid, p_phone text, p_name text, p_content text, p_lease_margin_ms integer, p_history integer, p_api_key uuid, p_holder uuid) TO dom360_app;
GRANT ALL ON FUNCTION dom360.begin_turn(p_tenant uuid, p_request_id text, p_body_hash bytea, p_inbox uuid, p_agent_type text, p_conversation uuid, p_phone text, p_name text, p_content text, p_lease_margin_ms integer, p_history integer, p_api_key uuid, p_holder uuid) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.bi_tenant_id() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.bi_tenant_id() TO dom360_owner;
GRANT ALL ON FUNCTION dom360.bi_tenant_id() TO dom360_bi;

REVOKE ALL ON FUNCTION dom360.blind_indexes(p_value text, p_table text, p_column text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.blind_indexes(p_value text, p_table text, p_column text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.blind_indexes(p_value text, p_table text, p_column text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.budget_period(p_tenant uuid, p_period text, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.budget_period(p_tenant uuid, p_period text, p_at timestamp with time zone) TO dom360_app;
GRANT ALL ON FUNCTION dom360.budget_period(p_tenant uuid, p_period text, p_at timestamp with time zone) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.budget_period_end(p_tenant uuid, p_period text, p_start date) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.budget_period_end(p_tenant uuid, p_period text, p_start date) TO dom360_app;
GRANT ALL ON FUNCTION dom360.budget_period_end(p_tenant uuid, p_period text, p_start date) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.new_id() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.new_id() TO dom360_app;
GRANT ALL ON FUNCTION dom360.new_id() TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.new_id() TO dom360_admin;
GRANT ALL ON FUNCTION dom360.new_id() TO dom360_lookup;

GRANT SELECT,INSERT ON TABLE dom360.turns TO dom360_app;
GRANT SELECT,INSERT,DELETE ON TABLE dom360.turns TO dom360_jobs;

GRANT SELECT(tenant_id) ON TABLE dom360.turns TO dom360_lookup;
GRANT SELECT(tenant_id) ON TABLE dom360.turns TO dom360_bi;

GRANT SELECT(id) ON TABLE dom360.turns TO dom360_lookup;
GRANT SELECT(id) ON TABLE dom360.turns TO dom360_bi;

GRANT SELECT(request_id),UPDATE(request_id) ON TABLE dom360.turns TO dom360_lookup;

GRANT SELECT(body_hash),UPDATE(body_hash) ON TABLE dom360.turns TO dom360_lookup;

GRANT SELECT(conversation_id) ON TABLE dom360.turns TO dom360_lookup;
GRANT SELECT(conversation_id) ON TABLE dom360.turns TO dom360_bi;

GRANT SELECT(inbox_id) ON TABLE dom360.turns TO dom360_bi;

GRANT SELECT(agent_type) ON TABLE dom360.turns TO dom360_bi;
GRANT SELECT(agent_type) ON TABLE dom360.turns TO dom360_lookup;

GRANT UPDATE(state) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(state) ON TABLE dom360.turns TO dom360_jobs;
GRANT SELECT(state) ON TABLE dom360.turns TO dom360_lookup;
GRANT SELECT(state) ON TABLE dom360.turns TO dom360_bi;

GRANT UPDATE(attempt) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(attempt) ON TABLE dom360.turns TO dom360_jobs;
GRANT SELECT(attempt) ON TABLE dom360.turns TO dom360_lookup;
GRANT SELECT(attempt) ON TABLE dom360.turns TO dom360_bi;

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
GRANT SELECT(error_code) ON TABLE dom360.turns TO dom360_bi;
GRANT SELECT(error_code) ON TABLE dom360.turns TO dom360_lookup;

GRANT UPDATE(error_status) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(error_status) ON TABLE dom360.turns TO dom360_jobs;

GRANT UPDATE(latency_ms) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(latency_ms) ON TABLE dom360.turns TO dom360_jobs;
GRANT SELECT(latency_ms) ON TABLE dom360.turns TO dom360_bi;

GRANT UPDATE(finished_at) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(finished_at) ON TABLE dom360.turns TO dom360_jobs;
GRANT SELECT(finished_at) ON TABLE dom360.turns TO dom360_bi;

GRANT SELECT(created_at) ON TABLE dom360.turns TO dom360_bi;

GRANT UPDATE(held_budgets) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(held_budgets) ON TABLE dom360.turns TO dom360_jobs;
GRANT SELECT(held_budgets) ON TABLE dom360.turns TO dom360_lookup;

GRANT UPDATE(held_tokens) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(held_tokens) ON TABLE dom360.turns TO dom360_jobs;

GRANT UPDATE(held_micro_usd) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(held_micro_usd) ON TABLE dom360.turns TO dom360_jobs;

GRANT UPDATE(holder) ON TABLE dom360.turns TO dom360_app;
GRANT UPDATE(holder) ON TABLE dom360.turns TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.charge_budgets(p_tenant uuid, p_turn dom360.turns, p_tokens bigint, p_micro_usd bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.charge_budgets(p_tenant uuid, p_turn dom360.turns, p_tokens bigint, p_micro_usd bigint) TO dom360_app;
GRANT ALL ON FUNCTION dom360.charge_budgets(p_tenant uuid, p_turn dom360.turns, p_tokens bigint, p_micro_usd bigint) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.claim_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_take_over boolean, p_lease_margin_ms integer, p_history integer, p_holder uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.claim_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_take_over boolean, p_lease_margin_ms integer, p_history integer, p_holder uuid) TO dom360_app;
GRANT ALL ON FUNCTION dom360.claim_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_take_over boolean, p_lease_margin_ms integer, p_history integer, p_holder uuid) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.confirm_encryption_keys(p_keys text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.confirm_encryption_keys(p_keys text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.confirm_encryption_keys(p_keys text) TO dom360_jobs;

GRANT SELECT,INSERT ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT SELECT,INSERT,DELETE ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT ON TABLE dom360.consumption_inbox_daily TO dom360_admin;
GRANT SELECT ON TABLE dom360.consumption_inbox_daily TO dom360_mv;

GRANT SELECT(tenant_id) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT SELECT(inbox_id) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT SELECT(day) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT SELECT(agent_type) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT SELECT(model) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT SELECT(slot) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(messages) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(messages) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(messages) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(answers) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(answers) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(answers) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(errors) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(errors) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(errors) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(input_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(input_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(input_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(output_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(output_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(output_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(cached_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(cached_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(cached_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(total_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(total_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(total_tokens) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(cost_micro_usd) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(cost_micro_usd) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(cost_micro_usd) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(latency_ms_sum) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(latency_ms_sum) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(latency_ms_sum) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(conversations) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(conversations) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(conversations) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(retries) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(retries) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(retries) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(unpriced_answers) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(unpriced_answers) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(unpriced_answers) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(grounded_answers) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(grounded_answers) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(grounded_answers) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(platform_ms_sum) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(platform_ms_sum) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(platform_ms_sum) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(agent_ms_100) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(agent_ms_100) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(agent_ms_100) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(agent_ms_250) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(agent_ms_250) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(agent_ms_250) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(agent_ms_500) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(agent_ms_500) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(agent_ms_500) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(agent_ms_1000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(agent_ms_1000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(agent_ms_1000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(agent_ms_2000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(agent_ms_2000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(agent_ms_2000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(agent_ms_3000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(agent_ms_3000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(agent_ms_3000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(agent_ms_5000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(agent_ms_5000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(agent_ms_5000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(agent_ms_8000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(agent_ms_8000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(agent_ms_8000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(agent_ms_12000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(agent_ms_12000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(agent_ms_12000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(agent_ms_20000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(agent_ms_20000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(agent_ms_20000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(agent_ms_30000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(agent_ms_30000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(agent_ms_30000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(agent_ms_60000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(agent_ms_60000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(agent_ms_60000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(agent_ms_more) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(agent_ms_more) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(agent_ms_more) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(platform_ms_10) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(platform_ms_10) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(platform_ms_10) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(platform_ms_25) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(platform_ms_25) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(platform_ms_25) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(platform_ms_50) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(platform_ms_50) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(platform_ms_50) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(platform_ms_100) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(platform_ms_100) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(platform_ms_100) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(platform_ms_250) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(platform_ms_250) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(platform_ms_250) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(platform_ms_500) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(platform_ms_500) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(platform_ms_500) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(platform_ms_1000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(platform_ms_1000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(platform_ms_1000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(platform_ms_2500) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(platform_ms_2500) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(platform_ms_2500) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(platform_ms_10000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(platform_ms_10000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(platform_ms_10000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(platform_ms_more) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(platform_ms_more) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(platform_ms_more) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(knowledge_misses) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(knowledge_misses) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(knowledge_misses) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(first_ms_sum) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(first_ms_sum) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(first_ms_sum) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(first_ms_100) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(first_ms_100) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(first_ms_100) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(first_ms_250) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(first_ms_250) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(first_ms_250) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(first_ms_500) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(first_ms_500) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(first_ms_500) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(first_ms_1000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(first_ms_1000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(first_ms_1000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(first_ms_2000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(first_ms_2000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(first_ms_2000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(first_ms_3000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(first_ms_3000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(first_ms_3000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(first_ms_5000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(first_ms_5000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(first_ms_5000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(first_ms_8000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(first_ms_8000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(first_ms_8000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(first_ms_12000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(first_ms_12000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(first_ms_12000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(first_ms_20000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(first_ms_20000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(first_ms_20000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(first_ms_30000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(first_ms_30000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(first_ms_30000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(first_ms_60000) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(first_ms_60000) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(first_ms_60000) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

GRANT UPDATE(first_ms_more) ON TABLE dom360.consumption_inbox_daily TO dom360_app;
GRANT UPDATE(first_ms_more) ON TABLE dom360.consumption_inbox_daily TO dom360_jobs;
GRANT SELECT(first_ms_more) ON TABLE dom360.consumption_inbox_daily TO dom360_bi;

REVOKE ALL ON FUNCTION dom360.consumption_counted(p_tenant uuid, p_first_day date, p_last_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.consumption_counted(p_tenant uuid, p_first_day date, p_last_day date) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.consumption_counted_since(p_tenant uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.consumption_counted_since(p_tenant uuid) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.consumption_differences(p_tenant uuid, p_first_day date, p_last_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.consumption_differences(p_tenant uuid, p_first_day date, p_last_day date) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.conversation_history(p_tenant uuid, p_conversation uuid, p_since timestamp with time zone, p_question integer, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.conversation_history(p_tenant uuid, p_conversation uuid, p_since timestamp with time zone, p_question integer, p_limit integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.conversation_history(p_tenant uuid, p_conversation uuid, p_since timestamp with time zone, p_question integer, p_limit integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.conversation_labels_live() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.conversations_erased() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.conversations_live() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.count_conversation() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.count_retry(p_before dom360.turns) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.count_retry(p_before dom360.turns) TO dom360_app;
GRANT ALL ON FUNCTION dom360.count_retry(p_before dom360.turns) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.current_tenant_id() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.current_tenant_id() TO dom360_lookup;
GRANT ALL ON FUNCTION dom360.current_tenant_id() TO dom360_app;
GRANT ALL ON FUNCTION dom360.current_tenant_id() TO dom360_auth;
GRANT ALL ON FUNCTION dom360.current_tenant_id() TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.current_tenant_id() TO dom360_admin;

REVOKE ALL ON FUNCTION dom360.days_to_count(p_tenant uuid, p_first_day date, p_last_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.days_to_count(p_tenant uuid, p_first_day date, p_last_day date) TO dom360_app;
GRANT ALL ON FUNCTION dom360.days_to_count(p_tenant uuid, p_first_day date, p_last_day date) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.decrypt_sensitive_field(p_ciphertext text, p_table text, p_column text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.decrypt_sensitive_field(p_ciphertext text, p_table text, p_column text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.decrypt_sensitive_field(p_ciphertext text, p_table text, p_column text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.delete_old_rows(p_tenant uuid, p_table text, p_before timestamp with time zone, p_held date[], p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.delete_old_rows(p_tenant uuid, p_table text, p_before timestamp with time zone, p_held date[], p_limit integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.derive_lead() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.detach_month(p_parent text, p_first date) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.drop_detached_month(p_parent text, p_first date) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.drop_month(p_parent text, p_first date) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.drop_month(p_parent text, p_first date) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.empty_items(p_items jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.empty_items(p_items jsonb) TO dom360_lookup;

REVOKE ALL ON FUNCTION dom360.encrypt_sensitive_field(p_plaintext text, p_table text, p_column text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.encrypt_sensitive_field(p_plaintext text, p_table text, p_column text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.encrypt_sensitive_field(p_plaintext text, p_table text, p_column text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.encryption_ring() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.ensure_knowledge_indexes() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.ensure_month_partitions(p_parent text, p_ahead integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.ensure_month_partitions(p_parent text, p_ahead integer) TO dom360_jobs;

GRANT SELECT ON TABLE dom360.erasures TO dom360_app;
GRANT SELECT ON TABLE dom360.erasures TO dom360_jobs;
GRANT SELECT,INSERT ON TABLE dom360.erasures TO dom360_lookup;

REVOKE ALL ON FUNCTION dom360.erase_contact(p_tenant uuid, p_contact uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.erase_contact(p_tenant uuid, p_contact uuid) TO dom360_app;

REVOKE ALL ON FUNCTION dom360.erase_personal_data(p_tenant uuid, p_contact uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.erase_personal_data(p_tenant uuid, p_contact uuid) TO dom360_app;

GRANT SELECT ON TABLE dom360.event_days TO dom360_app;
GRANT SELECT,INSERT,DELETE ON TABLE dom360.event_days TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.events_counted(p_tenant uuid, p_kinds text[], p_first_day date, p_last_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.events_counted(p_tenant uuid, p_kinds text[], p_first_day date, p_last_day date) TO dom360_app;
GRANT ALL ON FUNCTION dom360.events_counted(p_tenant uuid, p_kinds text[], p_first_day date, p_last_day date) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.events_of(p_tenant uuid, p_kinds text[], p_first_day date, p_last_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.events_of(p_tenant uuid, p_kinds text[], p_first_day date, p_last_day date) TO dom360_app;
GRANT ALL ON FUNCTION dom360.events_of(p_tenant uuid, p_kinds text[], p_first_day date, p_last_day date) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.fail_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.fail_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.fail_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.figure_weeks_off(p_tenant uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.figure_weeks_off(p_tenant uuid) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.find_api_key(p_tenant uuid, p_key_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.find_api_key(p_tenant uuid, p_key_hash bytea) TO dom360_auth;

REVOKE ALL ON FUNCTION dom360.find_key(p_tenant uuid, p_key_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.find_key(p_tenant uuid, p_key_hash bytea) TO dom360_auth;

REVOKE ALL ON FUNCTION dom360.find_session(p_tenant uuid, p_token_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.find_session(p_tenant uuid, p_token_hash bytea) TO dom360_auth;

REVOKE ALL ON FUNCTION dom360.find_sign_in(p_email text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.find_sign_in(p_email text) TO dom360_auth;

REVOKE ALL ON FUNCTION dom360.find_slug(p_slug text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.find_slug(p_slug text) TO dom360_auth;

REVOKE ALL ON FUNCTION dom360.find_tool_calls(p_tenant uuid, p_call jsonb, p_from timestamp with time zone, p_until timestamp with time zone, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.find_tool_calls(p_tenant uuid, p_call jsonb, p_from timestamp with time zone, p_until timestamp with time zone, p_limit integer) TO dom360_app;

REVOKE ALL ON FUNCTION dom360.find_web_chat(p_tenant uuid, p_key text, p_token_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.find_web_chat(p_tenant uuid, p_key text, p_token_hash bytea) TO dom360_auth;

REVOKE ALL ON FUNCTION dom360.finish_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_content text, p_visibility text, p_model text, p_input_tokens integer, p_output_tokens integer, p_cached_tokens integer, p_total_tokens integer, p_cost_micro_usd bigint, p_agent_latency_ms integer, p_tool_calls jsonb, p_rag_context jsonb, p_structured jsonb, p_price_source text, p_handoff text, p_first_token_ms integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.finish_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_content text, p_visibility text, p_model text, p_input_tokens integer, p_output_tokens integer, p_cached_tokens integer, p_total_tokens integer, p_cost_micro_usd bigint, p_agent_latency_ms integer, p_tool_calls jsonb, p_rag_context jsonb, p_structured jsonb, p_price_source text, p_handoff text, p_first_token_ms integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.finish_turn(p_tenant uuid, p_turn uuid, p_attempt integer, p_content text, p_visibility text, p_model text, p_input_tokens integer, p_output_tokens integer, p_cached_tokens integer, p_total_tokens integer, p_cost_micro_usd bigint, p_agent_latency_ms integer, p_tool_calls jsonb, p_rag_context jsonb, p_structured jsonb, p_price_source text, p_handoff text, p_first_token_ms integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.fold_consumption(p_tenant uuid, p_first_day date, p_last_day date, p_wait boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.fold_consumption(p_tenant uuid, p_first_day date, p_last_day date, p_wait boolean) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.fold_text(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.fold_text(p_text text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.fold_text(p_text text) TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.fold_text(p_text text) TO dom360_lookup;
GRANT ALL ON FUNCTION dom360.fold_text(p_text text) TO dom360_admin;

REVOKE ALL ON FUNCTION dom360.fold_words(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.fold_words(p_text text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.fold_words(p_text text) TO dom360_lookup;

REVOKE ALL ON FUNCTION dom360.forgive_guess(p_kind text, p_key bytea, p_all boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.forgive_guess(p_kind text, p_key bytea, p_all boolean) TO dom360_auth;

REVOKE ALL ON FUNCTION dom360.get_or_create_contact(p_tenant uuid, p_phone text, p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.get_or_create_contact(p_tenant uuid, p_phone text, p_name text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.get_or_create_contact(p_tenant uuid, p_phone text, p_name text) TO dom360_jobs;

GRANT SELECT,INSERT ON TABLE dom360.conversations TO dom360_app;
GRANT SELECT,INSERT ON TABLE dom360.conversations TO dom360_jobs;

GRANT SELECT(tenant_id) ON TABLE dom360.conversations TO dom360_bi;
GRANT SELECT(tenant_id) ON TABLE dom360.conversations TO dom360_admin;
GRANT SELECT(tenant_id) ON TABLE dom360.conversations TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.conversations TO dom360_bi;
GRANT SELECT(id) ON TABLE dom360.conversations TO dom360_lookup;

GRANT SELECT(inbox_id) ON TABLE dom360.conversations TO dom360_bi;
GRANT SELECT(inbox_id) ON TABLE dom360.conversations TO dom360_lookup;

GRANT SELECT(contact_id) ON TABLE dom360.conversations TO dom360_bi;
GRANT SELECT(contact_id) ON TABLE dom360.conversations TO dom360_lookup;

GRANT SELECT(agent_type) ON TABLE dom360.conversations TO dom360_bi;

GRANT UPDATE(status) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(status) ON TABLE dom360.conversations TO dom360_jobs;
GRANT SELECT(status) ON TABLE dom360.conversations TO dom360_bi;
GRANT UPDATE(status) ON TABLE dom360.conversations TO dom360_lookup;

GRANT UPDATE(last_message_index) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(last_message_index) ON TABLE dom360.conversations TO dom360_jobs;
GRANT SELECT(last_message_index) ON TABLE dom360.conversations TO dom360_bi;

GRANT UPDATE(last_message_at) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(last_message_at) ON TABLE dom360.conversations TO dom360_jobs;
GRANT SELECT(last_message_at) ON TABLE dom360.conversations TO dom360_bi;
GRANT SELECT(last_message_at) ON TABLE dom360.conversations TO dom360_admin;

GRANT SELECT(created_at) ON TABLE dom360.conversations TO dom360_bi;

GRANT UPDATE(closed_at) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(closed_at) ON TABLE dom360.conversations TO dom360_jobs;
GRANT SELECT(closed_at) ON TABLE dom360.conversations TO dom360_bi;
GRANT SELECT(closed_at),UPDATE(closed_at) ON TABLE dom360.conversations TO dom360_lookup;

GRANT UPDATE(erased_at) ON TABLE dom360.conversations TO dom360_lookup;

GRANT UPDATE(handled_by) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(handled_by) ON TABLE dom360.conversations TO dom360_jobs;

GRANT UPDATE(assignee_user_id) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(assignee_user_id) ON TABLE dom360.conversations TO dom360_jobs;
GRANT SELECT(assignee_user_id) ON TABLE dom360.conversations TO dom360_lookup;

GRANT UPDATE(handed_at) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(handed_at) ON TABLE dom360.conversations TO dom360_jobs;

GRANT UPDATE(handoff_reason) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(handoff_reason) ON TABLE dom360.conversations TO dom360_jobs;
GRANT SELECT(handoff_reason),UPDATE(handoff_reason) ON TABLE dom360.conversations TO dom360_lookup;

GRANT UPDATE(month) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(month) ON TABLE dom360.conversations TO dom360_jobs;

GRANT UPDATE(total_tokens) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(total_tokens) ON TABLE dom360.conversations TO dom360_jobs;
GRANT SELECT(total_tokens) ON TABLE dom360.conversations TO dom360_bi;

GRANT UPDATE(cost_micro_usd) ON TABLE dom360.conversations TO dom360_app;
GRANT UPDATE(cost_micro_usd) ON TABLE dom360.conversations TO dom360_jobs;
GRANT SELECT(cost_micro_usd) ON TABLE dom360.conversations TO dom360_bi;

REVOKE ALL ON FUNCTION dom360.get_or_create_conversation(p_tenant uuid, p_inbox uuid, p_contact uuid, p_agent_type text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.get_or_create_conversation(p_tenant uuid, p_inbox uuid, p_contact uuid, p_agent_type text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.get_or_create_conversation(p_tenant uuid, p_inbox uuid, p_contact uuid, p_agent_type text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.get_or_create_lead(p_tenant uuid, p_contact uuid, p_inbox uuid, p_source text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.get_or_create_lead(p_tenant uuid, p_contact uuid, p_inbox uuid, p_source text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.get_or_create_lead(p_tenant uuid, p_contact uuid, p_inbox uuid, p_source text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.gone_before(p_table name) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.gone_before(p_table name) TO dom360_owner;
GRANT ALL ON FUNCTION dom360.gone_before(p_table name) TO dom360_app;
GRANT ALL ON FUNCTION dom360.gone_before(p_table name) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.grant_columns(p_privilege text, p_table regclass, p_columns text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.guard_tenant_tables() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.hand_over(p_tenant uuid, p_conversation uuid, p_assignee uuid, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.hand_over(p_tenant uuid, p_conversation uuid, p_assignee uuid, p_reason text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.hand_over(p_tenant uuid, p_conversation uuid, p_assignee uuid, p_reason text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.is_open(p_hours jsonb, p_timezone text, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.is_open(p_hours jsonb, p_timezone text, p_at timestamp with time zone) TO dom360_app;
GRANT ALL ON FUNCTION dom360.is_open(p_hours jsonb, p_timezone text, p_at timestamp with time zone) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.keep_account_vars_bound() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.keep_agents_bound() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.key_family(p_tenant uuid, p_api_key uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.key_family(p_tenant uuid, p_api_key uuid) TO dom360_app;
GRANT ALL ON FUNCTION dom360.key_family(p_tenant uuid, p_api_key uuid) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.last_message(p_tenant uuid, p_conversation uuid, p_at timestamp with time zone, p_index integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.last_message(p_tenant uuid, p_conversation uuid, p_at timestamp with time zone, p_index integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.last_message(p_tenant uuid, p_conversation uuid, p_at timestamp with time zone, p_index integer) TO dom360_jobs;

GRANT SELECT ON TABLE dom360.lead_cohorts TO dom360_app;
GRANT SELECT,INSERT,DELETE ON TABLE dom360.lead_cohorts TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.lead_cohorts_counted(p_tenant uuid, p_first_day date, p_last_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.lead_cohorts_counted(p_tenant uuid, p_first_day date, p_last_day date) TO dom360_app;
GRANT ALL ON FUNCTION dom360.lead_cohorts_counted(p_tenant uuid, p_first_day date, p_last_day date) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.lead_cohorts_of(p_tenant uuid, p_first_day date, p_last_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.lead_cohorts_of(p_tenant uuid, p_first_day date, p_last_day date) TO dom360_app;
GRANT ALL ON FUNCTION dom360.lead_cohorts_of(p_tenant uuid, p_first_day date, p_last_day date) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.lead_matches(p_tenant uuid, p_lead uuid, p_contact uuid, p_pattern text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.lead_matches(p_tenant uuid, p_lead uuid, p_contact uuid, p_pattern text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.lead_matches(p_tenant uuid, p_lead uuid, p_contact uuid, p_pattern text) TO dom360_jobs;

GRANT SELECT,INSERT ON TABLE dom360.leads TO dom360_app;
GRANT SELECT,INSERT ON TABLE dom360.leads TO dom360_jobs;

GRANT SELECT(tenant_id) ON TABLE dom360.leads TO dom360_bi;
GRANT SELECT(tenant_id) ON TABLE dom360.leads TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.leads TO dom360_bi;
GRANT SELECT(id) ON TABLE dom360.leads TO dom360_lookup;

GRANT SELECT(contact_id) ON TABLE dom360.leads TO dom360_bi;
GRANT SELECT(contact_id) ON TABLE dom360.leads TO dom360_lookup;

GRANT SELECT(inbox_id) ON TABLE dom360.leads TO dom360_bi;
GRANT SELECT(inbox_id) ON TABLE dom360.leads TO dom360_lookup;

GRANT UPDATE(state) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(state) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(state) ON TABLE dom360.leads TO dom360_bi;

GRANT UPDATE(score_budget) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(score_budget) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(score_budget) ON TABLE dom360.leads TO dom360_bi;

GRANT UPDATE(score_authority) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(score_authority) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(score_authority) ON TABLE dom360.leads TO dom360_bi;

GRANT UPDATE(score_need) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(score_need) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(score_need) ON TABLE dom360.leads TO dom360_bi;

GRANT UPDATE(score_timeline) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(score_timeline) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(score_timeline) ON TABLE dom360.leads TO dom360_bi;

GRANT UPDATE(score) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(score) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(score) ON TABLE dom360.leads TO dom360_bi;

GRANT UPDATE(criteria_met) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(criteria_met) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(criteria_met) ON TABLE dom360.leads TO dom360_bi;

GRANT UPDATE(interest) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(interest) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(source) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(source) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(source) ON TABLE dom360.leads TO dom360_bi;
GRANT SELECT(source),UPDATE(source) ON TABLE dom360.leads TO dom360_lookup;

GRANT UPDATE(owner_user_id) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(owner_user_id) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(owner_user_id) ON TABLE dom360.leads TO dom360_lookup;

GRANT UPDATE(meeting_at) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(meeting_at) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(meeting_at) ON TABLE dom360.leads TO dom360_bi;

GRANT UPDATE(outcome) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(outcome) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(outcome) ON TABLE dom360.leads TO dom360_bi;

GRANT UPDATE(value_cents) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(value_cents) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(value_cents) ON TABLE dom360.leads TO dom360_bi;

GRANT UPDATE(currency) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(currency) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(currency) ON TABLE dom360.leads TO dom360_bi;
GRANT SELECT(currency) ON TABLE dom360.leads TO dom360_lookup;

GRANT UPDATE(merged_into) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(merged_into) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(merged_into) ON TABLE dom360.leads TO dom360_bi;
GRANT SELECT(merged_into) ON TABLE dom360.leads TO dom360_lookup;

GRANT UPDATE(last_activity_at) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(last_activity_at) ON TABLE dom360.leads TO dom360_jobs;

GRANT SELECT(created_at) ON TABLE dom360.leads TO dom360_bi;

GRANT UPDATE(updated_at) ON TABLE dom360.leads TO dom360_app;
GRANT UPDATE(updated_at) ON TABLE dom360.leads TO dom360_jobs;

GRANT UPDATE(qualifying_at) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(qualifying_at) ON TABLE dom360.leads TO dom360_bi;

GRANT UPDATE(qualified_at) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(qualified_at) ON TABLE dom360.leads TO dom360_bi;

GRANT UPDATE(scheduled_at) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(scheduled_at) ON TABLE dom360.leads TO dom360_bi;

GRANT UPDATE(completed_at) ON TABLE dom360.leads TO dom360_jobs;
GRANT SELECT(completed_at) ON TABLE dom360.leads TO dom360_bi;

REVOKE ALL ON FUNCTION dom360.lead_narrows(p_lead dom360.leads, p_narrow jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.lead_narrows(p_lead dom360.leads, p_narrow jsonb) TO dom360_app;
GRANT ALL ON FUNCTION dom360.lead_narrows(p_lead dom360.leads, p_narrow jsonb) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.lead_state_guard() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.lead_states() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.lead_states() TO dom360_app;
GRANT ALL ON FUNCTION dom360.lead_states() TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.lead_transitions(p_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.lead_transitions(p_state text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.lead_transitions(p_state text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.leads_live() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.lease_of(p_timeout_ms integer, p_margin_ms integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.lease_of(p_timeout_ms integer, p_margin_ms integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.lease_of(p_timeout_ms integer, p_margin_ms integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.list_abandoned_turns(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.list_abandoned_turns(p_limit integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.list_default_model_prices() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.list_default_model_prices() TO dom360_app;
GRANT ALL ON FUNCTION dom360.list_default_model_prices() TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.list_latest_messages(p_tenant uuid, p_before_at timestamp with time zone, p_before_id uuid, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.list_latest_messages(p_tenant uuid, p_before_at timestamp with time zone, p_before_id uuid, p_limit integer) TO dom360_app;

REVOKE ALL ON FUNCTION dom360.list_prices_in_force(p_tenant uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.list_prices_in_force(p_tenant uuid) TO dom360_app;
GRANT ALL ON FUNCTION dom360.list_prices_in_force(p_tenant uuid) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.list_waiting_documents(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.list_waiting_documents(p_limit integer) TO dom360_jobs;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.budgets TO dom360_app;
GRANT SELECT ON TABLE dom360.budgets TO dom360_jobs;

GRANT UPDATE(kind) ON TABLE dom360.budgets TO dom360_app;
GRANT UPDATE(kind) ON TABLE dom360.budgets TO dom360_jobs;

GRANT UPDATE(max_tokens) ON TABLE dom360.budgets TO dom360_app;
GRANT UPDATE(max_tokens) ON TABLE dom360.budgets TO dom360_jobs;

GRANT UPDATE(max_micro_usd) ON TABLE dom360.budgets TO dom360_app;
GRANT UPDATE(max_micro_usd) ON TABLE dom360.budgets TO dom360_jobs;

GRANT UPDATE(warn_percent) ON TABLE dom360.budgets TO dom360_app;
GRANT UPDATE(warn_percent) ON TABLE dom360.budgets TO dom360_jobs;

GRANT UPDATE(period_start) ON TABLE dom360.budgets TO dom360_app;
GRANT UPDATE(period_start) ON TABLE dom360.budgets TO dom360_jobs;

GRANT UPDATE(used_tokens) ON TABLE dom360.budgets TO dom360_app;
GRANT UPDATE(used_tokens) ON TABLE dom360.budgets TO dom360_jobs;

GRANT UPDATE(used_micro_usd) ON TABLE dom360.budgets TO dom360_app;
GRANT UPDATE(used_micro_usd) ON TABLE dom360.budgets TO dom360_jobs;

GRANT UPDATE(held_tokens) ON TABLE dom360.budgets TO dom360_app;
GRANT UPDATE(held_tokens) ON TABLE dom360.budgets TO dom360_jobs;

GRANT UPDATE(held_micro_usd) ON TABLE dom360.budgets TO dom360_app;
GRANT UPDATE(held_micro_usd) ON TABLE dom360.budgets TO dom360_jobs;

GRANT UPDATE(usual_tokens) ON TABLE dom360.budgets TO dom360_app;
GRANT UPDATE(usual_tokens) ON TABLE dom360.budgets TO dom360_jobs;

GRANT UPDATE(usual_micro_usd) ON TABLE dom360.budgets TO dom360_app;
GRANT UPDATE(usual_micro_usd) ON TABLE dom360.budgets TO dom360_jobs;

GRANT UPDATE(warned_at) ON TABLE dom360.budgets TO dom360_app;
GRANT UPDATE(warned_at) ON TABLE dom360.budgets TO dom360_jobs;

GRANT UPDATE(exhausted_at) ON TABLE dom360.budgets TO dom360_app;
GRANT UPDATE(exhausted_at) ON TABLE dom360.budgets TO dom360_jobs;

GRANT UPDATE(updated_at) ON TABLE dom360.budgets TO dom360_app;
GRANT UPDATE(updated_at) ON TABLE dom360.budgets TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.lock_budgets(p_tenant uuid, p_inbox uuid, p_api_key uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.lock_budgets(p_tenant uuid, p_inbox uuid, p_api_key uuid) TO dom360_app;
GRANT ALL ON FUNCTION dom360.lock_budgets(p_tenant uuid, p_inbox uuid, p_api_key uuid) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.make_missing_month(p_parent text, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.make_missing_month(p_parent text, p_at timestamp with time zone) TO dom360_app;
GRANT ALL ON FUNCTION dom360.make_missing_month(p_parent text, p_at timestamp with time zone) TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.make_missing_month(p_parent text, p_at timestamp with time zone) TO dom360_admin;

REVOKE ALL ON FUNCTION dom360.make_month(p_parent text, p_first date) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.mark_figures(p_tenant uuid, p_moments timestamp with time zone[]) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.mark_figures(p_tenant uuid, p_moments timestamp with time zone[]) TO dom360_app;
GRANT ALL ON FUNCTION dom360.mark_figures(p_tenant uuid, p_moments timestamp with time zone[]) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.mark_handover() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.mark_lead() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.mark_turn() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.match_passages(p_tenant uuid, p_question text, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.match_passages(p_tenant uuid, p_question text, p_limit integer) TO dom360_app;

REVOKE ALL ON FUNCTION dom360.messages_index() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.messages_live() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.months_ahead() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.months_ahead() TO dom360_app;
GRANT ALL ON FUNCTION dom360.months_ahead() TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.months_ahead() TO dom360_admin;

REVOKE ALL ON FUNCTION dom360.move_audit_start(p_tenant uuid, p_last_gone bigint, p_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.move_audit_start(p_tenant uuid, p_last_gone bigint, p_hash bytea) TO dom360_owner;

REVOKE ALL ON FUNCTION dom360.nearest_passages(p_tenant uuid, p_model text, p_embedding real[], p_limit integer, p_exact boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.nearest_passages(p_tenant uuid, p_model text, p_embedding real[], p_limit integer, p_exact boolean) TO dom360_app;

REVOKE ALL ON FUNCTION dom360.note_failure(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.note_failure(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.note_failure(p_tenant uuid, p_turn uuid, p_attempt integer, p_error_code text, p_error_status integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.note_handover() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.note_lead_changes() FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE dom360.lead_events TO dom360_app;
GRANT SELECT,INSERT,DELETE ON TABLE dom360.lead_events TO dom360_jobs;

GRANT SELECT(tenant_id) ON TABLE dom360.lead_events TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.lead_events TO dom360_lookup;

GRANT SELECT(lead_id) ON TABLE dom360.lead_events TO dom360_lookup;

GRANT SELECT(from_state) ON TABLE dom360.lead_events TO dom360_lookup;

GRANT SELECT(to_state) ON TABLE dom360.lead_events TO dom360_lookup;

GRANT SELECT(field) ON TABLE dom360.lead_events TO dom360_lookup;

GRANT SELECT(old),UPDATE(old) ON TABLE dom360.lead_events TO dom360_lookup;

GRANT SELECT(new),UPDATE(new) ON TABLE dom360.lead_events TO dom360_lookup;

GRANT SELECT(comment),UPDATE(comment) ON TABLE dom360.lead_events TO dom360_lookup;

GRANT SELECT(actor_id) ON TABLE dom360.lead_events TO dom360_lookup;

GRANT SELECT(created_at) ON TABLE dom360.lead_events TO dom360_lookup;

REVOKE ALL ON FUNCTION dom360.note_lead_event(p_event dom360.lead_events) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.note_lead_event(p_event dom360.lead_events) TO dom360_app;
GRANT ALL ON FUNCTION dom360.note_lead_event(p_event dom360.lead_events) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.note_lead_field() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.note_live_event(p_tenant uuid, p_kind text, p_subject uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.note_live_event(p_tenant uuid, p_kind text, p_subject uuid) TO dom360_app;
GRANT ALL ON FUNCTION dom360.note_live_event(p_tenant uuid, p_kind text, p_subject uuid) TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.note_live_event(p_tenant uuid, p_kind text, p_subject uuid) TO dom360_lookup;

REVOKE ALL ON FUNCTION dom360.note_milestones() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.open_personal_data() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.open_secret(p_tenant uuid, p_keys text, p_ciphertext text, p_table text, p_column text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.open_secret(p_tenant uuid, p_keys text, p_ciphertext text, p_table text, p_column text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.open_secret(p_tenant uuid, p_keys text, p_ciphertext text, p_table text, p_column text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.open_table_to_bi(p_table regclass, p_columns text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.open_to_purge() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.open_tool_call(p_tenant uuid, p_turn uuid, p_attempt integer, p_conversation uuid, p_hold text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.open_tool_call(p_tenant uuid, p_turn uuid, p_attempt integer, p_conversation uuid, p_hold text) TO dom360_app;

REVOKE ALL ON FUNCTION dom360.person_rows(p_tenant uuid, p_contact uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.person_rows(p_tenant uuid, p_contact uuid) TO dom360_app;

REVOKE ALL ON FUNCTION dom360.person_tables(p_tenant uuid, p_contact uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.person_tables(p_tenant uuid, p_contact uuid) TO dom360_lookup;
GRANT ALL ON FUNCTION dom360.person_tables(p_tenant uuid, p_contact uuid) TO dom360_app;

REVOKE ALL ON FUNCTION dom360.personal_data() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.personal_data() TO dom360_lookup;
GRANT ALL ON FUNCTION dom360.personal_data() TO dom360_app;
GRANT ALL ON FUNCTION dom360.personal_data() TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.personal_data() TO dom360_admin;

REVOKE ALL ON FUNCTION dom360.personal_treatments() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.personal_treatments() TO dom360_lookup;

REVOKE ALL ON FUNCTION dom360.plan_budgets(p_tenant uuid, p_inbox uuid, p_api_key uuid, OUT held_budgets uuid[], OUT held_tokens bigint, OUT held_micro_usd bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.plan_budgets(p_tenant uuid, p_inbox uuid, p_api_key uuid, OUT held_budgets uuid[], OUT held_tokens bigint, OUT held_micro_usd bigint) TO dom360_app;
GRANT ALL ON FUNCTION dom360.plan_budgets(p_tenant uuid, p_inbox uuid, p_api_key uuid, OUT held_budgets uuid[], OUT held_tokens bigint, OUT held_micro_usd bigint) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.platform_bucket(p_ms integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.platform_bucket(p_ms integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.platform_bucket(p_ms integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.protect_tenant_table(p_table regclass, p_column name) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.purge_order() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.purge_order() TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.purge_tenant(p_tenant uuid, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.purge_tenant(p_tenant uuid, p_limit integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.recount_budget(p_tenant uuid, p_budget uuid, p_start date) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.recount_budget(p_tenant uuid, p_budget uuid, p_start date) TO dom360_app;
GRANT ALL ON FUNCTION dom360.recount_budget(p_tenant uuid, p_budget uuid, p_start date) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.recount_derived(p_tenant uuid, p_first_day date, p_last_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.recount_derived(p_tenant uuid, p_first_day date, p_last_day date) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.reencrypt_field(p_tenant uuid, p_keys text, p_table text, p_column text, p_after uuid, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.reencrypt_field(p_tenant uuid, p_keys text, p_table text, p_column text, p_after uuid, p_limit integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.reencrypt_field(p_tenant uuid, p_keys text, p_table text, p_column text, p_after uuid, p_limit integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.refresh_consumption_summary() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.refresh_consumption_summary() TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.refuse_exhausted(p_budget dom360.budgets) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.refuse_exhausted(p_budget dom360.budgets) TO dom360_app;
GRANT ALL ON FUNCTION dom360.refuse_exhausted(p_budget dom360.budgets) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.release_budgets(p_tenant uuid, p_turns uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.release_budgets(p_tenant uuid, p_turns uuid[]) TO dom360_app;
GRANT ALL ON FUNCTION dom360.release_budgets(p_tenant uuid, p_turns uuid[]) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.release_encryption_keys() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.release_encryption_keys() TO dom360_admin;

REVOKE ALL ON FUNCTION dom360.rename_tenant(p_tenant uuid, p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.rename_tenant(p_tenant uuid, p_name text) TO dom360_app;

REVOKE ALL ON FUNCTION dom360.repair_consumption(p_tenant uuid, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.repair_consumption(p_tenant uuid, p_day date) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.resume_turn(p_tenant uuid, p_turn uuid, p_body_hash bytea, p_lease_margin_ms integer, p_history integer, p_holder uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.resume_turn(p_tenant uuid, p_turn uuid, p_body_hash bytea, p_lease_margin_ms integer, p_history integer, p_holder uuid) TO dom360_app;
GRANT ALL ON FUNCTION dom360.resume_turn(p_tenant uuid, p_turn uuid, p_body_hash bytea, p_lease_margin_ms integer, p_history integer, p_holder uuid) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.retention_due() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.retention_due() TO dom360_owner;
GRANT ALL ON FUNCTION dom360.retention_due() TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.retire_encryption_keys(p_except text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.retire_encryption_keys(p_except text) TO dom360_admin;

REVOKE ALL ON FUNCTION dom360.roll_budgets(p_tenant uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.roll_budgets(p_tenant uuid) TO dom360_app;
GRANT ALL ON FUNCTION dom360.roll_budgets(p_tenant uuid) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.roll_events(p_tenant uuid, p_kinds text[], p_weeks date[], p_last date) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.roll_events(p_tenant uuid, p_kinds text[], p_weeks date[], p_last date) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.roll_figures(p_tenant uuid, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.roll_figures(p_tenant uuid, p_limit integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.score_action(p_score integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.score_action(p_score integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.score_action(p_score integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.seal(p_text text, p_passphrase text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.search_terms(p_tenant uuid, p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.search_terms(p_tenant uuid, p_text text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.search_terms(p_tenant uuid, p_text text) TO dom360_lookup;

REVOKE ALL ON FUNCTION dom360.search_terms_asked(p_tenant uuid, p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.search_terms_asked(p_tenant uuid, p_text text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.search_terms_asked(p_tenant uuid, p_text text) TO dom360_lookup;

REVOKE ALL ON FUNCTION dom360.secret_binding(p_key_id text, p_table text, p_column text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.sensitive_fields() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.sensitive_fields() TO dom360_app;
GRANT ALL ON FUNCTION dom360.sensitive_fields() TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.set_actor(p_kind text, p_id text, p_request_id text, p_address text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.set_actor(p_kind text, p_id text, p_request_id text, p_address text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.set_actor(p_kind text, p_id text, p_request_id text, p_address text) TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.set_actor(p_kind text, p_id text, p_request_id text, p_address text) TO dom360_admin;

REVOKE ALL ON FUNCTION dom360.set_conversation_month() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.set_lead_actor(p_kind text, p_id text, p_conversation uuid, p_message uuid, p_message_at timestamp with time zone, p_message_index integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.set_lead_actor(p_kind text, p_id text, p_conversation uuid, p_message uuid, p_message_at timestamp with time zone, p_message_index integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.set_lead_actor(p_kind text, p_id text, p_conversation uuid, p_message uuid, p_message_at timestamp with time zone, p_message_index integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.set_sign_in_email(p_tenant uuid, p_user uuid, p_email text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.set_sign_in_email(p_tenant uuid, p_user uuid, p_email text) TO dom360_app;

REVOKE ALL ON FUNCTION dom360.set_tenant(p_tenant uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.set_tenant(p_tenant uuid) TO dom360_app;
GRANT ALL ON FUNCTION dom360.set_tenant(p_tenant uuid) TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.set_tenant(p_tenant uuid) TO dom360_lookup;

REVOKE ALL ON FUNCTION dom360.similar_passages(p_tenant uuid, p_model text, p_embedding real[], p_passages uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.similar_passages(p_tenant uuid, p_model text, p_embedding real[], p_passages uuid[]) TO dom360_app;

REVOKE ALL ON FUNCTION dom360.slot_of(p_conversation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.slot_of(p_conversation uuid) TO dom360_app;
GRANT ALL ON FUNCTION dom360.slot_of(p_conversation uuid) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.split_tables() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.split_tables() TO dom360_lookup;
GRANT ALL ON FUNCTION dom360.split_tables() TO dom360_app;
GRANT ALL ON FUNCTION dom360.split_tables() TO dom360_auth;
GRANT ALL ON FUNCTION dom360.split_tables() TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.split_tables() TO dom360_admin;

REVOKE ALL ON FUNCTION dom360.summary_refreshed_at() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.summary_refreshed_at() TO dom360_app;
GRANT ALL ON FUNCTION dom360.summary_refreshed_at() TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.take_budgets(p_tenant uuid, p_budgets uuid[], p_tokens bigint, p_micro_usd bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.take_budgets(p_tenant uuid, p_budgets uuid[], p_tokens bigint, p_micro_usd bigint) TO dom360_app;
GRANT ALL ON FUNCTION dom360.take_budgets(p_tenant uuid, p_budgets uuid[], p_tokens bigint, p_micro_usd bigint) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.take_guess(p_kind text, p_key bytea, p_free integer, p_cap_s integer, p_forget_s integer, p_now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.take_guess(p_kind text, p_key bytea, p_free integer, p_cap_s integer, p_forget_s integer, p_now timestamp with time zone) TO dom360_auth;

REVOKE ALL ON FUNCTION dom360.tell_of_budgets(p_tenant uuid, p_told jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.tell_of_budgets(p_tenant uuid, p_told jsonb) TO dom360_app;
GRANT ALL ON FUNCTION dom360.tell_of_budgets(p_tenant uuid, p_told jsonb) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.tell_of_keys() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.turn_context(p_tenant uuid, p_turn uuid, p_history integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.turn_context(p_tenant uuid, p_turn uuid, p_history integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.turn_context(p_tenant uuid, p_turn uuid, p_history integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.turn_is_next(p_tenant uuid, p_conversation uuid, p_turn uuid, p_user_message_index integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.turn_is_next(p_tenant uuid, p_conversation uuid, p_turn uuid, p_user_message_index integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.turn_is_next(p_tenant uuid, p_conversation uuid, p_turn uuid, p_user_message_index integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.turn_lease(p_tenant uuid, p_margin_ms integer) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.turn_lease(p_tenant uuid, p_margin_ms integer) TO dom360_app;
GRANT ALL ON FUNCTION dom360.turn_lease(p_tenant uuid, p_margin_ms integer) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.unseal(p_sealed text, p_passphrase text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.update_consumption_daily() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360.url_origin(p_url text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.url_origin(p_url text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.url_origin(p_url text) TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.url_origin(p_url text) TO dom360_admin;

REVOKE ALL ON FUNCTION dom360.use_encryption_keys(p_keys text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.use_encryption_keys(p_keys text) TO dom360_app;
GRANT ALL ON FUNCTION dom360.use_encryption_keys(p_keys text) TO dom360_jobs;

REVOKE ALL ON FUNCTION dom360.users_role_guard() FROM PUBLIC;
GRANT ALL ON FUNCTION dom360.users_role_guard() TO dom360_app;
GRANT ALL ON FUNCTION dom360.users_role_guard() TO dom360_jobs;
GRANT ALL ON FUNCTION dom360.users_role_guard() TO dom360_admin;

REVOKE ALL ON FUNCTION dom360_crypto.armor(bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.armor(bytea, text[], text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.crypt(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.dearmor(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.decrypt(bytea, bytea, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.decrypt_iv(bytea, bytea, bytea, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.digest(bytea, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.digest(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.encrypt(bytea, bytea, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.encrypt_iv(bytea, bytea, bytea, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.fips_mode() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.gen_random_bytes(integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.gen_random_uuid() FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.gen_salt(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.gen_salt(text, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.hmac(bytea, bytea, text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360_crypto.hmac(bytea, bytea, text) TO dom360_owner;

REVOKE ALL ON FUNCTION dom360_crypto.hmac(text, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_armor_headers(text, OUT key text, OUT value text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_key_id(bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_pub_decrypt(bytea, bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_pub_decrypt(bytea, bytea, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_pub_decrypt(bytea, bytea, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_pub_decrypt_bytea(bytea, bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_pub_decrypt_bytea(bytea, bytea, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_pub_decrypt_bytea(bytea, bytea, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_pub_encrypt(text, bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_pub_encrypt(text, bytea, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_pub_encrypt_bytea(bytea, bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_pub_encrypt_bytea(bytea, bytea, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_sym_decrypt(bytea, text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360_crypto.pgp_sym_decrypt(bytea, text) TO dom360_owner;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_sym_decrypt(bytea, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_sym_decrypt_bytea(bytea, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_sym_decrypt_bytea(bytea, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_sym_encrypt(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_sym_encrypt(text, text, text) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360_crypto.pgp_sym_encrypt(text, text, text) TO dom360_owner;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_sym_encrypt_bytea(bytea, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_crypto.pgp_sym_encrypt_bytea(bytea, text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.binary_quantize(dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.binary_quantize(dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.cosine_distance(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.cosine_distance(dom360_vector.sparsevec, dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.cosine_distance(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;
GRANT ALL ON FUNCTION dom360_vector.cosine_distance(dom360_vector.vector, dom360_vector.vector) TO dom360_owner;
GRANT ALL ON FUNCTION dom360_vector.cosine_distance(dom360_vector.vector, dom360_vector.vector) TO dom360_app;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_accum(double precision[], dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_add(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_avg(double precision[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_cmp(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_combine(double precision[], double precision[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_concat(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_eq(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_ge(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_gt(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_l2_squared_distance(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_le(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_lt(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_mul(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_ne(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_negative_inner_product(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_spherical_distance(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.halfvec_sub(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.hamming_distance(bit, bit) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.hnsw_bit_support(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.hnsw_halfvec_support(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.hnsw_sparsevec_support(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.hnswhandler(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.inner_product(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.inner_product(dom360_vector.sparsevec, dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.inner_product(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.ivfflat_bit_support(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.ivfflat_halfvec_support(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.ivfflathandler(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.jaccard_distance(bit, bit) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.l1_distance(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.l1_distance(dom360_vector.sparsevec, dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.l1_distance(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.l2_distance(dom360_vector.halfvec, dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.l2_distance(dom360_vector.sparsevec, dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.l2_distance(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.l2_norm(dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.l2_norm(dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.l2_normalize(dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.l2_normalize(dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.l2_normalize(dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_cmp(dom360_vector.sparsevec, dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_eq(dom360_vector.sparsevec, dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_ge(dom360_vector.sparsevec, dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_gt(dom360_vector.sparsevec, dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_l2_squared_distance(dom360_vector.sparsevec, dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_le(dom360_vector.sparsevec, dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_lt(dom360_vector.sparsevec, dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_ne(dom360_vector.sparsevec, dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sparsevec_negative_inner_product(dom360_vector.sparsevec, dom360_vector.sparsevec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.subvector(dom360_vector.halfvec, integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.subvector(dom360_vector.vector, integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_accum(double precision[], dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_add(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_avg(double precision[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_cmp(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_combine(double precision[], double precision[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_concat(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_dims(dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_dims(dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_eq(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_ge(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_gt(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_l2_squared_distance(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_le(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_lt(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_mul(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_ne(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_negative_inner_product(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_norm(dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_spherical_distance(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.vector_sub(dom360_vector.vector, dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.avg(dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.avg(dom360_vector.vector) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sum(dom360_vector.halfvec) FROM PUBLIC;

REVOKE ALL ON FUNCTION dom360_vector.sum(dom360_vector.vector) FROM PUBLIC;

GRANT SELECT ON TABLE dom360.account_vars TO dom360_app;
GRANT SELECT ON TABLE dom360.account_vars TO dom360_jobs;
GRANT SELECT,INSERT ON TABLE dom360.account_vars TO dom360_admin;

GRANT SELECT(tenant_id) ON TABLE dom360.account_vars TO dom360_bi;

GRANT UPDATE(agents_endpoint_url) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(agents_timeout_ms) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(default_agent_type) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(rag_enabled) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(rag_top_k) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(rag_match_threshold) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(booking_enabled) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(booking_url) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(locale) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(timezone) ON TABLE dom360.account_vars TO dom360_app;
GRANT SELECT(timezone) ON TABLE dom360.account_vars TO dom360_bi;

GRANT UPDATE(updated_at) ON TABLE dom360.account_vars TO dom360_app;
GRANT UPDATE(updated_at) ON TABLE dom360.account_vars TO dom360_jobs;

GRANT UPDATE(agent_key_encrypted) ON TABLE dom360.account_vars TO dom360_app;
GRANT UPDATE(agent_key_encrypted) ON TABLE dom360.account_vars TO dom360_jobs;

GRANT UPDATE(crm_token_encrypted) ON TABLE dom360.account_vars TO dom360_app;
GRANT UPDATE(crm_token_encrypted) ON TABLE dom360.account_vars TO dom360_jobs;

GRANT UPDATE(embeddings_url) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(embeddings_model) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(embeddings_dimension) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(embeddings_key_encrypted) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(agent_key_hint) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(agent_key_at) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(crm_url) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(crm_token_hint) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(crm_token_at) ON TABLE dom360.account_vars TO dom360_app;

GRANT UPDATE(counted_timezone) ON TABLE dom360.account_vars TO dom360_jobs;

GRANT SELECT,INSERT ON TABLE dom360.agent_tool_calls TO dom360_app;

GRANT SELECT(tenant_id) ON TABLE dom360.agent_tool_calls TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.agent_tool_calls TO dom360_lookup;

GRANT SELECT(turn_id) ON TABLE dom360.agent_tool_calls TO dom360_lookup;

GRANT SELECT(call_id),UPDATE(call_id) ON TABLE dom360.agent_tool_calls TO dom360_lookup;

GRANT SELECT(agent_type) ON TABLE dom360.agent_tool_calls TO dom360_lookup;

GRANT SELECT(tool) ON TABLE dom360.agent_tool_calls TO dom360_lookup;

GRANT SELECT(body_hash),UPDATE(body_hash) ON TABLE dom360.agent_tool_calls TO dom360_lookup;

GRANT SELECT(error_code) ON TABLE dom360.agent_tool_calls TO dom360_lookup;

GRANT UPDATE(result) ON TABLE dom360.agent_tool_calls TO dom360_app;
GRANT SELECT(result),UPDATE(result) ON TABLE dom360.agent_tool_calls TO dom360_lookup;

GRANT SELECT,INSERT ON TABLE dom360.agents TO dom360_app;
GRANT SELECT,INSERT ON TABLE dom360.agents TO dom360_jobs;

GRANT SELECT(tenant_id) ON TABLE dom360.agents TO dom360_admin;

GRANT SELECT(id) ON TABLE dom360.agents TO dom360_admin;

GRANT SELECT(agent_type) ON TABLE dom360.agents TO dom360_admin;

GRANT UPDATE(name) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(name) ON TABLE dom360.agents TO dom360_jobs;
GRANT SELECT(name) ON TABLE dom360.agents TO dom360_admin;

GRANT UPDATE(persona) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(persona) ON TABLE dom360.agents TO dom360_jobs;

GRANT UPDATE(tone) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(tone) ON TABLE dom360.agents TO dom360_jobs;

GRANT UPDATE(products) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(products) ON TABLE dom360.agents TO dom360_jobs;

GRANT UPDATE(locale) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(locale) ON TABLE dom360.agents TO dom360_jobs;

GRANT UPDATE(provider) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(provider) ON TABLE dom360.agents TO dom360_jobs;

GRANT UPDATE(model) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(model) ON TABLE dom360.agents TO dom360_jobs;

GRANT UPDATE(fallback_model) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(fallback_model) ON TABLE dom360.agents TO dom360_jobs;

GRANT UPDATE(base_url) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(base_url) ON TABLE dom360.agents TO dom360_jobs;

GRANT UPDATE(api_key_encrypted) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(api_key_encrypted) ON TABLE dom360.agents TO dom360_jobs;

GRANT UPDATE(temperature) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(temperature) ON TABLE dom360.agents TO dom360_jobs;

GRANT UPDATE(max_output_tokens) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(max_output_tokens) ON TABLE dom360.agents TO dom360_jobs;

GRANT UPDATE(max_tool_calls) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(max_tool_calls) ON TABLE dom360.agents TO dom360_jobs;

GRANT UPDATE(max_turn_tokens) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(max_turn_tokens) ON TABLE dom360.agents TO dom360_jobs;

GRANT UPDATE(is_default) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(is_default) ON TABLE dom360.agents TO dom360_jobs;
GRANT SELECT(is_default) ON TABLE dom360.agents TO dom360_admin;

GRANT UPDATE(archived_at) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(archived_at) ON TABLE dom360.agents TO dom360_jobs;
GRANT SELECT(archived_at) ON TABLE dom360.agents TO dom360_admin;

GRANT UPDATE(updated_at) ON TABLE dom360.agents TO dom360_app;
GRANT UPDATE(updated_at) ON TABLE dom360.agents TO dom360_jobs;

GRANT UPDATE(api_key_hint) ON TABLE dom360.agents TO dom360_app;

GRANT UPDATE(api_key_at) ON TABLE dom360.agents TO dom360_app;

GRANT SELECT,INSERT ON TABLE dom360.api_keys TO dom360_app;

GRANT SELECT(tenant_id) ON TABLE dom360.api_keys TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.api_keys TO dom360_lookup;

GRANT SELECT(key_hash) ON TABLE dom360.api_keys TO dom360_lookup;

GRANT UPDATE(revoked_at) ON TABLE dom360.api_keys TO dom360_app;
GRANT SELECT(revoked_at) ON TABLE dom360.api_keys TO dom360_lookup;

GRANT SELECT(scopes) ON TABLE dom360.api_keys TO dom360_lookup;

GRANT UPDATE(expires_at) ON TABLE dom360.api_keys TO dom360_app;
GRANT SELECT(expires_at) ON TABLE dom360.api_keys TO dom360_lookup;

GRANT UPDATE(last_used_at) ON TABLE dom360.api_keys TO dom360_app;

GRANT SELECT,INSERT ON TABLE dom360.audit_heads TO dom360_lookup;
GRANT SELECT ON TABLE dom360.audit_heads TO dom360_admin;

GRANT UPDATE(seq) ON TABLE dom360.audit_heads TO dom360_lookup;

GRANT UPDATE(hash) ON TABLE dom360.audit_heads TO dom360_lookup;

GRANT UPDATE(kept_from) ON TABLE dom360.audit_heads TO dom360_lookup;

GRANT UPDATE(kept_prev) ON TABLE dom360.audit_heads TO dom360_lookup;

GRANT UPDATE(last_at) ON TABLE dom360.audit_heads TO dom360_lookup;

GRANT SELECT,INSERT ON TABLE dom360.inboxes TO dom360_app;
GRANT SELECT ON TABLE dom360.inboxes TO dom360_jobs;
GRANT SELECT,INSERT ON TABLE dom360.inboxes TO dom360_admin;

GRANT SELECT(tenant_id) ON TABLE dom360.inboxes TO dom360_bi;

GRANT SELECT(id) ON TABLE dom360.inboxes TO dom360_bi;

GRANT SELECT(name) ON TABLE dom360.inboxes TO dom360_bi;
GRANT UPDATE(name) ON TABLE dom360.inboxes TO dom360_app;

GRANT UPDATE(default_agent_type) ON TABLE dom360.inboxes TO dom360_app;

GRANT SELECT(archived_at) ON TABLE dom360.inboxes TO dom360_bi;
GRANT UPDATE(archived_at) ON TABLE dom360.inboxes TO dom360_app;

GRANT SELECT(created_at) ON TABLE dom360.inboxes TO dom360_bi;

GRANT UPDATE(channel_token_encrypted) ON TABLE dom360.inboxes TO dom360_app;
GRANT UPDATE(channel_token_encrypted) ON TABLE dom360.inboxes TO dom360_jobs;

GRANT UPDATE(greeting) ON TABLE dom360.inboxes TO dom360_app;

GRANT UPDATE(away_message) ON TABLE dom360.inboxes TO dom360_app;

GRANT UPDATE(business_hours) ON TABLE dom360.inboxes TO dom360_app;

GRANT UPDATE(updated_at) ON TABLE dom360.inboxes TO dom360_app;

GRANT SELECT ON TABLE dom360.bi_conversations TO dom360_bi;

GRANT SELECT ON TABLE dom360.bi_cost_by_day TO dom360_bi;

GRANT SELECT ON TABLE dom360.bi_errors_by_day TO dom360_bi;

GRANT SELECT ON TABLE dom360.bi_funnel_by_week TO dom360_bi;

GRANT SELECT,INSERT ON TABLE dom360.handovers TO dom360_app;
GRANT SELECT,INSERT ON TABLE dom360.handovers TO dom360_jobs;

GRANT SELECT(tenant_id) ON TABLE dom360.handovers TO dom360_bi;
GRANT SELECT(tenant_id) ON TABLE dom360.handovers TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.handovers TO dom360_bi;
GRANT SELECT(id) ON TABLE dom360.handovers TO dom360_lookup;

GRANT SELECT(conversation_id) ON TABLE dom360.handovers TO dom360_bi;
GRANT SELECT(conversation_id) ON TABLE dom360.handovers TO dom360_lookup;

GRANT SELECT(inbox_id) ON TABLE dom360.handovers TO dom360_bi;

GRANT SELECT(agent_type) ON TABLE dom360.handovers TO dom360_bi;
GRANT SELECT(agent_type) ON TABLE dom360.handovers TO dom360_lookup;

GRANT SELECT(created_at) ON TABLE dom360.handovers TO dom360_bi;

GRANT SELECT ON TABLE dom360.bi_handovers_by_day TO dom360_bi;

GRANT SELECT ON TABLE dom360.bi_leads TO dom360_bi;

GRANT SELECT ON TABLE dom360.bi_logins TO dom360_lookup;
GRANT SELECT,INSERT,DELETE ON TABLE dom360.bi_logins TO dom360_admin;

GRANT SELECT ON TABLE dom360.bi_performance_by_day TO dom360_bi;

GRANT SELECT ON TABLE dom360.bi_turns TO dom360_bi;

GRANT SELECT ON TABLE dom360.bi_usage_by_day TO dom360_bi;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.canned_answers TO dom360_app;

GRANT UPDATE(shortcut) ON TABLE dom360.canned_answers TO dom360_app;

GRANT UPDATE(content) ON TABLE dom360.canned_answers TO dom360_app;

GRANT UPDATE(updated_at) ON TABLE dom360.canned_answers TO dom360_app;

GRANT SELECT ON TABLE dom360.consumption_daily TO dom360_app;
GRANT SELECT ON TABLE dom360.consumption_daily TO dom360_jobs;

GRANT SELECT ON TABLE dom360.consumption_proofs TO dom360_app;
GRANT SELECT,INSERT ON TABLE dom360.consumption_proofs TO dom360_jobs;
GRANT SELECT ON TABLE dom360.consumption_proofs TO dom360_admin;

GRANT UPDATE(proven_at) ON TABLE dom360.consumption_proofs TO dom360_jobs;

GRANT UPDATE(first_day) ON TABLE dom360.consumption_proofs TO dom360_jobs;

GRANT UPDATE(last_day) ON TABLE dom360.consumption_proofs TO dom360_jobs;

GRANT UPDATE(days_before) ON TABLE dom360.consumption_proofs TO dom360_jobs;

GRANT UPDATE(rows_off) ON TABLE dom360.consumption_proofs TO dom360_jobs;

GRANT UPDATE(off) ON TABLE dom360.consumption_proofs TO dom360_jobs;

GRANT SELECT,INSERT ON TABLE dom360.contacts TO dom360_app;
GRANT SELECT,INSERT ON TABLE dom360.contacts TO dom360_jobs;

GRANT SELECT(tenant_id) ON TABLE dom360.contacts TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.contacts TO dom360_lookup;

GRANT SELECT(phone_e164),UPDATE(phone_e164) ON TABLE dom360.contacts TO dom360_lookup;

GRANT UPDATE(name) ON TABLE dom360.contacts TO dom360_app;
GRANT UPDATE(name) ON TABLE dom360.contacts TO dom360_jobs;
GRANT SELECT(name),UPDATE(name) ON TABLE dom360.contacts TO dom360_lookup;

GRANT UPDATE(updated_at) ON TABLE dom360.contacts TO dom360_app;
GRANT UPDATE(updated_at) ON TABLE dom360.contacts TO dom360_jobs;
GRANT UPDATE(updated_at) ON TABLE dom360.contacts TO dom360_lookup;

GRANT UPDATE(document_encrypted) ON TABLE dom360.contacts TO dom360_app;
GRANT UPDATE(document_encrypted) ON TABLE dom360.contacts TO dom360_jobs;
GRANT SELECT(document_encrypted),UPDATE(document_encrypted) ON TABLE dom360.contacts TO dom360_lookup;

GRANT UPDATE(document_index) ON TABLE dom360.contacts TO dom360_app;
GRANT UPDATE(document_index) ON TABLE dom360.contacts TO dom360_jobs;
GRANT SELECT(document_index),UPDATE(document_index) ON TABLE dom360.contacts TO dom360_lookup;

GRANT UPDATE(anonymised_at) ON TABLE dom360.contacts TO dom360_lookup;

GRANT UPDATE(named_at) ON TABLE dom360.contacts TO dom360_app;

GRANT SELECT(claimed_phone),UPDATE(claimed_phone) ON TABLE dom360.contacts TO dom360_lookup;

GRANT UPDATE(archived_at) ON TABLE dom360.contacts TO dom360_app;
GRANT UPDATE(archived_at) ON TABLE dom360.contacts TO dom360_jobs;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.conversation_labels TO dom360_app;

GRANT SELECT(tenant_id) ON TABLE dom360.conversation_labels TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.conversation_labels TO dom360_lookup;

GRANT SELECT(conversation_id) ON TABLE dom360.conversation_labels TO dom360_lookup;

GRANT SELECT(label_id) ON TABLE dom360.conversation_labels TO dom360_lookup;

GRANT SELECT,INSERT ON TABLE dom360.conversation_reads TO dom360_app;

GRANT SELECT(tenant_id) ON TABLE dom360.conversation_reads TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.conversation_reads TO dom360_lookup;

GRANT SELECT(conversation_id) ON TABLE dom360.conversation_reads TO dom360_lookup;

GRANT UPDATE(read_index) ON TABLE dom360.conversation_reads TO dom360_app;

GRANT UPDATE(updated_at) ON TABLE dom360.conversation_reads TO dom360_app;

GRANT SELECT ON TABLE dom360.default_model_prices TO dom360_lookup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE dom360.default_model_prices TO dom360_admin;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.document_files TO dom360_app;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.documents TO dom360_app;

GRANT SELECT(tenant_id) ON TABLE dom360.documents TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.documents TO dom360_lookup;

GRANT UPDATE(source_kind) ON TABLE dom360.documents TO dom360_app;

GRANT UPDATE(url) ON TABLE dom360.documents TO dom360_app;

GRANT UPDATE(media_type) ON TABLE dom360.documents TO dom360_app;

GRANT UPDATE(sha256) ON TABLE dom360.documents TO dom360_app;

GRANT UPDATE(bytes) ON TABLE dom360.documents TO dom360_app;

GRANT UPDATE(version) ON TABLE dom360.documents TO dom360_app;

GRANT UPDATE(served_version) ON TABLE dom360.documents TO dom360_app;
GRANT SELECT(served_version) ON TABLE dom360.documents TO dom360_lookup;

GRANT UPDATE(state) ON TABLE dom360.documents TO dom360_app;
GRANT SELECT(state) ON TABLE dom360.documents TO dom360_lookup;

GRANT UPDATE(error_code) ON TABLE dom360.documents TO dom360_app;

GRANT UPDATE(progress_done) ON TABLE dom360.documents TO dom360_app;

GRANT UPDATE(progress_total) ON TABLE dom360.documents TO dom360_app;

GRANT UPDATE(attempts) ON TABLE dom360.documents TO dom360_app;

GRANT UPDATE(lease_until) ON TABLE dom360.documents TO dom360_app;
GRANT SELECT(lease_until) ON TABLE dom360.documents TO dom360_lookup;

GRANT UPDATE(passages) ON TABLE dom360.documents TO dom360_app;
GRANT SELECT(passages) ON TABLE dom360.documents TO dom360_lookup;

GRANT UPDATE(embedding_model) ON TABLE dom360.documents TO dom360_app;

GRANT UPDATE(embedding_dimension) ON TABLE dom360.documents TO dom360_app;

GRANT UPDATE(uploaded_by) ON TABLE dom360.documents TO dom360_app;

GRANT SELECT(created_at) ON TABLE dom360.documents TO dom360_lookup;

GRANT UPDATE(updated_at) ON TABLE dom360.documents TO dom360_app;

GRANT UPDATE(indexed_at) ON TABLE dom360.documents TO dom360_app;

GRANT SELECT,INSERT ON TABLE dom360.figure_marks TO dom360_app;
GRANT SELECT,INSERT,DELETE ON TABLE dom360.figure_marks TO dom360_jobs;
GRANT SELECT ON TABLE dom360.figure_marks TO dom360_admin;

GRANT SELECT ON TABLE dom360.figure_weeks TO dom360_app;
GRANT SELECT,INSERT,DELETE ON TABLE dom360.figure_weeks TO dom360_jobs;

GRANT UPDATE(timezone) ON TABLE dom360.figure_weeks TO dom360_jobs;

GRANT UPDATE(rolled_at) ON TABLE dom360.figure_weeks TO dom360_jobs;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE dom360.guesses TO dom360_lookup;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.identity_providers TO dom360_app;
GRANT SELECT ON TABLE dom360.identity_providers TO dom360_jobs;

GRANT UPDATE(issuer) ON TABLE dom360.identity_providers TO dom360_app;

GRANT UPDATE(client_id) ON TABLE dom360.identity_providers TO dom360_app;

GRANT UPDATE(client_secret_encrypted) ON TABLE dom360.identity_providers TO dom360_app;
GRANT UPDATE(client_secret_encrypted) ON TABLE dom360.identity_providers TO dom360_jobs;

GRANT UPDATE(allowed_domains) ON TABLE dom360.identity_providers TO dom360_app;

GRANT UPDATE(new_people_role) ON TABLE dom360.identity_providers TO dom360_app;

GRANT UPDATE(enabled) ON TABLE dom360.identity_providers TO dom360_app;

GRANT UPDATE(updated_at) ON TABLE dom360.identity_providers TO dom360_app;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.inbox_agents TO dom360_app;
GRANT SELECT,INSERT,DELETE ON TABLE dom360.inbox_agents TO dom360_jobs;

GRANT SELECT(tenant_id) ON TABLE dom360.inbox_agents TO dom360_admin;

GRANT SELECT(inbox_id) ON TABLE dom360.inbox_agents TO dom360_admin;

GRANT SELECT(agent_type) ON TABLE dom360.inbox_agents TO dom360_admin;

GRANT SELECT(agent_id) ON TABLE dom360.inbox_agents TO dom360_admin;

GRANT SELECT,INSERT ON TABLE dom360.invitations TO dom360_app;
GRANT SELECT,INSERT ON TABLE dom360.invitations TO dom360_jobs;
GRANT INSERT ON TABLE dom360.invitations TO dom360_admin;

GRANT SELECT(tenant_id) ON TABLE dom360.invitations TO dom360_admin;

GRANT SELECT(id) ON TABLE dom360.invitations TO dom360_admin;

GRANT UPDATE(token_hash) ON TABLE dom360.invitations TO dom360_app;

GRANT UPDATE(expires_at) ON TABLE dom360.invitations TO dom360_app;

GRANT UPDATE(accepted_at) ON TABLE dom360.invitations TO dom360_app;

GRANT UPDATE(revoked_at) ON TABLE dom360.invitations TO dom360_app;

GRANT UPDATE(user_id) ON TABLE dom360.invitations TO dom360_app;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.known_devices TO dom360_app;

GRANT UPDATE(last_used_at) ON TABLE dom360.known_devices TO dom360_app;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.labels TO dom360_app;

GRANT UPDATE(name) ON TABLE dom360.labels TO dom360_app;

GRANT UPDATE(color) ON TABLE dom360.labels TO dom360_app;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.lead_fields TO dom360_app;
GRANT SELECT,INSERT,DELETE ON TABLE dom360.lead_fields TO dom360_jobs;

GRANT SELECT(tenant_id) ON TABLE dom360.lead_fields TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.lead_fields TO dom360_lookup;

GRANT SELECT(lead_id) ON TABLE dom360.lead_fields TO dom360_lookup;

GRANT UPDATE(value) ON TABLE dom360.lead_fields TO dom360_app;
GRANT UPDATE(value) ON TABLE dom360.lead_fields TO dom360_jobs;
GRANT SELECT(value),UPDATE(value) ON TABLE dom360.lead_fields TO dom360_lookup;

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

GRANT SELECT,INSERT,DELETE ON TABLE dom360.live_events TO dom360_app;
GRANT SELECT,INSERT,DELETE ON TABLE dom360.live_events TO dom360_jobs;

GRANT UPDATE(kind) ON TABLE dom360.live_events TO dom360_app;
GRANT UPDATE(kind) ON TABLE dom360.live_events TO dom360_jobs;

GRANT SELECT,INSERT ON TABLE dom360.messages TO dom360_app;
GRANT SELECT,INSERT,DELETE ON TABLE dom360.messages TO dom360_jobs;

GRANT SELECT(tenant_id) ON TABLE dom360.messages TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.messages TO dom360_lookup;

GRANT SELECT(conversation_id) ON TABLE dom360.messages TO dom360_lookup;

GRANT SELECT(content),UPDATE(content) ON TABLE dom360.messages TO dom360_lookup;

GRANT SELECT(model) ON TABLE dom360.messages TO dom360_lookup;

GRANT SELECT(tool_calls),UPDATE(tool_calls) ON TABLE dom360.messages TO dom360_lookup;

GRANT SELECT(rag_context),UPDATE(rag_context) ON TABLE dom360.messages TO dom360_lookup;

GRANT SELECT(structured),UPDATE(structured) ON TABLE dom360.messages TO dom360_lookup;

GRANT SELECT(created_at) ON TABLE dom360.messages TO dom360_lookup;

GRANT SELECT(price_source) ON TABLE dom360.messages TO dom360_lookup;

GRANT SELECT ON TABLE dom360.model_prices TO dom360_app;
GRANT SELECT ON TABLE dom360.model_prices TO dom360_jobs;
GRANT SELECT,INSERT,DELETE ON TABLE dom360.model_prices TO dom360_admin;

GRANT UPDATE(input) ON TABLE dom360.model_prices TO dom360_admin;

GRANT UPDATE(output) ON TABLE dom360.model_prices TO dom360_admin;

GRANT UPDATE(cached) ON TABLE dom360.model_prices TO dom360_admin;

GRANT UPDATE(created_at) ON TABLE dom360.model_prices TO dom360_admin;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.one_time_tokens TO dom360_app;

GRANT UPDATE(tries) ON TABLE dom360.one_time_tokens TO dom360_app;

GRANT UPDATE(used_at) ON TABLE dom360.one_time_tokens TO dom360_app;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.passage_vectors TO dom360_app;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.passages TO dom360_app;

GRANT SELECT(tenant_id) ON TABLE dom360.passages TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.passages TO dom360_lookup;

GRANT SELECT(document_id) ON TABLE dom360.passages TO dom360_lookup;

GRANT SELECT(version) ON TABLE dom360.passages TO dom360_lookup;

GRANT SELECT(heading) ON TABLE dom360.passages TO dom360_lookup;

GRANT SELECT(body) ON TABLE dom360.passages TO dom360_lookup;

GRANT SELECT ON TABLE dom360.platform_defaults TO dom360_admin;

GRANT UPDATE(locale) ON TABLE dom360.platform_defaults TO dom360_admin;

GRANT UPDATE(timezone) ON TABLE dom360.platform_defaults TO dom360_admin;

GRANT UPDATE(plan) ON TABLE dom360.platform_defaults TO dom360_admin;

GRANT UPDATE(default_agent_type) ON TABLE dom360.platform_defaults TO dom360_admin;

GRANT UPDATE(agents_timeout_ms) ON TABLE dom360.platform_defaults TO dom360_admin;

GRANT UPDATE(rag_enabled) ON TABLE dom360.platform_defaults TO dom360_admin;

GRANT UPDATE(rag_top_k) ON TABLE dom360.platform_defaults TO dom360_admin;

GRANT UPDATE(rag_match_threshold) ON TABLE dom360.platform_defaults TO dom360_admin;

GRANT UPDATE(delete_grace_days) ON TABLE dom360.platform_defaults TO dom360_admin;

GRANT UPDATE(updated_at) ON TABLE dom360.platform_defaults TO dom360_admin;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.recovery_codes TO dom360_app;

GRANT UPDATE(used_at) ON TABLE dom360.recovery_codes TO dom360_app;

GRANT SELECT,INSERT ON TABLE dom360.report_mails TO dom360_app;
GRANT SELECT ON TABLE dom360.report_mails TO dom360_admin;

GRANT UPDATE(state) ON TABLE dom360.report_mails TO dom360_app;

GRANT UPDATE(tries) ON TABLE dom360.report_mails TO dom360_app;

GRANT UPDATE(try_after) ON TABLE dom360.report_mails TO dom360_app;

GRANT UPDATE(ended_at) ON TABLE dom360.report_mails TO dom360_app;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.report_subscriptions TO dom360_app;
GRANT SELECT ON TABLE dom360.report_subscriptions TO dom360_admin;

GRANT SELECT ON TABLE dom360.retention_drops TO dom360_lookup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE dom360.retention_holds TO dom360_admin;
GRANT SELECT ON TABLE dom360.retention_holds TO dom360_lookup;

GRANT SELECT,INSERT ON TABLE dom360.retention_marks TO dom360_jobs;

GRANT UPDATE(gone_before) ON TABLE dom360.retention_marks TO dom360_jobs;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE dom360.retention_rules TO dom360_admin;
GRANT SELECT ON TABLE dom360.retention_rules TO dom360_lookup;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.second_factors TO dom360_app;
GRANT SELECT ON TABLE dom360.second_factors TO dom360_jobs;

GRANT UPDATE(totp_secret_encrypted) ON TABLE dom360.second_factors TO dom360_app;
GRANT UPDATE(totp_secret_encrypted) ON TABLE dom360.second_factors TO dom360_jobs;

GRANT UPDATE(confirmed_at) ON TABLE dom360.second_factors TO dom360_app;

GRANT UPDATE(last_step) ON TABLE dom360.second_factors TO dom360_app;

GRANT UPDATE(created_at) ON TABLE dom360.second_factors TO dom360_app;

GRANT SELECT,INSERT ON TABLE dom360.sessions TO dom360_app;

GRANT SELECT(tenant_id) ON TABLE dom360.sessions TO dom360_lookup;
GRANT SELECT(tenant_id) ON TABLE dom360.sessions TO dom360_admin;

GRANT SELECT(id) ON TABLE dom360.sessions TO dom360_lookup;
GRANT SELECT(id) ON TABLE dom360.sessions TO dom360_admin;

GRANT SELECT(user_id) ON TABLE dom360.sessions TO dom360_lookup;

GRANT SELECT(token_hash) ON TABLE dom360.sessions TO dom360_lookup;

GRANT UPDATE(acting_tenant_id) ON TABLE dom360.sessions TO dom360_app;
GRANT SELECT(acting_tenant_id) ON TABLE dom360.sessions TO dom360_lookup;
GRANT SELECT(acting_tenant_id),UPDATE(acting_tenant_id) ON TABLE dom360.sessions TO dom360_admin;

GRANT SELECT(expires_at) ON TABLE dom360.sessions TO dom360_lookup;

GRANT UPDATE(revoked_at) ON TABLE dom360.sessions TO dom360_app;
GRANT SELECT(revoked_at) ON TABLE dom360.sessions TO dom360_lookup;

GRANT UPDATE(last_seen_at) ON TABLE dom360.sessions TO dom360_app;

GRANT SELECT(acting_reason),UPDATE(acting_reason) ON TABLE dom360.sessions TO dom360_admin;
GRANT SELECT(acting_reason) ON TABLE dom360.sessions TO dom360_lookup;

GRANT SELECT(acting_until),UPDATE(acting_until) ON TABLE dom360.sessions TO dom360_admin;
GRANT SELECT(acting_until) ON TABLE dom360.sessions TO dom360_lookup;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.sign_in_emails TO dom360_lookup;
GRANT SELECT,INSERT ON TABLE dom360.sign_in_emails TO dom360_admin;

GRANT SELECT ON TABLE dom360.tenant_consumption_summary TO dom360_app;
GRANT SELECT ON TABLE dom360.tenant_consumption_summary TO dom360_jobs;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.tenant_plans TO dom360_admin;

GRANT UPDATE(plan) ON TABLE dom360.tenant_plans TO dom360_admin;
GRANT SELECT(plan) ON TABLE dom360.tenant_plans TO dom360_lookup;

GRANT SELECT,INSERT ON TABLE dom360.tenant_slugs TO dom360_admin;
GRANT SELECT ON TABLE dom360.tenant_slugs TO dom360_lookup;

GRANT SELECT ON TABLE dom360.tenants TO dom360_app;
GRANT SELECT ON TABLE dom360.tenants TO dom360_jobs;
GRANT SELECT,INSERT ON TABLE dom360.tenants TO dom360_admin;

GRANT SELECT(id) ON TABLE dom360.tenants TO dom360_lookup;

GRANT UPDATE(name) ON TABLE dom360.tenants TO dom360_admin;

GRANT SELECT(kind) ON TABLE dom360.tenants TO dom360_lookup;

GRANT UPDATE(status) ON TABLE dom360.tenants TO dom360_admin;
GRANT SELECT(status) ON TABLE dom360.tenants TO dom360_lookup;

GRANT UPDATE(status_reason) ON TABLE dom360.tenants TO dom360_admin;

GRANT UPDATE(suspended_at) ON TABLE dom360.tenants TO dom360_admin;

GRANT UPDATE(delete_after) ON TABLE dom360.tenants TO dom360_admin;

GRANT SELECT,INSERT,DELETE ON TABLE dom360.user_identities TO dom360_app;

GRANT SELECT,INSERT ON TABLE dom360.users TO dom360_app;
GRANT SELECT ON TABLE dom360.users TO dom360_jobs;
GRANT SELECT,INSERT ON TABLE dom360.users TO dom360_admin;

GRANT SELECT(tenant_id) ON TABLE dom360.users TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.users TO dom360_lookup;

GRANT UPDATE(email) ON TABLE dom360.users TO dom360_app;
GRANT SELECT(email) ON TABLE dom360.users TO dom360_lookup;

GRANT UPDATE(name) ON TABLE dom360.users TO dom360_app;

GRANT SELECT(role) ON TABLE dom360.users TO dom360_lookup;
GRANT UPDATE(role) ON TABLE dom360.users TO dom360_app;

GRANT UPDATE(password_hash) ON TABLE dom360.users TO dom360_app;

GRANT SELECT(disabled_at) ON TABLE dom360.users TO dom360_lookup;
GRANT UPDATE(disabled_at) ON TABLE dom360.users TO dom360_app;

GRANT UPDATE(locale) ON TABLE dom360.users TO dom360_app;

GRANT UPDATE(removed_at) ON TABLE dom360.users TO dom360_app;

GRANT SELECT,INSERT ON TABLE dom360.web_chats TO dom360_app;

GRANT SELECT(tenant_id) ON TABLE dom360.web_chats TO dom360_lookup;

GRANT SELECT(inbox_id) ON TABLE dom360.web_chats TO dom360_lookup;

GRANT UPDATE(public_key) ON TABLE dom360.web_chats TO dom360_app;
GRANT SELECT(public_key) ON TABLE dom360.web_chats TO dom360_lookup;

GRANT UPDATE(enabled) ON TABLE dom360.web_chats TO dom360_app;
GRANT SELECT(enabled) ON TABLE dom360.web_chats TO dom360_lookup;

GRANT UPDATE(allowed_origins) ON TABLE dom360.web_chats TO dom360_app;
GRANT SELECT(allowed_origins) ON TABLE dom360.web_chats TO dom360_lookup;

GRANT UPDATE(title) ON TABLE dom360.web_chats TO dom360_app;

GRANT UPDATE(color) ON TABLE dom360.web_chats TO dom360_app;

GRANT UPDATE("position") ON TABLE dom360.web_chats TO dom360_app;

GRANT UPDATE(privacy_url) ON TABLE dom360.web_chats TO dom360_app;

GRANT UPDATE(updated_at) ON TABLE dom360.web_chats TO dom360_app;

GRANT SELECT,INSERT ON TABLE dom360.web_visitors TO dom360_app;

GRANT SELECT(tenant_id) ON TABLE dom360.web_visitors TO dom360_lookup;

GRANT SELECT(id) ON TABLE dom360.web_visitors TO dom360_lookup;

GRANT SELECT(inbox_id) ON TABLE dom360.web_visitors TO dom360_lookup;

GRANT SELECT(contact_id) ON TABLE dom360.web_visitors TO dom360_lookup;

GRANT SELECT(token_hash),UPDATE(token_hash) ON TABLE dom360.web_visitors TO dom360_lookup;

GRANT UPDATE(expires_at) ON TABLE dom360.web_visitors TO dom360_app;
GRANT SELECT(expires_at) ON TABLE dom360.web_visitors TO dom360_lookup;

GRANT UPDATE(last_seen_at) ON TABLE dom360.web_visitors TO dom360_app;

GRANT UPDATE(revoked_at) ON TABLE dom360.web_visitors TO dom360_app;
GRANT SELECT(revoked_at) ON TABLE dom360.web_visitors TO dom360_lookup;

ALTER DEFAULT PRIVILEGES FOR ROLE dom360_lookup REVOKE ALL ON FUNCTIONS FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE dom360_mv REVOKE ALL ON FUNCTIONS FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE dom360_owner REVOKE ALL ON FUNCTIONS FROM PUBLIC;

CREATE EVENT TRIGGER dom360_guard ON ddl_command_end
         WHEN TAG IN ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'ALTER TABLE')
   EXECUTE FUNCTION dom360.guard_tenant_tables();

ALTER EVENT TRIGGER dom360_guard OWNER TO postgres;

COMMENT ON EVENT TRIGGER dom360_guard IS 'Puts the tenant wall around every table with a tenant_id.';
