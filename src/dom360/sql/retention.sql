-- What the plans no longer keep: db/retention.py (the worker) and db/archive.py (the operator).

-- name: list_due
select parent, month, first, archive, attached from dom360.retention_due();

-- name: list_expired
-- As dom360_admin, who sees every tenant's plan: from when on each keeps its rows, table by table, where
-- rows may be deleted at all. Turns follow their messages.
select t.id as tenant_id, kept.table_name,
       (date_trunc('month', now() at time zone 'utc') - make_interval(months => r.months))
           at time zone 'utc' as before
  from dom360.tenants t
  left join dom360.tenant_plans p on p.tenant_id = t.id
  join dom360.retention_rules r on r.plan = coalesce(p.plan, 'standard')
 cross join lateral (
     select r.table_name union select 'turns' where r.table_name = 'messages') kept (table_name)
 where has_table_privilege('dom360_jobs', to_regclass(format('dom360.%%I', kept.table_name)), 'DELETE')
 order by t.id, kept.table_name;

-- name: list_held
select table_name, month from dom360.retention_holds where until > now();

-- name: delete_old_rows
select dom360.delete_old_rows(%(tenant_id)s, %(table)s, %(before)s, %(held)s, %(limit)s) as rows;

-- name: drop_month
select dom360.drop_month(%(parent)s, %(first)s);

-- name: become_owner
set local role dom360_owner;

-- name: detach_month
select dom360.detach_month(%(parent)s, %(first)s);

-- name: drop_detached
select dom360.drop_detached_month(%(parent)s, %(first)s);

-- name: keep_still
set transaction isolation level repeatable read;

-- name: describe_month
-- The statements that copy a month out, and its shape. UTC and ISO, so that the file reads the same
-- anywhere.
select array_agg(a.attname::text order by a.attnum) as columns,
       format('copy dom360.%%I (%%s) to stdout', %(month)s::text,
              string_agg(quote_ident(a.attname), ', ' order by a.attnum)) as copy_out,
       format('select count(*) from dom360.%%I', %(month)s::text) as count_rows
  from pg_attribute a
 where a.attrelid = to_regclass(format('dom360.%%I', %(month)s::text))
   and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';

-- name: settle_format
set local timezone = 'UTC';
set local datestyle = 'ISO';
set local intervalstyle = 'postgres';
set local extra_float_digits = 1;

-- name: month_exists
select to_regclass(format('dom360.%%I', %(month)s::text)) is not null;

-- name: describe_return
-- The statements that bring an archive back; the columns are the file's, checked against the table.
with named as (
    select string_agg(quote_ident(c), ', ' order by place) as list,
           bool_and(a.attname is not null) as known
      from unnest(%(columns)s::text[]) with ordinality f (c, place)
      left join pg_attribute a on a.attname = f.c and not a.attisdropped and a.attnum > 0
       and a.attrelid = to_regclass(format('dom360.%%I', %(parent)s::text)))
select known and list is not null as known,
       format('create temp table returning_rows (like dom360.%%I including defaults) on commit drop',
              %(parent)s::text) as make_stage,
       format('copy returning_rows (%%s) from stdin', list) as copy_in,
       format('create table dom360.%%I (like dom360.%%I including all)', %(month)s::text,
              %(parent)s::text) as make_month,
       format('select dom360.protect_tenant_table(%%L::regclass)', format('dom360.%%I', %(month)s::text))
           as protect,
       format('create policy archive_returns on dom360.%%I to dom360_owner using (true) with check (true)',
              %(month)s::text) as let_in,
       format('insert into dom360.%%I (%%s) select %%s from returning_rows', %(month)s::text, list, list)
           as fill,
       format('drop policy archive_returns on dom360.%%I', %(month)s::text) as let_out
  from named;

-- name: open_stage
grant select, delete on returning_rows to dom360_owner;

-- name: list_tenants_in_stage
select distinct tenant_id from returning_rows;

-- name: list_references
-- What a row of the parent points at, beside its tenant, e.g. ('conversation_id', 'conversations').
select a.attname as column_name, format('%%I.%%I', n.nspname, o.relname) as points_at,
       format('select distinct %%I from returning_rows where tenant_id = %%%%(tenant_id)s and %%I is not null',
              a.attname, a.attname) as list_ids,
       format('delete from returning_rows where tenant_id = %%%%(tenant_id)s and %%I = any (%%%%(gone)s)',
              a.attname) as drop_rows,
       format('select id from %%I.%%I where tenant_id = %%%%(tenant_id)s and id = any (%%%%(ids)s)',
              n.nspname, o.relname)
           || case when exists (select from pg_attribute e where e.attrelid = o.oid and e.attname = 'erased_at'
                                   and not e.attisdropped)
                   then ' and erased_at is null' else '' end as list_living
  from pg_constraint k
  join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[2]
  join pg_class o on o.oid = k.confrelid
  join pg_namespace n on n.oid = o.relnamespace
 where k.contype = 'f' and array_length(k.conkey, 1) = 2
   and k.conrelid = to_regclass(format('dom360.%%I', %(parent)s::text));

-- name: attach_month
select dom360.make_month(%(parent)s, %(first)s);

-- name: hold_month
-- As dom360_admin.
insert into dom360.retention_holds (table_name, month, until)
values (%(parent)s, %(first)s, now() + make_interval(days => %(days)s))
on conflict (table_name, month) do update set until = excluded.until;

-- name: set_tenant
select dom360.set_tenant(%(tenant_id)s);
