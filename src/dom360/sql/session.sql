-- What every connection may need.

-- name: begin
begin;

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
-- What the start-up check wants to know about the role that serves. Whoever signed in counts as well as
-- whose rights are in use: RESET ROLE brings the former back. The other services' roles are looked at,
-- too: this process may open connections as them.
select current_user as name,
       bool_or(r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication)
           as too_strong,
       bool_or(exists (select from pg_shdepend d
                        where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid
                          and d.deptype = 'o')) as owns_something,
       bool_or(exists (select from pg_auth_members m where m.member = r.oid)) as is_member,
       (select count(*) from dom360.tenants)::integer as tenants_seen,
       current_setting('server_version_num')::integer as server_version,
       (select coalesce(string_agg(l.name, ', ' order by l.name), '')
          from pg_settings l
         where l.name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout',
                          'transaction_timeout')
           and l.setting = '0') as limits_missing
  from pg_roles r
 where r.rolname in (current_user, session_user, 'dom360_app', 'dom360_auth', 'dom360_jobs', 'dom360_admin');

-- name: make_missing_month
select dom360.make_missing_month(%(parent)s);
