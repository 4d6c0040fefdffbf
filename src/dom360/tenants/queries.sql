-- name: get_tenant
select t.id, t.slug, t.name, t.status, v.locale, v.timezone
  from tenants t
  join account_vars v on v.tenant_id = t.id
 where t.id = %(tenant_id)s
   and t.kind = 'customer';

-- name: list_tenants
select t.id, t.slug, t.name, t.status, v.locale, v.timezone
  from tenants t
  join account_vars v on v.tenant_id = t.id
 where t.kind = 'customer'
 order by t.name, t.id
 limit 1000;

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
insert into account_vars (tenant_id, locale, timezone)
values (%(new_tenant_id)s, %(locale)s, %(timezone)s);

-- name: set_agent_key
update account_vars
   set agent_key_encrypted = %(stored)s, updated_at = now()
 where tenant_id = %(tenant_id)s;

-- name: set_crm_token
update account_vars
   set crm_token_encrypted = %(stored)s, updated_at = now()
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
