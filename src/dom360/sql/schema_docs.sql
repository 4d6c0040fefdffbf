-- What docs/database.md tells of the catalogue: db/schema_docs.py. Months are left out: their parent
-- says all there is to say.

-- name: plain_names
set local search_path = pg_catalog, dom360;

-- name: columns
select c.relname as table_name, c.relkind = 'p' as is_split,
       coalesce(obj_description(c.oid), '') as told,
       a.attname as name,
       format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then '' else ', may be null' end as type,
       split_part(format_type(a.atttypid, null), ' ', 1) as short_type,
       coalesce(replace(col_description(c.oid, a.attnum), '|', '\|'), '') as comment,
       coalesce((select a.attnum = any (i.indkey) from pg_index i
                  where i.indrelid = c.oid and i.indisprimary), false) as in_key,
       exists (select from pg_constraint k
                where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey)) as in_reference
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
 where c.relnamespace = 'dom360'::regnamespace
   and c.relkind in ('r', 'p') and not c.relispartition
   and c.relname <> 'alembic_version'
 order by c.relname, a.attnum;

-- name: references
select c.relname as table_name, o.relname as points_at,
       (select string_agg(a.attname, ', ' order by place)
          from unnest(k.conkey) with ordinality x (number, place)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = x.number) as columns,
       k.confdeltype = 'c' as cascades,
       exists (select from pg_index i
                where i.indrelid = k.conrelid and i.indisunique and i.indpred is null
                  and (select array_agg(n order by n) from unnest(i.indkey::int2[]) n)
                      <@ (select array_agg(n order by n) from unnest(k.conkey) n)) as is_single
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid and not c.relispartition
  join pg_class o on o.oid = k.confrelid
 where k.contype = 'f' and c.relnamespace = 'dom360'::regnamespace
 order by c.relname, 3, o.relname;

-- name: indexes
select c.relname as table_name,
       case when i.indisprimary then 'primary key' when i.indisunique then 'unique' else 'index' end as kind,
       regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING (btree )?', '') as definition
  from pg_index i
  join pg_class c on c.oid = i.indrelid and not c.relispartition and c.relkind in ('r', 'p')
 where c.relnamespace = 'dom360'::regnamespace
 order by c.relname, not i.indisprimary, not i.indisunique, 3;

-- name: grants
-- Roles of the application; the owner's own rights and a column list's details are left to the catalogue.
select table_name, role, string_agg(what, ', ' order by place) as what
  from (select c.relname as table_name, r.rolname as role, p.name || case
                   when has_table_privilege(r.oid, c.oid, p.name) then ''
                   else ' of some columns' end as what, p.place
          from pg_class c
         cross join pg_roles r
         cross join (values ('select', 1), ('insert', 2), ('update', 3), ('delete', 4)) p (name, place)
         where c.relnamespace = 'dom360'::regnamespace
           and c.relkind in ('r', 'p') and not c.relispartition
           and r.rolname in ('dom360_app', 'dom360_auth', 'dom360_jobs', 'dom360_admin', 'dom360_bi',
                             'dom360_lookup')
           and case p.name when 'delete' then has_table_privilege(r.oid, c.oid, p.name)
                    else has_any_column_privilege(r.oid, c.oid, p.name) end) g
 group by table_name, role
 order by table_name, role;
