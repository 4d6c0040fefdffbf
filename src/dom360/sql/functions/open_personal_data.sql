-- Lets erase_personal_data() do what personal_data() says, and nothing else: a policy for its owner on
-- each table that hangs on a contact, bound to the transaction's tenant, UPDATE on the columns that are
-- erased, SELECT on those that find the rows. Run at the end of every migration, so that tables and lines
-- that came since are covered. Does nothing where all is as it should be.
create or replace function dom360.open_personal_data() returns void
    language plpgsql
    as $$
declare
    v_table record;
begin
    for v_table in
        select t.name, pg_catalog.format('dom360.%I', t.name)::regclass as oid
          from dom360.person_tables(null, null) t
    loop
        if not exists (select from pg_catalog.pg_policy
                        where polrelid = v_table.oid and polname = 'personal_data') then
            execute pg_catalog.format(
                'create policy personal_data on %s for all to dom360_lookup
                     using (tenant_id = (select dom360.current_tenant_id()))
                     with check (tenant_id = (select dom360.current_tenant_id()))', v_table.oid);
        end if;
        perform dom360.grant_columns('select', v_table.oid, array(
            select distinct a.attname::text from pg_catalog.pg_attribute a
              left join pg_catalog.pg_constraint c
                on c.conrelid = a.attrelid and c.contype in ('p', 'f') and a.attnum = any (c.conkey)
             where a.attrelid = v_table.oid and a.attnum > 0
               and (c.oid is not null or (v_table.name, a.attname) in (('conversations', 'closed_at')))
            union select d.column_name from dom360.personal_data() d where d.table_name = v_table.name));
        perform dom360.grant_columns('update', v_table.oid, array(
            select d.column_name from dom360.personal_data() d
             where d.table_name = v_table.name and d.treatment <> 'keep'
            union select e.column_name
              from (values ('conversations', 'status'), ('conversations', 'closed_at'),
                           ('conversations', 'erased_at'), ('contacts', 'anonymised_at'),
                           ('contacts', 'updated_at')) e (table_name, column_name)
             where e.table_name = v_table.name));
    end loop;
end
$$;
