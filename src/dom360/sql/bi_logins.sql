-- The logins of BI tools (db/bi_logins.py). As whoever may create roles; the row in bi_logins is
-- written as dom360_admin.

-- name: remember_login
insert into bi_logins (role_name, tenant_id) values (%(role)s, %(of_tenant)s)
on conflict (role_name) do nothing;

-- name: forget_login
delete from bi_logins where role_name = %(role)s;

-- name: list_logins
select l.role_name::text as role, t.slug, l.created_at
  from bi_logins l
  join tenants t on t.id = l.tenant_id
 order by t.slug;

-- name: make_login
-- What it may read comes from dom360_bi; the settings only spare the database slow questions.
do $$
declare
    v_role text := current_setting('dom360.role_name');
begin
    if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
        execute pg_catalog.format(
            'create role %I login inherit nocreatedb nocreaterole noreplication connection limit 10
                 in role dom360_bi', v_role);
    end if;
    execute pg_catalog.format('alter role %I set search_path = dom360', v_role);
    execute pg_catalog.format('alter role %I set row_security = on', v_role);
    execute pg_catalog.format('alter role %I set default_transaction_read_only = on', v_role);
    execute pg_catalog.format('alter role %I set statement_timeout = ''60s''', v_role);
    execute pg_catalog.format('alter role %I set idle_in_transaction_session_timeout = ''60s''', v_role);
    execute pg_catalog.format('alter role %I password %L',
        v_role, current_setting('dom360.role_verifier'));
end
$$;

-- name: drop_login
do $$
begin
    execute pg_catalog.format('drop role if exists %I', current_setting('dom360.role_name'));
end
$$;

-- name: name_login
select set_config('dom360.role_name', %(role)s, true),
       set_config('dom360.role_verifier', %(verifier)s, true);
