-- The leak test's look at the catalogue (db/isolation.py). Every check begins where `facts` ends and
-- returns one line a finding; a sound database returns none. A check reads the catalogue only, so
-- whoever may connect may run it, also on a database in production.

-- name: plain_names
-- Expressions are then shown with their schema, whatever the caller's path.
set local search_path = pg_catalog;

-- name: facts
-- A directory says for all tenants at once what belongs to whom, so its key cannot begin with one.
with directories (name, reason) as (values
    ('dom360.tenant_slugs',    'a slug is unique over all tenants'),
    ('dom360.sign_in_emails',  'an address is enough to sign in, before a tenant is known'),
    ('dom360.bi_logins',       'a login is enough to know its one tenant')),
-- Roles that see every tenant's rows of a table, through a policy of their own.
readers_of_all (table_name, role_name, reason) as (values
    ('dom360.consumption_inbox_daily', 'dom360_mv', 'fills the monthly summary, and cannot log in')),
-- A materialized view knows no row security: its owner lends it to this view, which filters.
doors (name, reason) as (values
    ('dom360.tenant_consumption_summary', 'mv_tenant_consumption_summary, one tenant''s rows')),
-- References that do not start at the row's own tenant.
foreign_references (table_name, constraint_name, reason) as (values
    ('dom360.sessions', 'sessions_acting_tenant_id_fkey', 'a MASTER works in other tenants')),
service_roles as (
    select r.* from pg_roles r
     where r.rolname in ('dom360_app', 'dom360_auth', 'dom360_jobs', 'dom360_admin')),
-- Who reads for a BI tool: the group and the logins in it.
bi_roles as (
    select r.* from pg_roles r
     where r.rolname = 'dom360_bi'
        or r.oid in (select m.member from pg_auth_members m
                      where m.roleid = (select oid from pg_roles where rolname = 'dom360_bi')
                        and not m.member in (select oid from pg_roles where rolsuper or rolcreaterole))),
tenant_roles as (
    select r.* from service_roles r where r.rolname in ('dom360_app', 'dom360_jobs')),
