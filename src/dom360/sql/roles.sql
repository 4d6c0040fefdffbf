-- The roles of one DOM360 database. Run by `dom360 db migrate` as whoever DATABASE_URL names,
-- before the migrations; safe to run again. Needs CREATEROLE and the database itself (its owner), or
-- a member of dom360_owner, where the roles and schemas are as they should be already.
-- Who may do what is told in docs/database.md; the passwords are set apart (set_role_password).

-- name: create_roles
do $$
declare
    v_role text;
begin
    foreach v_role in array array['dom360_owner', 'dom360_lookup', 'dom360_mv', 'dom360_bi'] loop
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
-- Whoever migrates may become the owner (and the owner may hand objects to dom360_lookup and dom360_mv), but
-- inherits nothing: PostgreSQL 16 wants that said, 15 has no word for it. Nothing is granted again:
-- that would need the ADMIN option, which somebody who only migrates does without.
do $$
declare
    v_new boolean := current_setting('server_version_num')::int >= 160000;
    v_options text := case when v_new then ' with inherit false, set true' else '' end;
    v_kind text := case when v_new then 'set' else 'member' end;
    v_role text;
begin
    if not pg_catalog.pg_has_role(session_user, 'dom360_owner', v_kind) then
        execute pg_catalog.format('grant dom360_owner to %I%s', session_user, v_options);
    end if;
    foreach v_role in array array['dom360_lookup', 'dom360_mv'] loop
        if not pg_catalog.pg_has_role('dom360_owner', v_role, v_kind) then
            execute pg_catalog.format('grant %I to dom360_owner%s', v_role, v_options);
        end if;
    end loop;
end
$$;

-- name: weaken_roles
-- Roles that were there before us may be too strong. Only what is wrong is named: to say NOSUPERUSER
-- at all takes a superuser.
do $$
declare
    v_role record;
begin
    for v_role in
        select rolname, concat_ws(' ',
                   case when rolsuper then 'nosuperuser' end,
                   case when rolbypassrls then 'nobypassrls' end,
                   case when rolcreatedb then 'nocreatedb' end,
                   case when rolcreaterole then 'nocreaterole' end,
                   case when rolreplication then 'noreplication' end,
                   case when rolname in ('dom360_owner', 'dom360_lookup', 'dom360_mv', 'dom360_bi') then
                       case when rolcanlogin then 'nologin' end
                   when not rolcanlogin then 'login' end) as changes
          from pg_catalog.pg_roles
         where rolname in ('dom360_owner', 'dom360_lookup', 'dom360_mv', 'dom360_bi', 'dom360_app',
                           'dom360_auth', 'dom360_jobs', 'dom360_admin')
    loop
        continue when v_role.changes = '';
        execute pg_catalog.format('alter role %I %s', v_role.rolname, v_role.changes);
    end loop;
end
$$;

-- name: limit_roles
-- Statement and lock limits: a stuck client must not hold a tenant's rows. transaction_timeout is
-- new in PostgreSQL 17.
do $$
declare
    v_role record;
    v_limit record;
begin
    for v_role in
        select rolname, coalesce(rolconfig, '{}') as has from pg_catalog.pg_roles
         where rolname in ('dom360_app', 'dom360_auth', 'dom360_jobs', 'dom360_admin')
    loop
        for v_limit in
            select * from (values ('search_path', 'dom360', 0), ('row_security', 'on', 0),
                                  ('statement_timeout', '5s', 0), ('lock_timeout', '2s', 0),
                                  ('idle_in_transaction_session_timeout', '10s', 0),
                                  ('transaction_timeout', '15s', 170000)) l (name, value, since)
             where current_setting('server_version_num')::int >= since
        loop
            continue when v_limit.name || '=' || v_limit.value = any (v_role.has);
            execute pg_catalog.format('alter role %I set %I = %L', v_role.rolname, v_limit.name,
                                      v_limit.value);
        end loop;
    end loop;
end
$$;

-- name: create_schema
-- What only the database's owner may do; where it is done already, others may migrate.
do $$
declare
    v_mine boolean := (select pg_catalog.pg_has_role(session_user, datdba, 'usage')
                         from pg_catalog.pg_database where datname = current_database());
begin
    if v_mine or to_regnamespace('dom360') is null or to_regnamespace('dom360_queue') is null
       or to_regnamespace('dom360_mv') is null then
        execute pg_catalog.format('revoke all on database %I from public', current_database());
        execute pg_catalog.format(
            'grant connect on database %I
                 to dom360_app, dom360_auth, dom360_jobs, dom360_admin, dom360_bi',
            current_database());
        -- A refresh beside readers compares the old rows with new ones in a temporary table.
        execute pg_catalog.format('grant temporary on database %I to dom360_mv', current_database());
        execute pg_catalog.format('alter database %I set search_path = dom360', current_database());
        revoke all on schema public from public;
        create schema if not exists dom360 authorization dom360_owner;
        create schema if not exists dom360_queue authorization dom360_owner;
        create schema if not exists dom360_mv authorization dom360_mv;
    end if;
end
$$;

-- name: open_schema
-- As the owner.
grant usage on schema dom360
    to dom360_lookup, dom360_mv, dom360_app, dom360_auth, dom360_jobs, dom360_admin, dom360_bi;
-- Without IN SCHEMA on purpose: a per-schema rule cannot take back the global default.
alter default privileges revoke execute on functions from public;
set local role dom360_lookup;
alter default privileges revoke execute on functions from public;
set local role dom360_mv;
alter default privileges revoke execute on functions from public;
set local role dom360_owner;

