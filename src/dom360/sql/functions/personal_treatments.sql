-- Every column that can hold words in the tables that hang on a contact, with its treatment from
-- personal_data(). A null treatment is a decision that nobody has taken yet.
create or replace function dom360.personal_treatments()
    returns table (table_name text, column_name text, treatment text)
    language sql stable
    as $$
    select t.name, a.attname::text, d.treatment
      from dom360.person_tables(null, null) t
      join pg_catalog.pg_attribute a
        on a.attrelid = pg_catalog.format('dom360.%I', t.name)::regclass
       and a.attnum > 0 and not a.attisdropped
      left join dom360.personal_data() d on d.table_name = t.name and d.column_name = a.attname
     where d.treatment is not null
        or a.atttypid <> all (array['uuid', 'bool', 'int2', 'int4', 'int8', 'float4', 'float8', 'numeric',
                                    'date', 'time', 'timestamp', 'timestamptz', 'interval']::regtype[])
       -- A check like `state in ('open', 'closed')` lists all that can stand there.
       and not exists (
           select from pg_catalog.pg_constraint c
            where c.conrelid = a.attrelid and c.contype = 'c' and c.conkey = array[a.attnum]
              and pg_catalog.pg_get_constraintdef(c.oid) ~ '= ANY \(ARRAY\[')
     order by 1, a.attnum
    $$;

grant execute on function dom360.personal_treatments() to dom360_lookup;
