-- How functions, triggers and views are re-applied when their text changes.

-- name: make_register
create table if not exists dom360.applied_objects (
    path       text        not null primary key,
    sha256     text        not null,
    applied_at timestamptz not null default now()
);

comment on table dom360.applied_objects is
    'Which text of each function, trigger and view was applied last.';

-- name: schema_exists
-- From the catalogue: to_regclass() is refused to whoever may not use the schema.
select exists (select from pg_catalog.pg_namespace where nspname = 'dom360');

-- name: register_exists
select to_regclass('dom360.applied_objects') is not null;

-- name: list_applied
select path, sha256 from dom360.applied_objects;

-- name: remember
insert into dom360.applied_objects (path, sha256) values (%(path)s, %(sha256)s)
on conflict (path) do update set sha256 = excluded.sha256, applied_at = now();

-- name: open_personal_data
select dom360.open_personal_data();

-- name: open_to_purge
select dom360.open_to_purge();

-- name: ensure_knowledge_indexes
select dom360.ensure_knowledge_indexes();

-- name: forget_all
delete from dom360.applied_objects;

-- name: lend_create
-- To hand a function or view over, its new owner needs CREATE on the schema; for this transaction only.
grant create on schema dom360 to dom360_lookup, dom360_mv;

-- name: take_create_back
revoke create on schema dom360 from dom360_lookup, dom360_mv;

-- name: lock_migrations
-- Held until the session ends, so that a second `db migrate` waits. The number is our own.
select pg_advisory_lock(36070001);

-- name: limit_waiting
-- Whoever waits for a table makes everybody else queue behind. Below deadlock_timeout (1 s), so that
-- where a migration and a request wait for each other, the migration gives way. migrations.py tries again.
set local lock_timeout = '400ms';

-- name: current_revision
select version_num from dom360.alembic_version;

-- name: revision_table_exists
select to_regclass('dom360.alembic_version') is not null;

-- name: drop_objects
-- Before a downgrade: everything that `db migrate` re-applies anyway. Triggers go with their
-- functions. The base functions stay, because policies and defaults need them.
do $$
declare
    v_object text;
begin
    for v_object in select viewname from pg_catalog.pg_views where schemaname = 'dom360' loop
        execute pg_catalog.format('drop view dom360.%I cascade', v_object);
    end loop;
    for v_object in
        select p.oid::regprocedure::text from pg_catalog.pg_proc p
         where p.pronamespace = 'dom360'::regnamespace
           and p.proname <> all (string_to_array(current_setting('dom360.base_functions'), ','))
           -- The guard is a superuser's (guard.sql); it goes with the schema.
           and p.prorettype <> 'event_trigger'::regtype
    loop
        execute pg_catalog.format('drop function if exists %s cascade', v_object);
    end loop;
end
$$;

-- name: name_base_functions
select set_config('dom360.base_functions', %(names)s, true);

-- name: drop_schema
-- pgcrypto and pgvector go with their schemas.
drop schema dom360 cascade;
drop schema if exists dom360_vector cascade;
drop schema if exists dom360_crypto cascade;
set local role dom360_mv;
drop schema dom360_mv;
set local role dom360_owner;

-- name: queue_exists
select to_regclass('dom360_queue.procrastinate_jobs') is not null;

-- name: enter_queue
set local search_path = dom360_queue;

-- name: leave_queue
-- The queue's tables hold no tenant's data: job names and ids. Only the worker's role may use them.
set local search_path = dom360;
grant usage on schema dom360_queue to dom360_jobs;
grant select, insert, update, delete on all tables in schema dom360_queue to dom360_jobs;
grant usage on all sequences in schema dom360_queue to dom360_jobs;
grant execute on all functions in schema dom360_queue to dom360_jobs;

-- name: drop_queue
drop schema if exists dom360_queue cascade;
