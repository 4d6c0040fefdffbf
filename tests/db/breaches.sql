-- Every rule of the tenant wall, broken on purpose: `-- check: object`, then the breach. The check
-- must go red and name the object (test_isolation_catalogue.py). Each is rolled back, also what it
-- does to roles, which all databases of the server share.

-- row_security_off: dom360.contacts
alter table dom360.contacts disable row level security;

-- row_security_off: dom360.users
alter table dom360.users no force row level security;

-- row_security_off: dom360.messages_2
do $$ begin
    execute format('alter table %s no force row level security',
        (select min(inhrelid::regclass::text)
           from pg_inherits where inhparent = 'dom360.messages'::regclass));
end $$;

-- row_security_off: dom360.messages_2
do $$ begin
    execute format('alter table %s disable row level security',
        (select min(inhrelid::regclass::text)
           from pg_inherits where inhparent = 'dom360.messages'::regclass));
end $$;

-- row_security_off: dom360.notes
create table dom360.notes (tenant_id uuid not null);

-- row_security_off: public.notes
create table public.notes (tenant_id uuid not null);

-- policy_missing: dom360.inboxes
drop policy tenant_isolation on dom360.inboxes;

-- policy_missing: dom360.inboxes
drop policy tenant_rows on dom360.inboxes;

-- policy_missing: dom360.messages_2
do $$ begin
    execute format('drop policy tenant_isolation on %s',
        (select min(inhrelid::regclass::text)
           from pg_inherits where inhparent = 'dom360.messages'::regclass));
end $$;

-- policy_missing: dom360.turns
alter policy tenant_isolation on dom360.turns to dom360_app;

-- policy_missing: dom360.turns
alter policy tenant_isolation on dom360.turns using (true);

-- policy_missing: dom360.turns
alter policy tenant_isolation on dom360.turns with check (true);

-- policy_missing: dom360.turns
alter policy tenant_isolation on dom360.turns using (tenant_id = dom360.current_tenant_id());

-- policy_missing: dom360.turns
alter policy tenant_isolation on dom360.turns using (tenant_id = (select
    dom360.current_tenant_id()) or tenant_id is null);

-- policy_too_wide: dom360.contacts
create policy support on dom360.contacts to dom360_app using (true);

-- policy_too_wide: dom360.contacts
create policy import on dom360.contacts for insert to dom360_jobs with check (true);

-- policy_for_strangers: dom360.contacts
create policy anybody on dom360.contacts for select using (true);

-- policy_for_strangers: dom360.contacts
create policy lookup on dom360.contacts for select to dom360_auth using (true);

-- tenant_nullable: dom360.notes
create table dom360.notes (tenant_id uuid);

-- primary_key_missing: dom360.notes
create table dom360.notes (tenant_id uuid not null);

-- key_without_tenant: dom360.notes
create table dom360.notes (id uuid primary key, tenant_id uuid not null);

-- key_without_tenant: dom360.contacts
create unique index contacts_phone on dom360.contacts (phone_e164);

-- key_without_tenant: dom360.contacts
create unique index contacts_phone on dom360.contacts (lower(phone_e164), tenant_id);

-- reference_without_tenant: dom360.notes
create unique index inbox on dom360.inboxes (id);
create table dom360.notes (tenant_id uuid, inbox_id uuid references dom360.inboxes (id));

-- reference_without_tenant: dom360.notes
create table dom360.notes (tenant_id uuid, inbox_id uuid, foreign key (inbox_id, tenant_id)
    references dom360.inboxes (id, tenant_id));

-- relation_granted_to_public: dom360.users
grant select on dom360.users to public;

-- relation_granted_to_public: dom360.users.email
grant select (email) on dom360.users to public;

-- partition_granted: dom360.messages_2
do $$ begin
    execute format('grant select on %s to dom360_app',
        (select min(inhrelid::regclass::text)
           from pg_inherits where inhparent = 'dom360.messages'::regclass));
end $$;

-- partition_granted: dom360.messages_2
do $$ begin
    execute format('grant select (content) on %s to dom360_jobs',
        (select min(inhrelid::regclass::text)
           from pg_inherits where inhparent = 'dom360.messages'::regclass));
end $$;

-- privilege_too_strong: dom360.contacts
grant truncate on dom360.contacts to dom360_app;

-- privilege_too_strong: dom360.contacts
grant references on dom360.contacts to dom360_app;

-- privilege_too_strong: dom360.contacts
grant references (id) on dom360.contacts to dom360_jobs;

-- privilege_too_strong: dom360.contacts
grant trigger on dom360.contacts to dom360_admin;

-- privilege_too_strong: dom360.contacts
grant select on dom360.contacts to dom360_app with grant option;

-- tenant_may_change: dom360.contacts
grant update on dom360.contacts to dom360_app;

-- tenant_may_change: dom360.contacts
grant update (tenant_id) on dom360.contacts to dom360_jobs;

-- relation_without_tenant: dom360.applied_objects
grant select on dom360.applied_objects to dom360_app;

-- relation_without_tenant: dom360.totals
create materialized view dom360.totals as select tenant_id, count(*) from dom360.messages group
    by 1;
grant select on dom360.totals to dom360_app;

-- view_without_guard: dom360.consumption_daily
alter view dom360.consumption_daily reset (security_invoker);

-- view_without_guard: dom360.consumption_daily
alter view dom360.consumption_daily set (security_barrier = false);

