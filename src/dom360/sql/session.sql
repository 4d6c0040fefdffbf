-- What every connection may need.

-- name: set_tenant
select dom360.set_tenant(%(tenant_id)s);

-- name: set_tenant_and_actor
-- One round trip for both.
select dom360.set_tenant(%(tenant_id)s),
       dom360.set_actor(%(kind)s, %(id)s, %(request_id)s, %(address)s);

-- name: set_actor
select dom360.set_actor(%(kind)s, %(id)s, %(request_id)s, %(address)s);

-- name: ping
select 1;

-- name: inspect_role
-- What the start-up check wants to know about the role that serves.
select current_user as name,
       r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication as too_strong,
       exists (select from pg_class c where c.relowner = r.oid) as owns_tables,
       exists (select from pg_auth_members m where m.member = r.oid) as is_member,
       (select count(*) from dom360.tenants)::integer as tenants_seen,
       current_setting('server_version_num')::integer as server_version
  from pg_roles r
 where r.rolname = current_user;

-- name: ensure_months
select dom360.ensure_month_partitions(%(parent)s, %(ahead)s);
