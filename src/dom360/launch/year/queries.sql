-- A clock for the seed. The product's functions stay as they are: for as long as the seed runs, the
-- owner puts this schema before pg_catalog in the seeding sessions' path, and under the defaults of the
-- tables that date their own rows. For every other session, and without app's clock set, it tells the
-- real time.

-- name: make_schema
create schema if not exists dom360_seed;

-- name: make_now
create or replace function dom360_seed.now() returns timestamptz
    language sql stable
    as $$
    select coalesce(nullif(pg_catalog.current_setting('dom360_seed.at', true), '')::timestamptz,
                    pg_catalog.now())
    $$;

-- name: make_clock_timestamp
create or replace function dom360_seed.clock_timestamp() returns timestamptz
    language sql volatile
    as $$
    select coalesce(nullif(pg_catalog.current_setting('dom360_seed.at', true), '')::timestamptz,
                    pg_catalog.clock_timestamp())
    $$;

-- name: open_schema
grant usage on schema dom360_seed to dom360_app;

-- name: list_lent_defaults
-- Statements that put the seed's clock under the defaults of the tables that a conversation writes.
select format('alter table only %s alter column %I set default dom360_seed.%s', d.adrelid::regclass,
              a.attname, pg_get_expr(d.adbin, d.adrelid))
  from pg_attrdef d
  join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
 where d.adrelid = any (array['dom360.contacts', 'dom360.conversations', 'dom360.handovers',
                              'dom360.leads', 'dom360.lead_fields', 'dom360.lead_events']::regclass[])
   and pg_get_expr(d.adbin, d.adrelid) in ('now()', 'clock_timestamp()');

-- name: list_own_defaults
-- Statements that take it away again, wherever it is.
select format('alter table only %s alter column %I set default %s', d.adrelid::regclass, a.attname,
              replace(pg_get_expr(d.adbin, d.adrelid), 'dom360_seed.', ''))
  from pg_attrdef d
  join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
 where pg_get_expr(d.adbin, d.adrelid) in ('dom360_seed.now()', 'dom360_seed.clock_timestamp()');

-- name: drop_schema
drop schema if exists dom360_seed cascade;

-- name: limit_waiting
set lock_timeout = '2s';

-- name: make_months
select dom360.make_month('messages', m.at::date), dom360.make_month('lead_events', m.at::date)
  from generate_series(date_trunc('month', %(first)s::date::timestamp),
                       date_trunc('month', %(last)s::date::timestamp), '1 month') m (at);

-- name: set_clock
select set_config('dom360_seed.at', %(at)s::text, false);

-- name: find_company
select t.id as tenant_id, v.timezone
  from tenants t
  join account_vars v on v.tenant_id = t.id
 where t.slug = %(slug)s;

-- name: list_inboxes
select id, name from inboxes where tenant_id = %(tenant_id)s and archived_at is null order by name;

-- name: list_passages
select d.id as document_id, d.name as document, p.position, p.body
  from documents d
  join passages p on p.tenant_id = d.tenant_id and p.document_id = d.id and p.version = d.served_version
 where d.tenant_id = %(tenant_id)s
 order by d.name, p.position
 limit 1000;

-- name: has_past
-- Whether the company talked before this day.
select exists (select from consumption_inbox_daily
                where tenant_id = %(tenant_id)s and day < %(before)s);
