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

-- name: add_inbox
insert into inboxes (tenant_id, name) values (%(new_tenant_id)s, %(name)s) returning id;
