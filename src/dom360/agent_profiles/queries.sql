-- name: list_agents
select a.id, a.agent_type, a.name, a.persona, a.tone, a.products, a.locale, a.provider, a.model,
       a.fallback_model, a.base_url, a.temperature::float8 as temperature, a.max_output_tokens,
       a.max_tool_calls, a.max_turn_tokens, a.is_default, a.api_key_encrypted, a.api_key_hint,
       a.api_key_at, a.archived_at, a.created_at, a.updated_at,
       array(select i.inbox_id from inbox_agents i
              where i.tenant_id = %(tenant_id)s and i.agent_id = a.id and i.agent_type = a.agent_type
              order by i.inbox_id) as inbox_ids
  from agents a
 where a.tenant_id = %(tenant_id)s
   and (%(archived)s or a.archived_at is null)
   and (%(agent_type)s::text is null or a.agent_type = %(agent_type)s)
   and (%(agent_id)s::uuid is null or a.id = %(agent_id)s)
 order by a.agent_type desc, a.created_at, a.id
 limit 500;

-- name: lock_agent
select id from agents where tenant_id = %(tenant_id)s and id = %(agent_id)s for update;

-- name: add_agent
insert into agents (tenant_id, agent_type, name, persona, tone, products, locale, provider, model,
                    fallback_model, base_url, temperature, max_output_tokens, max_tool_calls,
                    max_turn_tokens)
values (%(tenant_id)s, %(agent_type)s, %(name)s, %(persona)s, %(tone)s, %(products)s, %(locale)s,
        %(provider)s, %(model)s, %(fallback_model)s, %(base_url)s, %(temperature)s,
        %(max_output_tokens)s, %(max_tool_calls)s, %(max_turn_tokens)s)
returning id;

-- name: update_agent
-- A key goes with the model: without one of the agent's own there is nobody to send it to.
update agents
   set name = %(name)s, persona = %(persona)s, tone = %(tone)s, products = %(products)s,
       locale = %(locale)s, provider = %(provider)s, model = %(model)s,
       fallback_model = %(fallback_model)s, base_url = %(base_url)s, temperature = %(temperature)s,
       max_output_tokens = %(max_output_tokens)s, max_tool_calls = %(max_tool_calls)s,
       max_turn_tokens = %(max_turn_tokens)s, updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(agent_id)s;

-- name: set_api_key
update agents
   set api_key_encrypted = %(stored)s, api_key_hint = %(ends_in)s,
       api_key_at = case when %(stored)s::text is not null then now() end, updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(agent_id)s;

-- name: lock_agents_of_type
-- In one order: two that choose a default at once wait for each other.
select id
  from agents
 where tenant_id = %(tenant_id)s
   and agent_type = %(agent_type)s
 order by id
   for update;

-- name: unset_default
update agents
   set is_default = false, updated_at = now()
 where tenant_id = %(tenant_id)s
   and agent_type = %(agent_type)s
   and is_default
   and id is distinct from %(agent_id)s::uuid;

-- name: set_default
update agents
   set is_default = true, updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(agent_id)s
   and not is_default;

-- name: archive_agent
update agents
   set archived_at = now(), is_default = false, updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(agent_id)s
   and archived_at is null;

-- name: restore_agent
update agents
   set archived_at = null, updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(agent_id)s
   and archived_at is not null;

-- name: clear_inbox_agent
delete from inbox_agents
 where tenant_id = %(tenant_id)s
   and inbox_id = %(inbox_id)s
   and agent_type = %(agent_type)s
   and agent_id is distinct from %(agent_id)s::uuid;

-- name: set_inbox_agent
insert into inbox_agents (tenant_id, inbox_id, agent_type, agent_id)
values (%(tenant_id)s, %(inbox_id)s, %(agent_type)s, %(agent_id)s)
on conflict (tenant_id, inbox_id, agent_type) do nothing;
