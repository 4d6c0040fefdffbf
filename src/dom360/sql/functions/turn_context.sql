-- All that an agent call needs to know about a turn: who asks, where the agent is, and what was
-- said before. Earlier questions come with their answers right behind them, because an answer is
-- stored after the questions that were asked meanwhile. 'agent' is null where the tenant has made none
-- for this inbox or type; it holds the model's key as a ciphertext, like the agent's own.
create or replace function dom360.turn_context(p_tenant uuid, p_turn uuid, p_history integer)
    returns jsonb
    language sql stable
    as $$
    select jsonb_build_object(
        'tenant', jsonb_build_object('id', t.id, 'slug', t.slug, 'name', t.name,
                                     'locale', v.locale, 'timezone', v.timezone),
        'endpoint_url', v.agents_endpoint_url,
        'agent_key_encrypted', v.agent_key_encrypted,
        'timeout_ms', v.agents_timeout_ms,
        'lease_until', u.lease_until,
        'rag', jsonb_build_object('enabled', v.rag_enabled, 'top_k', v.rag_top_k,
                                  'match_threshold', v.rag_match_threshold),
        'booking', jsonb_build_object('enabled', v.booking_enabled, 'booking_url', v.booking_url),
        'contact', jsonb_build_object('id', c.id, 'phone', c.phone_e164, 'name', c.name,
                                      'claimed_phone', c.claimed_phone),
        'agent', (
            select to_jsonb(chosen) from (
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
        'inbox', jsonb_build_object(
            'name', b.name, 'open_now', dom360.is_open(b.business_hours, v.timezone, u.user_message_at),
            'away_message', b.away_message),
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
      join dom360.inboxes b on b.tenant_id = p_tenant and b.id = u.inbox_id
     where u.tenant_id = p_tenant
       and u.id = p_turn
    $$;

grant execute on function dom360.turn_context(uuid, uuid, integer) to dom360_app, dom360_jobs;
