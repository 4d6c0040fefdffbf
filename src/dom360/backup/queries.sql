-- Statements about tables are made by the catalogue, with format(): so a table that is added tomorrow is
-- copied, counted and checked as well.

-- name: describe_role
select current_user as name, r.rolsuper as superuser, r.rolsuper or r.rolbypassrls as sees_all,
       current_setting('server_version_num')::integer as server_version,
       to_regclass('dom360.alembic_version') is not null as migrated
  from pg_roles r
 where r.rolname = current_user;

-- name: revision
select version_num from dom360.alembic_version;

-- name: export_snapshot
-- pg_dump reads the same moment as we count.
select pg_export_snapshot();

-- name: list_tenants
select id::text, slug from dom360.tenants order by slug;

-- name: list_counts
-- One statement a table: how many rows of each tenant; of nobody's where it has no tenant.
select case n.nspname when 'dom360' then c.relname::text else n.nspname || '.' || c.relname end,
       format('select coalesce(%s::text, ''''), count(*) from %I.%I group by 1',
              case when n.nspname = 'dom360' and c.relname = 'tenants' then 'id'
                   when a.attname is not null then 'tenant_id'
                   else 'null' end, n.nspname, c.relname)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
 where starts_with(n.nspname, 'dom360')
   and c.relkind in ('r', 'p') and not c.relispartition
   and not exists (select from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
 order by 1;

-- name: find_chain_heads
-- Where there is an audit log: what tells each tenant's chain.
select 'select tenant_id::text, seq, encode(hash, ''hex'') from dom360.audit_heads'
 where to_regclass('dom360.audit_heads') is not null;

-- name: list_secrets
-- One statement a column of ciphertexts: every tenant's.
select format('select tenant_id, %L, %L, %I from dom360.%I where %I is not null',
              f.table_name, f.column_name, f.column_name, f.table_name, f.column_name)
  from dom360.sensitive_fields() f;

-- name: append_audit
select dom360.append_audit(%(tenant_id)s, %(action)s, 'tenants', %(tenant_id)s::text, null, %(facts)s);

-- name: list_summaries
-- Materialized views: left out of a copy and filled anew, because pg_restore does so with row_security
-- off, and their owner reads through a policy. The name, and the statement that fills it.
select format('%I.%I', schemaname, matviewname),
       format('refresh materialized view %I.%I', schemaname, matviewname)
  from pg_matviews
 where starts_with(schemaname, 'dom360');

-- name: is_in_use
-- Whether anything lies in this database already.
select exists (
    select from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
       and not exists (select from pg_depend d
                        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'))
    or to_regnamespace('dom360') is not null;

-- name: lift_limits
-- A copy takes as long as it takes. transaction_timeout is new in PostgreSQL 17.
select set_config(name, '0', false)
  from pg_settings
 where name in ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout');

-- name: use_utc
set local timezone = 'UTC';

-- name: find_customer
-- As dom360_admin, who sees all tenants.
select id, slug, name from dom360.tenants where slug = %(slug)s and kind = 'customer';

-- name: list_tenant_tables
-- Every table with a tenant's rows, whether the role may read it, and the statement that does. Secrets
-- stay here: their ciphertexts are of use to this installation only.
select c.relname::text,
       has_table_privilege(c.oid, 'select'),
       format('select (to_jsonb(r) - %%L::text[])::text from dom360.%%I r where r.%%I = %%L order by %%s',
              array(select a.attname::text from pg_attribute a
                     where a.attrelid = c.oid and a.attnum > 0
                       and (a.attname like '%%\_encrypted'
                            or a.attname like '%%\_index' and a.atttypid = 'bytea'::regtype)),
              c.relname, tenant.attname, %(tenant_id)s::uuid,
              (select string_agg(format('r.%%I', k.attname), ', ' order by k.place)
                 from (select ka.attname, key.place
                         from pg_index i
                        cross join unnest(i.indkey::smallint[]) with ordinality key (attnum, place)
                         join pg_attribute ka on ka.attrelid = i.indrelid and ka.attnum = key.attnum
                        where i.indrelid = c.oid and i.indisprimary) k))
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'dom360'
  join pg_attribute tenant on tenant.attrelid = c.oid and not tenant.attisdropped
   and tenant.attname = case c.relname when 'tenants' then 'id' else 'tenant_id' end
 where c.relkind in ('r', 'p') and not c.relispartition
 order by c.relname <> 'tenants', c.relname;

-- name: counted_since
-- As dom360_jobs. The first day whose messages are all there; null where retention never took any.
select nullif(dom360.consumption_counted_since(%(tenant_id)s), '-infinity')::text;

-- name: mark_gone
-- So that `dom360 usage reconcile` leaves the counters of the days before alone here as well.
insert into dom360.retention_marks (tenant_id, table_name, gone_before)
select v.tenant_id, 'messages', (%(since)s::date - 1)::timestamp at time zone v.timezone
  from dom360.account_vars v
 where v.tenant_id = %(tenant_id)s;

-- name: book_differences
-- Messages on one side, counters on the other: the rows that only one of them has.
with said as (
    select m.inbox_id, (m.created_at at time zone v.timezone)::date as day, m.agent_type, m.model,
           count(*) as messages, count(*) filter (where m.role = 'assistant') as answers,
           sum(m.total_tokens) as total_tokens, sum(coalesce(m.cost_micro_usd, 0)) as cost
      from dom360.messages m
      join dom360.account_vars v on v.tenant_id = m.tenant_id
     where m.tenant_id = %(tenant_id)s
       and (m.created_at at time zone v.timezone)::date >= coalesce(%(since)s::date, '-infinity')
     group by 1, 2, 3, 4),
metered as (
    select c.inbox_id, c.day, c.agent_type, c.model, sum(c.messages), sum(c.answers),
           sum(c.total_tokens), sum(c.cost_micro_usd)
      from dom360.consumption_inbox_daily c
     where c.tenant_id = %(tenant_id)s
       and c.day >= coalesce(%(since)s::date, '-infinity')
     group by 1, 2, 3, 4
    having sum(c.messages) > 0)
select count(*)
  from ((select * from said except select * from metered)
        union all (select * from metered except select * from said)) difference;

-- name: write_past_triggers
-- What is imported was counted, numbered and audited already.
set local session_replication_role = replica;

-- name: slug_taken
select exists (select from dom360.tenant_slugs where slug = %(slug)s);

-- name: tenant_exists
select exists (select from dom360.tenants where id = %(tenant_id)s);

-- name: new_id
select dom360.new_id();

-- name: list_inserts
-- The statement that stores a batch of rows, and whether the table is split by month.
select c.relname::text, c.relkind = 'p',
       format('insert into dom360.%I (%s) select %s from jsonb_array_elements(%%(rows)s::jsonb) x, '
              'lateral jsonb_populate_record(null::dom360.%I, x || %%(over)s::jsonb) r',
              c.relname, string_agg(format('%I', a.attname), ', ' order by a.attnum),
              string_agg(format('r.%I', a.attname), ', ' order by a.attnum), c.relname)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'dom360'
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
 where c.relkind in ('r', 'p') and not c.relispartition
   and exists (select from pg_attribute t
                where t.attrelid = c.oid and not t.attisdropped
                  and t.attname = case c.relname when 'tenants' then 'id' else 'tenant_id' end)
 group by c.relname, c.relkind;

-- name: months_of
select distinct date_trunc('month', (x ->> 'created_at')::timestamptz at time zone 'utc')::date
  from jsonb_array_elements(%(rows)s::jsonb) x;

-- name: become_owner
set local role dom360_owner;

-- name: become_self
reset role;

-- name: make_month
-- A month of the past, protected like the others before it is attached.
select dom360.make_month(%(parent)s, %(month)s);

-- name: add_slug
insert into dom360.tenant_slugs (slug, tenant_id) values (%(slug)s, %(tenant_id)s);

-- name: add_sign_ins
-- An address that somebody else on this platform signs in with stays theirs.
insert into dom360.sign_in_emails (email, tenant_id, user_id)
select u.email, u.tenant_id, u.id from dom360.users u where u.tenant_id = %(tenant_id)s and u.removed_at is null
on conflict (email) do nothing;

-- name: list_dangling
-- Triggers were off, and foreign keys with them: one statement a key, which counts what it would refuse.
select format('%%s: %%s', f.conrelid::regclass, f.conname),
       format('select count(*) from %%s c where c.tenant_id = %%L and %%s and not exists (select from %%s p where %%s)',
              f.conrelid::regclass, %(tenant_id)s::uuid,
              string_agg(format('c.%%I is not null', a.attname), ' and '), f.confrelid::regclass,
              string_agg(format('p.%%I = c.%%I', b.attname, a.attname), ' and '))
  from pg_constraint f
  join pg_class r on r.oid = f.conrelid and not r.relispartition
  join pg_namespace n on n.oid = r.relnamespace and n.nspname = 'dom360'
 cross join unnest(f.conkey, f.confkey) key (child, parent)
  join pg_attribute a on a.attrelid = f.conrelid and a.attnum = key.child
  join pg_attribute b on b.attrelid = f.confrelid and b.attnum = key.parent
 where f.contype = 'f' and f.conparentid = 0
   and exists (select from pg_attribute t
                where t.attrelid = f.conrelid and t.attname = 'tenant_id' and not t.attisdropped)
 group by f.oid, f.conrelid, f.confrelid, f.conname;