schemas as (
    select n.* from pg_namespace n
     where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'),
relations as (
    select c.*, format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join schemas n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
       and not exists (select from pg_depend d
                        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')),
tenant_tables as (
    select r.*, a.attname, a.attnum, a.attnotnull,
           format('(%I = ( SELECT dom360.current_tenant_id() AS current_tenant_id))', a.attname) as test
      from relations r
      join pg_attribute a on a.attrelid = r.oid and not a.attisdropped
       and a.attname = case r.name when 'dom360.tenants' then 'id' else 'tenant_id' end
     where r.relkind in ('r', 'p', 'f')),
policies as (
    select p.*, pg_get_expr(p.polqual, p.polrelid) as uses,
           pg_get_expr(p.polwithcheck, p.polrelid) as checks
      from pg_policy p),
functions as (
    select p.*, format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as name,
           o.rolname as owner, o.rolsuper or o.rolbypassrls as owner_sees_all
      from pg_proc p
      join schemas n on n.oid = p.pronamespace
      join pg_roles o on o.oid = p.proowner
     where not exists (select from pg_depend d
                        where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')),
grants as (
    select r.oid, r.name, r.relispartition, null::name as column_name, x.*
      from relations r
     cross join aclexplode(coalesce(r.relacl,
           acldefault(case r.relkind when 'S' then 's' else 'r' end::"char", r.relowner))) x
     where x.grantee <> r.relowner
    union all
    select r.oid, r.name, r.relispartition, a.attname, x.*
      from relations r
      join pg_attribute a on a.attrelid = r.oid
     cross join aclexplode(a.attacl) x
     where x.grantee <> r.relowner),
named_grants as (
    select g.*, case g.grantee when 0 then 'PUBLIC' else g.grantee::regrole::text end as who,
           g.name || coalesce('.' || g.column_name, '') as what
      from grants g)

-- name: row_security_off
-- A partition inherits neither switch from its parent.
select format('%s: row security is %s', t.name,
              case when t.relrowsecurity then 'not forced on its owner' else 'off' end)
  from tenant_tables t
 where not (t.relrowsecurity and t.relforcerowsecurity);

-- name: policy_missing
select format('%s: no %s policy binds %s to its tenant in USING and WITH CHECK',
              t.name, kind.name, r.rolname)
  from tenant_tables t
 cross join tenant_roles r
 cross join (values ('restrictive', false), ('permissive', true)) kind (name, permissive)
 where not exists (
     select from policies p
      where p.polrelid = t.oid and p.polpermissive = kind.permissive and p.polcmd = '*'
        and r.oid = any (p.polroles) and p.uses = t.test and p.checks = t.test);

-- name: policy_too_wide
select format('%s: the policy %I lets other tenants'' rows through', t.name, p.polname)
  from tenant_tables t
  join policies p on p.polrelid = t.oid
 where p.polpermissive
   and exists (select from tenant_roles r where r.oid = any (p.polroles))
   and (coalesce(p.uses, t.test) <> t.test or coalesce(p.checks, t.test) <> t.test);

-- name: policy_for_strangers
select format('%s: the policy %I is for %s', t.name, p.polname,
              case grantee when 0 then 'PUBLIC' else grantee::regrole::text end)
  from tenant_tables t
  join policies p on p.polrelid = t.oid
 cross join unnest(p.polroles) grantee
 where grantee not in (select oid from service_roles where rolname <> 'dom360_auth')
   -- purge_tenant() is the owner's; the tenant that is set binds it, too.
   and not (grantee = 'dom360_owner'::regrole and p.uses = t.test and p.checks = t.test)
   and grantee not in (select oid from pg_roles where rolname in ('dom360_lookup', 'dom360_bi'))
   and (t.name, grantee::regrole::text) not in (select a.table_name, a.role_name from readers_of_all a);

-- name: bi_reads_too_much
-- Whoever types SQL into a BI tool can set anything: only the login itself may decide the tenant.
select format('%s: dom360_bi may read it, and no %s policy binds it to its tenant', t.name, kind.name)
  from tenant_tables t
 cross join (values ('restrictive', false), ('permissive', true)) kind (name, permissive)
 where has_any_column_privilege('dom360_bi', t.oid, 'SELECT')
   and not exists (
       select from policies p
        where p.polrelid = t.oid and p.polpermissive = kind.permissive and p.polcmd = 'r'
          and p.polroles = array['dom360_bi'::regrole::oid]
          and p.uses = '(tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id))')
union all
select format('%s: the policy %I lets other tenants'' rows through to dom360_bi', t.name, p.polname)
  from tenant_tables t
  join policies p on p.polrelid = t.oid
 where p.polpermissive and 'dom360_bi'::regrole = any (p.polroles)
   and p.uses <> '(tenant_id = ( SELECT dom360.bi_tenant_id() AS bi_tenant_id))'
union all
select format('%s: dom360_bi has %s', g.what, g.privilege_type)
  from named_grants g
 where g.grantee = 'dom360_bi'::regrole
   and (g.privilege_type <> 'SELECT'
        or g.name not in (select t.name from tenant_tables t)
           and g.name not in (select r.name from relations r where r.relkind = 'v'));

-- name: summary_open
-- The materialized views hold every tenant's rows, and nothing filters but the door.
select format('%s: the role has USAGE on the schema dom360_mv', r.rolname)
  from (select oid, rolname from service_roles union select oid, rolname from bi_roles) r
 where has_schema_privilege(r.oid, 'dom360_mv', 'USAGE')
union all
select format('%s: %s has %s on a materialized view', g.what, g.who, g.privilege_type)
  from named_grants g join relations r on r.oid = g.oid
 where r.relkind = 'm'
union all
select format('%s: the door does not filter by the tenant', v.name)
  from relations v join doors d on d.name = v.name
 where pg_get_viewdef(v.oid) !~
       -- PostgreSQL 15 names the view that a column is of.
       'WHERE \((mv_tenant_consumption_summary\.)?tenant_id = \( SELECT dom360\.current_tenant_id\(\) AS current_tenant_id\)\);$';

-- name: tenant_nullable
select format('%s: %I may be null', t.name, t.attname) from tenant_tables t where not t.attnotnull;

-- name: primary_key_missing
select format('%s: there is no primary key', t.name)
  from tenant_tables t
 where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary);

-- name: key_without_tenant
-- A unique key over all tenants answers the question "does somebody else have this?".
select format('%s: the unique index %s does not begin with %I', t.name, i.indexrelid::regclass, t.attname)
  from tenant_tables t
  join pg_index i on i.indrelid = t.oid
 where (i.indisunique or i.indisexclusion)
   and i.indkey[0] <> t.attnum
   and t.name not in (select d.name from directories d);

-- name: reference_without_tenant
-- Such a foreign key tells one tenant which keys another has, and its cascade deletes them.
select format('%s: the foreign key %I does not begin with the tenant on both sides', t.name, k.conname)
  from pg_constraint k
  join tenant_tables t on t.oid = k.conrelid
  join tenant_tables o on o.oid = k.confrelid
 where k.contype = 'f'
   and (k.conkey[1] <> t.attnum or k.confkey[1] <> o.attnum)
   and (t.name, k.conname) not in (select f.table_name, f.constraint_name from foreign_references f);

-- name: relation_granted_to_public
select format('%s: PUBLIC has %s', g.what, g.privilege_type)
  from named_grants g
 where g.grantee = 0;

-- name: partition_granted
-- The parent's policies do not hold for somebody who names the partition.
select format('%s: %s has %s on a partition', g.what, g.who, g.privilege_type)
  from named_grants g
 where g.relispartition;

-- name: privilege_too_strong
-- TRUNCATE knows no row security, REFERENCES and TRIGGER reach rows that it hides.
select format('%s: %s has %s%s', g.what, g.who, g.privilege_type,
              case when g.is_grantable then ' and may pass it on' else '' end)
  from named_grants g
 where g.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN') or g.is_grantable;

-- name: tenant_may_change
select format('%s: %s may change %I', t.name, r.rolname, t.attname)
  from tenant_tables t
 cross join service_roles r
 where has_column_privilege(r.oid, t.oid, t.attnum, 'UPDATE');

-- name: relation_without_tenant
-- What has no tenant to compare is nothing for the roles that serve tenants. Views are judged by
-- what they read; the job queue is the worker's own.
select distinct format('%s: %s has %s, and there is no tenant in it', g.what, g.who, g.privilege_type)
  from named_grants g
  join tenant_roles r on r.oid = g.grantee
  join relations c on c.oid = g.oid
 where c.relkind <> 'v'
   and c.oid not in (select t.oid from tenant_tables t)
   and not (r.rolname = 'dom360_jobs'
            and c.relnamespace = (select oid from schemas where nspname = 'dom360_queue'));

-- name: view_without_guard
select format('%s: the view lacks %s', v.name, option.name)
  from relations v
 cross join (values ('security_invoker'), ('security_barrier')) option (name)
 where v.relkind = 'v'
   and not exists (
       select from pg_options_to_table(v.reloptions) o
        where o.option_name = option.name and o.option_value::boolean)
   and not (option.name = 'security_invoker' and v.name in (select d.name from doors d));

-- name: owner_of_relation
select format('%s: it belongs to %s, not to %s', r.name, r.relowner::regrole, wanted.owner)
  from relations r
 cross join lateral (select case when r.relnamespace = to_regnamespace('dom360_mv')
                                      or r.name in (select d.name from doors d)
                                 then 'dom360_mv' else 'dom360_owner' end) wanted (owner)
 where r.relowner::regrole::text <> wanted.owner;

-- name: function_for_public
select format('%s: PUBLIC may execute it', f.name)
  from functions f
 cross join aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) x
 where x.grantee = 0;

-- name: definer_search_path
-- Else the caller decides which table a name means.
select format('%s: a definer function whose search_path is not fixed', f.name)
  from functions f
 where f.prosecdef
   and not 'search_path=pg_catalog, dom360, pg_temp' = any (coalesce(f.proconfig, '{}'));

-- name: definer_owner
select format('%s: a definer function with the rights of %s', f.name, f.owner)
  from functions f
 where f.prosecdef
   and (f.owner_sees_all or f.owner not in ('dom360_owner', 'dom360_lookup', 'dom360_mv'));

-- name: definer_trigger
select format('%s: a trigger with another''s rights', f.name)
  from functions f
 where f.prosecdef and f.prorettype in ('trigger'::regtype, 'event_trigger'::regtype);

-- name: function_leakproof
-- Nobody but PostgreSQL itself may say so: such a function sees rows before row security.
select format('%s: it is marked LEAKPROOF', f.name) from functions f where f.proleakproof;

-- name: tenant_function
-- An immutable one is evaluated once and serves the tenant before from a cached plan.
select 'dom360.current_tenant_id(): it is missing, or not STABLE, PARALLEL SAFE and SECURITY INVOKER'
 where not exists (
     select from functions f
      where f.name = 'dom360.current_tenant_id()'
        and f.provolatile = 's' and f.proparallel = 's' and not f.prosecdef);

-- name: tenant_preset
select format('app.tenant_id is preset for %s',
              coalesce(nullif(s.setrole, 0)::regrole::text, 'everybody'))
  from pg_db_role_setting s
 cross join unnest(s.setconfig) setting
 where setting ~ '^app\.tenant_id=';

-- name: role_missing
select format('%s: there is no such role', wanted)
  from unnest(array['dom360_app', 'dom360_auth', 'dom360_jobs', 'dom360_admin',
                    'dom360_owner', 'dom360_lookup', 'dom360_mv', 'dom360_bi']::name[]) wanted
 where wanted not in (select rolname from pg_roles);

-- name: role_too_strong
select format('%s: the role has %s', r.rolname, attribute.name)
  from pg_roles r
 cross join lateral (values
     ('SUPERUSER', r.rolsuper), ('BYPASSRLS', r.rolbypassrls), ('CREATEDB', r.rolcreatedb),
     ('CREATEROLE', r.rolcreaterole), ('REPLICATION', r.rolreplication),
     ('LOGIN', r.rolcanlogin
               and r.rolname in ('dom360_owner', 'dom360_lookup', 'dom360_mv', 'dom360_bi')))
     attribute (name, given)
 where attribute.given
   and (r.rolname in ('dom360_owner', 'dom360_lookup', 'dom360_mv')
        or r.oid in (select oid from service_roles union select oid from bi_roles));

-- name: role_member
select format('%s: the role is a member of %s', r.rolname, m.roleid::regrole)
  from service_roles r join pg_auth_members m on m.member = r.oid
union all
select format('%s: the BI login is a member of %s', r.rolname, m.roleid::regrole)
  from bi_roles r join pg_auth_members m on m.member = r.oid
 where m.roleid <> 'dom360_bi'::regrole;

-- name: role_owns
select format('%s: the role owns %s', r.rolname,
              coalesce(pg_describe_object(d.classid, d.objid, d.objsubid), 'something'))
  from service_roles r
  join pg_shdepend d on d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid and d.deptype = 'o'
 where d.dbid in (0, (select oid from pg_database where datname = current_database()));

-- name: role_creates
select format('%s: the role has CREATE on the schema %I', r.rolname, n.nspname)
  from service_roles r cross join pg_namespace n
 where n.nspname !~ '^pg_(temp|toast)' and has_schema_privilege(r.oid, n.oid, 'CREATE')
union all
select format('%s: the role has %s on the database', r.rolname, privilege)
  from service_roles r cross join unnest(array['CREATE', 'TEMP']) privilege
 where has_database_privilege(r.oid, current_database(), privilege);

-- name: place_granted_to_public
select format('the schema %I: PUBLIC has %s', n.nspname, x.privilege_type)
  from schemas n cross join aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) x
 where x.grantee = 0
union all
select format('the database: PUBLIC has %s', x.privilege_type)
  from pg_database d cross join aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x
 where d.datname = current_database() and x.grantee = 0;

-- name: default_grants
-- A new table is invisible until a migration grants it together with its policies, and a new
-- function belongs to nobody but its owner.
select format('%s: default privileges give %s to %s', owner.rolname, x.privilege_type,
              case x.grantee when 0 then 'PUBLIC' else x.grantee::regrole::text end)
  from pg_default_acl d
  join pg_roles owner on owner.oid = d.defaclrole
 cross join aclexplode(d.defaclacl) x
 where x.grantee <> d.defaclrole
union all
select format('%s: new functions would be for PUBLIC', owner.rolname)
  from pg_roles owner
 where owner.rolname in ('dom360_owner', 'dom360_lookup')
   and not exists (select from pg_default_acl d
                    where d.defaclrole = owner.oid and d.defaclnamespace = 0 and d.defaclobjtype = 'f');

-- name: guard_off
-- There is none where no superuser migrated; then nobody switched it off.
select format('the event trigger %I: it is switched off', evtname)
  from pg_event_trigger
 where evtname = 'dom360_guard' and evtenabled not in ('O', 'A');

-- name: way_out
-- Extensions and languages that reach other databases, files or programs.
select format('the extension %s is installed', e.extname)
  from pg_extension e
 where e.extname in ('dblink', 'postgres_fdw', 'file_fdw', 'refint', 'adminpack')
union all
select format('%s: it is written in the untrusted language %s', f.name, l.lanname)
  from functions f join pg_language l on l.oid = f.prolang
 where l.lanispl and not l.lanpltrusted or l.lanname in ('c', 'internal');
