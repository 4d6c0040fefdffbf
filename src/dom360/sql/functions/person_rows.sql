-- Everything that is stored about one person: the rows of every table that hangs on the contact, as far
-- as the caller may read. Hashes are left out: they tell nobody anything.
create or replace function dom360.person_rows(p_tenant uuid, p_contact uuid)
    returns table (table_name text, content jsonb)
    language plpgsql stable
    as $$
declare
    v_table record;
begin
    for v_table in
        select t.name, t.condition, array(
                   select a.attname::text from pg_catalog.pg_attribute a
                    where a.attrelid = pg_catalog.format('dom360.%I', t.name)::regclass and a.attnum > 0
                      and (a.attname = 'tenant_id' or a.atttypid = 'bytea'::regtype)) as left_out
          from dom360.person_tables(p_tenant, p_contact) t
    loop
        return query execute pg_catalog.format(
            'select %L::text, to_jsonb(r) - %L::text[] from dom360.%I r where %s order by r.id',
            v_table.name, v_table.left_out, v_table.name, v_table.condition);
    end loop;
end
$$;

grant execute on function dom360.person_rows(uuid, uuid) to dom360_app;