-- view_without_guard: dom360.everybody
create view dom360.everybody as select * from dom360.users;

-- owner_of_relation: dom360.contacts
alter table dom360.contacts owner to current_user;

-- function_for_public: dom360.set_tenant
grant execute on function dom360.set_tenant to public;

-- function_for_public: dom360.nothing
create function dom360.nothing() returns int return 1;

-- definer_search_path: dom360.find_session
alter function dom360.find_session reset search_path;

-- definer_search_path: dom360.find_session
alter function dom360.find_session set search_path = dom360, pg_catalog;

-- definer_search_path: dom360.fail_turn
alter function dom360.fail_turn security definer;

-- definer_owner: dom360.find_session
alter function dom360.find_session owner to current_user;

-- definer_owner: dom360.find_session
alter role dom360_lookup bypassrls;

-- definer_trigger: dom360.messages_index
alter function dom360.messages_index security definer;

-- function_leakproof: dom360.slot_of
alter function dom360.slot_of leakproof;

-- tenant_function: dom360.current_tenant_id
alter function dom360.current_tenant_id immutable;

-- tenant_function: dom360.current_tenant_id
alter function dom360.current_tenant_id security definer;

-- tenant_function: dom360.current_tenant_id
drop function dom360.current_tenant_id cascade;

-- tenant_preset: dom360_app
alter role dom360_app set app.tenant_id = '00000000-0000-0000-0000-000000000001';

-- role_missing: dom360_auth
alter role dom360_auth rename to dom360_signin;

-- role_too_strong: dom360_app
alter role dom360_app bypassrls;

-- role_too_strong: dom360_jobs
alter role dom360_jobs superuser;

-- role_too_strong: dom360_auth
alter role dom360_auth createdb;

-- role_too_strong: dom360_admin
alter role dom360_admin createrole;

-- role_too_strong: dom360_app
alter role dom360_app replication;

-- role_too_strong: dom360_owner
alter role dom360_owner login;

-- role_member: dom360_app
grant dom360_owner to dom360_app;

-- role_member: dom360_jobs
grant pg_read_all_data to dom360_jobs;

-- role_owns: dom360_app
alter table dom360.contacts owner to dom360_app;

-- role_owns: dom360_app
alter function dom360.slot_of owner to dom360_app;

-- role_creates: dom360_app
grant create on schema dom360 to dom360_app;

-- role_creates: dom360_app
grant create on schema public to public;

-- role_creates: dom360_jobs
do $$ begin
    execute format('grant temp on database %I to dom360_jobs', current_database());
end $$;

-- role_creates: dom360_app
do $$ begin
    execute format('grant create on database %I to dom360_app', current_database());
end $$;

-- place_granted_to_public: public
grant usage on schema public to public;

-- place_granted_to_public: dom360
grant usage on schema dom360 to public;

-- place_granted_to_public: the database
do $$ begin
    execute format('grant connect on database %I to public', current_database());
end $$;

-- default_grants: dom360_app
alter default privileges for role dom360_owner in schema dom360 grant select on tables to
    dom360_app;

-- default_grants: PUBLIC
alter default privileges for role dom360_owner grant execute on functions to public;

-- way_out: dblink
create extension dblink schema dom360;

-- bi_reads_too_much: dom360.turns
drop policy bi_isolation on dom360.turns;

-- bi_reads_too_much: dom360.turns
drop policy bi_rows on dom360.turns;

-- bi_reads_too_much: dom360.conversations
alter policy bi_isolation on dom360.conversations using (tenant_id = (select dom360.current_tenant_id()));

-- bi_reads_too_much: dom360.inboxes
create policy all_rows on dom360.inboxes for select to dom360_bi using (true);

-- bi_reads_too_much: dom360.contacts
grant select on dom360.contacts to dom360_bi;

-- bi_reads_too_much: dom360.turns
grant update on dom360.turns to dom360_bi;

-- bi_reads_too_much: dom360.default_model_prices
grant select on dom360.default_model_prices to dom360_bi;

-- summary_open: dom360_app
grant usage on schema dom360_mv to dom360_app;

-- summary_open: dom360_bi
grant usage on schema dom360_mv to dom360_bi;

-- summary_open: dom360_mv.mv_tenant_consumption_summary
grant select on dom360_mv.mv_tenant_consumption_summary to dom360_app;

-- summary_open: dom360.tenant_consumption_summary
create or replace view dom360.tenant_consumption_summary with (security_barrier = true) as
    select * from dom360_mv.mv_tenant_consumption_summary;

-- view_without_guard: dom360.tenant_consumption_summary
alter view dom360.tenant_consumption_summary reset (security_barrier);

-- owner_of_relation: dom360_mv.mv_tenant_consumption_summary
alter materialized view dom360_mv.mv_tenant_consumption_summary owner to dom360_owner;

-- policy_for_strangers: dom360.turns
create policy mv_reads on dom360.turns for select to dom360_mv using (true);

-- role_too_strong: dom360_mv
alter role dom360_mv bypassrls;

-- role_too_strong: dom360_bi
alter role dom360_bi login;

-- role_too_strong: dom360_bi_canary
create role dom360_bi_canary login bypassrls in role dom360_bi;

-- role_member: dom360_bi_canary
create role dom360_bi_canary login in role dom360_bi, dom360_app;
-- guard_off: dom360_guard
alter event trigger dom360_guard disable;
