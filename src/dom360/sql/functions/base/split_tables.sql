-- The tables that are split by month: whatever is partitioned by its created_at. Being made so is all
-- the registration that the makers, the alarm and retention need.
create or replace function dom360.split_tables() returns setof name
    language sql stable
    set search_path = pg_catalog, dom360, pg_temp
    as $$
        select c.relname
          from pg_partitioned_table p
          join pg_class c on c.oid = p.partrelid and c.relnamespace = to_regnamespace('dom360')
          join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
         where p.partstrat = 'r' and p.partnatts = 1 and a.attname = 'created_at'
         order by 1
    $$;

grant execute on function dom360.split_tables()
    to dom360_lookup, dom360_app, dom360_auth, dom360_jobs, dom360_admin;
