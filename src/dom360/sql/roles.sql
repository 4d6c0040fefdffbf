-- The roles of one DOM360 database. Run by `dom360 db migrate` as whoever DATABASE_URL names,
-- before the migrations; safe to run again. Needs CREATEROLE, or roles that exist already.
-- Who may do what is told in docs/database.md; the passwords are set apart (set_role_password).

-- name: create_roles
do $$
declare
    v_role text;
begin
    foreach v_role in array array['dom360_owner', 'dom360_lookup'] loop
        if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
            execute pg_catalog.format('create role %I nologin noinherit', v_role);
        end if;
    end loop;
    foreach v_role in array array['dom360_app', 'dom360_auth', 'dom360_jobs', 'dom360_admin'] loop
        if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
            execute pg_catalog.format(
                'create role %I login noinherit nocreatedb nocreaterole noreplication', v_role);
        end if;
    end loop;
end
$$;

-- name: join_owner
-- Whoever migrates may become the owner (and the owner may hand functions to dom360_lookup), but
-- inherits nothing: PostgreSQL 16 wants that said, 15 has no word for it.
do $$
declare
    v_options text := case when current_setting('server_version_num')::int >= 160000
                           then ' with inherit false, set true' else '' end;
begin
    if not pg_catalog.pg_has_role(session_user, 'dom360_owner', 'member')
       or not (select rolsuper from pg_catalog.pg_roles where rolname = session_user) then
        execute pg_catalog.format('grant dom360_owner to %I%s', session_user, v_options);
    end if;
    execute 'grant dom360_lookup to dom360_owner' || v_options;
end
$$;

-- name: limit_roles
-- Statement and lock limits: a stuck client must not hold a tenant's rows. transaction_timeout is
-- new in PostgreSQL 17.
do $$
declare
    v_role text;
begin
    foreach v_role in array array['dom360_app', 'dom360_auth', 'dom360_jobs', 'dom360_admin'] loop
        execute pg_catalog.format('alter role %I set search_path = dom360', v_role);
        execute pg_catalog.format('alter role %I set row_security = on', v_role);
        execute pg_catalog.format('alter role %I set statement_timeout = ''5s''', v_role);
        execute pg_catalog.format('alter role %I set lock_timeout = ''2s''', v_role);
        execute pg_catalog.format(
            'alter role %I set idle_in_transaction_session_timeout = ''10s''', v_role);
        if current_setting('server_version_num')::int >= 170000 then
            execute pg_catalog.format('alter role %I set transaction_timeout = ''15s''', v_role);
        end if;
    end loop;
end
$$;

-- name: create_schema
do $$
begin
    execute pg_catalog.format('revoke all on database %I from public', current_database());
    execute pg_catalog.format(
        'grant connect on database %I to dom360_app, dom360_auth, dom360_jobs, dom360_admin',
        current_database());
    execute pg_catalog.format('alter database %I set search_path = dom360', current_database());
    revoke all on schema public from public;
    create schema if not exists dom360 authorization dom360_owner;
    create schema if not exists dom360_queue authorization dom360_owner;
    grant usage on schema dom360
        to dom360_lookup, dom360_app, dom360_auth, dom360_jobs, dom360_admin;
    -- Without IN SCHEMA on purpose: a per-schema rule cannot take back the global default.
    alter default privileges for role dom360_owner revoke execute on functions from public;
    alter default privileges for role dom360_lookup revoke execute on functions from public;
end
$$;

-- name: set_role_password
-- The verifier is computed by the client, so no password reaches a server log.
do $$
begin
    execute pg_catalog.format('alter role %I password %L',
        current_setting('dom360.role_name'), current_setting('dom360.role_verifier'));
end
$$;

-- name: name_role
select set_config('dom360.role_name', %(role)s, true),
       set_config('dom360.role_verifier', %(verifier)s, true);

-- name: become_owner
set local role dom360_owner;

-- name: become_self
reset role;
