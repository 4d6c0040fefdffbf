-- The tables with a tenant's rows and the columns of their primary key, those first that nothing refers
-- to, and the audit log last. From the catalogue: a table that is added tomorrow is found as well.
create or replace function dom360.purge_order() returns table (name text, keys text[])
    language sql stable
    as $$
    with recursive tables as (
        select c.oid, c.relname
          from pg_catalog.pg_class c
          join pg_catalog.pg_attribute a
            on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
         where c.relnamespace = 'dom360'::regnamespace
           and c.relkind in ('r', 'p') and not c.relispartition),
    reached as (
        select t.oid, array[t.oid] as way from tables t
        union all
        select f.conrelid, r.way || f.conrelid
          from reached r
          join pg_catalog.pg_constraint f on f.confrelid = r.oid and f.contype = 'f'
          join tables t on t.oid = f.conrelid
         where f.conrelid <> all (r.way))
    select t.relname::text,
           array(select pg_catalog.format('%I', k.attname)
                   from pg_catalog.pg_index i
                  cross join unnest(i.indkey::smallint[]) with ordinality key (attnum, place)
                   join pg_catalog.pg_attribute k on k.attrelid = i.indrelid and k.attnum = key.attnum
                  where i.indrelid = t.oid and i.indisprimary
                  order by key.place)
      from tables t
      join reached r on r.oid = t.oid
     group by t.oid, t.relname
     order by t.relname in ('audit_log', 'audit_heads'), max(cardinality(r.way)) desc, t.relname
    $$;

grant execute on function dom360.purge_order() to dom360_jobs;
