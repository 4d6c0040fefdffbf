-- The tables whose rows hang on a contact, found in the catalogue: contacts, what refers to it, what
-- refers to that, and so on, always within one tenant. A table that is added tomorrow is found as well.
-- `condition` picks one contact's rows and names the tenant by value. Both arguments may be null for the
-- names alone.
create or replace function dom360.person_tables(p_tenant uuid, p_contact uuid)
    returns table (name text, condition text)
    language sql stable
    as $$
    with recursive reference as (
        select c.oid, c.conrelid, c.confrelid, child.attname as child_column, parent.attname as parent_column
          from pg_catalog.pg_constraint c
          join pg_catalog.pg_class r on r.oid = c.conrelid and not r.relispartition
          join pg_catalog.pg_namespace n on n.oid = r.relnamespace and n.nspname = 'dom360'
          join pg_catalog.pg_attribute child on child.attrelid = c.conrelid and child.attnum = c.conkey[2]
          join pg_catalog.pg_attribute parent on parent.attrelid = c.confrelid and parent.attnum = c.confkey[2]
         where c.contype = 'f' and cardinality(c.conkey) = 2),
    reached as (
        select 'dom360.contacts'::regclass::oid as oid, array['dom360.contacts'::regclass::oid] as way,
               pg_catalog.format('id = %L', p_contact) as condition
        union all
        select f.conrelid, r.way || f.conrelid,
               pg_catalog.format('%I in (select %I from %s where tenant_id = %L and %s)', f.child_column,
                                 f.parent_column, r.oid::regclass, p_tenant, r.condition) collate "default"
          from reached r
          join reference f on f.confrelid = r.oid
         where f.conrelid <> all (r.way) and cardinality(r.way) < 6)
    select c.relname::text,
           pg_catalog.format('tenant_id = %L and (%s)', p_tenant,
                             string_agg(r.condition, ' or ' order by cardinality(r.way), r.condition))
      from reached r
      join pg_catalog.pg_class c on c.oid = r.oid
     group by c.relname
     order by min(cardinality(r.way)), c.relname
    $$;

grant execute on function dom360.person_tables(uuid, uuid) to dom360_lookup, dom360_app;
