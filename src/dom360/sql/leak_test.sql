-- The leak test's other half: what the roles that serve tenants can really reach (db/leak_test.py).
-- Listings return ready statements, with parameters `mine` and `theirs`: two tenants that have rows.
-- Every one of them runs in a transaction that is rolled back.

-- name: list_tenants
-- As dom360_admin.
select id from dom360.tenants order by created_at, id limit 500;

-- name: has_rows
select exists (select from dom360.messages where tenant_id = %(tenant_id)s)
       and exists (select from dom360.contacts where tenant_id = %(tenant_id)s);

-- name: be_brief
-- A guest in production: it waits for nobody and reads for no longer than this.
set local statement_timeout = '3s';
set local lock_timeout = '200ms';

-- name: only_read
set transaction read only;

-- name: set_nothing
select 1;

-- name: set_empty
set local app.tenant_id = '';

-- name: set_malformed
set local app.tenant_id = 'all';

-- name: set_tenant
select dom360.set_tenant(%(tenant_id)s);

-- name: list_relations
-- What the current role can name and do something with. `shared`: read by everybody on purpose.
with shared (name, reason) as (values ('', 'none so far')),
reached as (
    select c.oid, c.relkind, format('%I.%I', n.nspname, c.relname) as name,
           quote_ident(t.attname) as tenant,
           t.attname is not null and has_column_privilege(c.oid, t.attnum, 'SELECT') as knows_tenant,
           has_any_column_privilege(c.oid, 'SELECT') as reads,
           t.attname is not null and has_column_privilege(c.oid, t.attnum, 'INSERT') as inserts,
           t.attname is not null and has_column_privilege(c.oid, t.attnum, 'UPDATE') as moves,
           has_table_privilege(c.oid, 'DELETE') as deletes,
           (select quote_ident(min(a.attname)) from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
               and has_column_privilege(c.oid, a.attnum, 'UPDATE')) as changes,
           case when c.relkind in ('r', 'p', 'm') then 'ctid' end as row_id
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
       and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
      left join pg_attribute t on t.attrelid = c.oid and not t.attisdropped
       and t.attname = case when n.nspname = 'dom360' and c.relname = 'tenants' then 'id' else 'tenant_id' end
     where c.relkind in ('r', 'p', 'v', 'm', 'f')
       and has_schema_privilege(n.oid, 'USAGE')
       and (has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE') or has_table_privilege(c.oid, 'DELETE'))
       and not exists (select from pg_depend d
                        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
       -- The worker's own queue: job names and ids.
       and not (n.nspname = 'dom360_queue' and current_user = 'dom360_jobs'))
select name, name in (select s.name from shared s) as is_shared,
       case when reads then format('select 1 from %s limit 1', name) end as read_any,
       case when reads and knows_tenant then
           format('select 1 from %s where %s is distinct from %%(mine)s limit 1', name, tenant) end as read_foreign,
       case when reads and knows_tenant then
           format('select 1 from %s where %s = %%(theirs)s limit 1', name, tenant) end as read_theirs,
       case when reads and knows_tenant then
           format('select to_jsonb(r) from (select * from %s where %s = %%(tenant_id)s limit 20) r', name, tenant)
           end as sample,
       case when inserts then format('insert into %s (%s) values (%%(theirs)s)', name, tenant) end as insert_theirs,
       case when deletes and knows_tenant then
           format('delete from %s where %s = %%(theirs)s', name, tenant)
           || coalesce(format(' and %s in (select %s from %s where %s = %%(theirs)s limit 1)',
                              row_id, row_id, name, tenant), '') end as delete_theirs,
       case when changes is not null and knows_tenant then
           format('update %s set %s = %s where %s = %%(theirs)s', name, changes, changes, tenant)
           || coalesce(format(' and %s in (select %s from %s where %s = %%(theirs)s limit 1)',
                              row_id, row_id, name, tenant), '') end as update_theirs,
       case when moves and knows_tenant then
           format('update %s set %s = %%(theirs)s where %s = %%(mine)s', name, tenant, tenant)
           || coalesce(format(' and %s in (select %s from %s where %s = %%(mine)s limit 1)',
                              row_id, row_id, name, tenant), '') end as give_away
  from reached
 order by name;

-- name: list_functions
-- Functions with another's rights that the current role may call; an argument of every type they take.
select format('%I.%I(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)) as name,
       bool_or(coalesce(a.is_tenant, false)) as takes_ids,
       format('select r::text from %I.%I(%s) r limit 200', n.nspname, p.proname,
              coalesce(string_agg(a.value, ', ' order by a.place), '')) as call
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
   and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
  left join lateral (
      select place, t = 'uuid'::regtype as is_tenant,
             case when t = 'uuid'::regtype then '%(theirs)s::uuid'
                  when t in ('timestamptz'::regtype, 'timestamp'::regtype, 'date'::regtype) then format(
                      '%L::%s', case when row_number() over (partition by t order by place) = 1
                                     then '-infinity' else 'infinity' end, t::regtype)
                  when t in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) then '10'
                  when t = 'jsonb'::regtype then '''[]''::jsonb'
                  when t in ('text'::regtype, 'name'::regtype) then format('''''::%s', t::regtype)
                  when t = 'bool'::regtype then 'true'
                  else format('null::%s', t::regtype) end as value
        from unnest(p.proargtypes) with ordinality x (t, place)) a on true
 where p.prosecdef and p.prokind = 'f'
   and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
   and has_schema_privilege(n.oid, 'USAGE')
   and has_function_privilege(p.oid, 'EXECUTE')
   and not exists (select from pg_depend d
                    where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
 group by p.oid, n.nspname, p.proname
 order by 1;

-- name: statistics_that_show
-- PostgreSQL hides the common values of a column where row security binds the reader.
select distinct format('%I.%I', s.schemaname, s.tablename) as name
  from pg_stats s
  join pg_attribute a on a.attrelid = to_regclass(format('%I.%I', s.schemaname, s.tablename))
   and a.attname = case s.schemaname || '.' || s.tablename when 'dom360.tenants' then 'id' else 'tenant_id' end
 where s.schemaname !~ '^pg_'
 order by 1;
