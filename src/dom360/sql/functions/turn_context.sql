-- All that an agent call needs to know about a turn: who asks, where the agent is, and what was
-- said before. 'agent' is null where the tenant has made none for this inbox or type; it holds the
-- model's key as a ciphertext, like the agent's own.
-- json and not jsonb: it is written once, for who asked, and stored nowhere.
create or replace function dom360.turn_context(p_tenant uuid, p_turn uuid, p_history integer)
    returns json
    language sql stable
    as $$
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

grant execute on function dom360.turn_context(uuid, uuid, integer) to dom360_app, dom360_jobs;
