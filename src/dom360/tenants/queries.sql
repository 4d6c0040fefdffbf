-- name: get_tenant
select t.id, t.slug, t.name, t.status, v.locale, v.timezone
  from tenants t
  join account_vars v on v.tenant_id = t.id
 where t.id = %(tenant_id)s
   and t.kind = 'customer';

-- name: find_by_slug
select t.id, t.slug, t.name, t.status, v.locale, v.timezone
  from tenants t
  join account_vars v on v.tenant_id = t.id
 where t.slug = %(slug)s;

-- name: any_customer
select exists (select from tenants where kind = 'customer');

-- name: add_tenant
insert into tenants (slug, name, kind) values (%(slug)s, %(name)s, %(kind)s) returning id;

-- name: add_slug
insert into tenant_slugs (slug, tenant_id) values (%(slug)s, %(new_tenant_id)s);

-- name: add_account_vars
-- With what the platform has new companies begin with.
insert into account_vars (tenant_id, locale, timezone, default_agent_type, agents_timeout_ms,
                          rag_enabled, rag_top_k, rag_match_threshold)
select %(new_tenant_id)s, coalesce(%(locale)s, d.locale), coalesce(%(timezone)s, d.timezone),
       d.default_agent_type, d.agents_timeout_ms, d.rag_enabled, d.rag_top_k, d.rag_match_threshold
  from platform_defaults d;

-- name: get_settings
select t.name, v.agents_endpoint_url, v.agents_timeout_ms, v.default_agent_type, v.rag_enabled,
       v.rag_top_k, v.rag_match_threshold, v.booking_enabled, v.booking_url, v.locale, v.timezone,
       v.crm_url, v.agent_key_encrypted, v.agent_key_hint, v.agent_key_at, v.crm_token_encrypted,
       v.crm_token_hint, v.crm_token_at, v.counted_timezone, v.updated_at
  from account_vars v
  join tenants t on t.id = v.tenant_id
 where v.tenant_id = %(tenant_id)s;

-- name: lock_settings
select t.name, v.agents_endpoint_url, v.agents_timeout_ms, v.default_agent_type, v.rag_enabled,
       v.rag_top_k, v.rag_match_threshold, v.booking_enabled, v.booking_url, v.locale, v.timezone,
       v.crm_url, v.agent_key_encrypted, v.agent_key_hint, v.agent_key_at, v.crm_token_encrypted,
       v.crm_token_hint, v.crm_token_at, v.counted_timezone, v.updated_at
  from account_vars v
  join tenants t on t.id = v.tenant_id
 where v.tenant_id = %(tenant_id)s
   for update of v;

-- name: update_settings
update account_vars
   set agents_endpoint_url = %(agents_endpoint_url)s, agents_timeout_ms = %(agents_timeout_ms)s,
       default_agent_type = %(default_agent_type)s, rag_enabled = %(rag_enabled)s,
       rag_top_k = %(rag_top_k)s, rag_match_threshold = %(rag_match_threshold)s,
       booking_enabled = %(booking_enabled)s, booking_url = %(booking_url)s, locale = %(locale)s,
       timezone = %(timezone)s, crm_url = %(crm_url)s, updated_at = now()
 where tenant_id = %(tenant_id)s;

-- name: rename
select rename_tenant(%(tenant_id)s, %(name)s);

-- name: is_timezone
-- By the server's own list, because the server computes with it. Links into other databases of zones
-- are none that a person would name.
select exists (select from pg_timezone_names
                where name = %(timezone)s and name !~ '^(posix|right)/'
                  and name not in ('localtime', 'posixrules', 'Factory'));

-- name: set_agent_key
update account_vars
   set agent_key_encrypted = %(stored)s, agent_key_hint = %(ends_in)s,
       agent_key_at = case when %(stored)s::text is not null then now() end, updated_at = now()
 where tenant_id = %(tenant_id)s;

-- name: set_crm_token
update account_vars
   set crm_token_encrypted = %(stored)s, crm_token_hint = %(ends_in)s,
       crm_token_at = case when %(stored)s::text is not null then now() end, updated_at = now()
 where tenant_id = %(tenant_id)s;

-- name: find_crm_token
select crm_token_encrypted from account_vars where tenant_id = %(tenant_id)s;

-- name: set_channel_token
update inboxes
   set channel_token_encrypted = %(stored)s
 where tenant_id = %(tenant_id)s and id = %(inbox_id)s;

-- name: find_channel_token
select channel_token_encrypted from inboxes
 where tenant_id = %(tenant_id)s and id = %(inbox_id)s;

-- name: add_inbox
insert into inboxes (tenant_id, name) values (%(new_tenant_id)s, %(name)s) returning id;