-- name: create_backup_role
-- Reads every row of every tenant and writes nothing, for `dom360 db backup` from the backup's host.
-- Only a superuser can make it; elsewhere backups run as whoever may see all rows.
do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'dom360_backup') then
        create role dom360_backup login inherit bypassrls nocreatedb nocreaterole noreplication;
        grant pg_read_all_data to dom360_backup;
        alter role dom360_backup set default_transaction_read_only = on;
    end if;
exception when insufficient_privilege then
    null;
end
$$;

-- name: admit_backup_role
do $$
begin
    if exists (select from pg_catalog.pg_roles where rolname = 'dom360_backup')
       and not pg_catalog.has_database_privilege('dom360_backup', current_database(), 'connect') then
        execute pg_catalog.format('grant connect on database %I to dom360_backup', current_database());
    end if;
end
$$;

-- name: backup_role_exists
select exists (select from pg_catalog.pg_roles r join pg_catalog.pg_roles me on me.rolname = session_user
                where r.rolname = 'dom360_backup'
                  and (me.rolsuper or pg_catalog.pg_has_role(me.oid, r.oid, 'member with admin option')));

-- name: may_set_passwords
-- Whether all of the service roles are ours to change.
select me.rolsuper or me.rolcreaterole and (
           current_setting('server_version_num')::int < 160000
           or (select bool_and(pg_has_role(me.oid, r.oid, 'member with admin option'))
                 from pg_roles r
                where r.rolname in ('dom360_app', 'dom360_auth', 'dom360_jobs', 'dom360_admin')))
  from pg_roles me
 where me.rolname = session_user;

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

-- name: silence_parameters
-- Bound values (keys, plaintexts, what people write) don't reach the server's log, whatever it logs of
-- the services' statements. It takes a superuser or GRANT SET ON PARAMETER; without one the services
-- look at the server's own settings when they start (sql/vault.sql, inspect_log).
do $$
declare
    v_role text;
    v_setting text;
begin
    foreach v_role in array array['dom360_app', 'dom360_auth', 'dom360_jobs', 'dom360_admin'] loop
        foreach v_setting in array array['log_parameter_max_length', 'log_parameter_max_length_on_error'] loop
            continue when exists (select from pg_catalog.pg_roles
                                   where rolname = v_role and v_setting || '=0' = any (rolconfig));
            execute pg_catalog.format('alter role %I set %s = 0', v_role, v_setting);
        end loop;
    end loop;
exception when insufficient_privilege then
    null;
end
$$;

-- name: create_crypto
-- pgcrypto in a schema that only dom360_owner may enter: its functions then serve the wrappers and
-- nobody else, also where they belong to a superuser and PUBLIC keeps EXECUTE. Where they are ours to
-- change, that goes too. pgcrypto is trusted: the database's owner may install it.
do $$
declare
    v_schema name := (select n.nspname from pg_catalog.pg_extension e
                        join pg_catalog.pg_namespace n on n.oid = e.extnamespace
                       where e.extname = 'pgcrypto');
begin
    if v_schema is null then
        if to_regnamespace('dom360_crypto') is null then
            create schema dom360_crypto authorization dom360_owner;
        end if;
        create extension pgcrypto schema dom360_crypto;
    elsif v_schema <> 'dom360_crypto' then
        raise exception 'pgcrypto lives in the schema %', v_schema using errcode = 'DMS04';
    end if;
    if (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
        revoke execute on all functions in schema dom360_crypto from public;
        grant execute on function
            dom360_crypto.pgp_sym_encrypt(text, text, text), dom360_crypto.pgp_sym_decrypt(bytea, text),
            dom360_crypto.hmac(bytea, bytea, text) to dom360_owner;
    end if;
exception when insufficient_privilege or feature_not_supported or undefined_file then
    raise exception '%', sqlerrm using errcode = 'DMS04';
end
$$;

-- name: create_vector
-- pgvector, where the server has it, in a schema of its own. Without it, or where it lives elsewhere and
-- may not be moved, the knowledge base is searched by words only, and `dom360 doctor` says so. EXECUTE is
-- given by name: what compares, and what turns an array into a vector.
do $$
declare
    v_schema name := (select n.nspname from pg_catalog.pg_extension e
                        join pg_catalog.pg_namespace n on n.oid = e.extnamespace
                       where e.extname = 'vector');
begin
    if v_schema is null and not exists (
            select from pg_catalog.pg_available_extensions where name = 'vector') then
        return;
    end if;
    if to_regnamespace('dom360_vector') is null then
        create schema dom360_vector authorization dom360_owner;
        grant usage on schema dom360_vector to dom360_owner, dom360_app;
    end if;
    if v_schema is null then
        create extension vector schema dom360_vector;
    elsif v_schema <> 'dom360_vector' then
        alter extension vector set schema dom360_vector;
    end if;
    if (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
        revoke execute on all functions in schema dom360_vector from public;
        grant execute on function
            dom360_vector.cosine_distance(dom360_vector.vector, dom360_vector.vector),
            dom360_vector.array_to_vector(real[], integer, boolean),
            dom360_vector.vector(dom360_vector.vector, integer, boolean)
            to dom360_owner, dom360_app;
    end if;
exception when insufficient_privilege or feature_not_supported or undefined_file then
    raise notice 'pgvector is not used: %', sqlerrm;
end
$$;
