-- Lets purge_tenant() delete a company that is gone: a policy for its owner on each table with a
-- tenant's rows, bound to the transaction's tenant. Row security binds the owner too; without a tenant
-- it still sees nothing. Run at the end of every migration, so that tables that came since are covered.
create or replace function dom360.open_to_purge() returns void
    language plpgsql
    as $$
declare
    v_table record;
begin
    for v_table in
        select c.oid::regclass as name, a.attname
          from pg_catalog.pg_class c
          join pg_catalog.pg_attribute a on a.attrelid = c.oid and not a.attisdropped
           and a.attname = case c.relname when 'tenants' then 'id' else 'tenant_id' end
         where c.relnamespace = 'dom360'::regnamespace
           and c.relkind in ('r', 'p') and not c.relispartition
           and not exists (select from pg_catalog.pg_policy p
                            where p.polrelid = c.oid and p.polname = 'purge')
    loop
        execute pg_catalog.format(
            'create policy purge on %s for all to dom360_owner
                 using (%2$I = (select dom360.current_tenant_id()))
                 with check (%2$I = (select dom360.current_tenant_id()))', v_table.name, v_table.attname);
    end loop;
end
$$;
