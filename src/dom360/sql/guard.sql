-- The guard: an event trigger that puts the tenant wall around every table with a tenant_id, whoever
-- makes it, and puts it back where somebody takes it down. Only a superuser can make one; elsewhere the
-- leak test is the guard. Run at the end of `dom360 db migrate`.

-- name: may_guard
select rolsuper from pg_catalog.pg_roles where rolname = session_user;

-- name: is_guarded
select exists (select from pg_catalog.pg_event_trigger
                where evtname = 'dom360_guard' and evtenabled in ('O', 'A'));

-- name: become_self
reset role;

-- name: create_guard
-- Belongs to the superuser and calls nothing that belongs to somebody else: it runs with the rights of
-- whoever changes a table, and that may be a superuser.
--
-- Policies first, then ENABLE and FORCE in one ALTER: that ALTER fires the trigger again, which then
-- finds everything in place and stops. Two ALTERs would call each other up to the stack limit.
-- Restoring a dump is not in its way: pg_restore makes event triggers last and drops them first.
create or replace function dom360.guard_tenant_tables() returns event_trigger
    language plpgsql
    set search_path = pg_catalog, pg_temp
    as $$
declare
    v_table record;
    v_test text;
begin
    for v_table in
        select distinct c.oid::regclass as name, a.attname as tenant
          from pg_event_trigger_ddl_commands() d
          join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid and c.relkind in ('r', 'p')
          join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'dom360'
          join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
           and a.attname = case c.relname when 'tenants' then 'id' else 'tenant_id' end
         where not (c.relrowsecurity and c.relforcerowsecurity)
            or (select count(*) from pg_policy p
                 where p.polrelid = c.oid and p.polname in ('tenant_isolation', 'tenant_rows')) < 2
    loop
        v_test := format('(%I = (select dom360.current_tenant_id()))', v_table.tenant);
        execute format('drop policy if exists tenant_isolation on %s', v_table.name);
        execute format('drop policy if exists tenant_rows on %s', v_table.name);
        execute format('create policy tenant_isolation on %s as restrictive for all
                            to dom360_app, dom360_jobs using %s with check %s',
                       v_table.name, v_test, v_test);
        execute format('create policy tenant_rows on %s as permissive for all
                            to dom360_app, dom360_jobs using %s with check %s',
                       v_table.name, v_test, v_test);
        execute format('alter table %s enable row level security, force row level security',
                       v_table.name);
    end loop;
end
$$;

revoke all on function dom360.guard_tenant_tables() from public;

do $$
begin
    if not exists (select from pg_catalog.pg_event_trigger where evtname = 'dom360_guard') then
        create event trigger dom360_guard on ddl_command_end
            when tag in ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'ALTER TABLE')
            execute function dom360.guard_tenant_tables();
    end if;
    alter event trigger dom360_guard enable;
end
$$;

comment on event trigger dom360_guard is 'Puts the tenant wall around every table with a tenant_id.';
