-- The tenant of a BI login, by who signed in. Whoever types SQL can change a setting or the current
-- role, but never session_user: so a BI login is bound to its one tenant whatever it sends. Null for
-- everybody else: then no policy lets a row through. plpgsql, because the table comes after it.
set local role dom360_lookup;

create or replace function dom360.bi_tenant_id() returns uuid
    language plpgsql stable parallel safe security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
begin
    return (select l.tenant_id from dom360.bi_logins l where l.role_name = session_user);
end
$$;

grant execute on function dom360.bi_tenant_id() to dom360_owner, dom360_bi;

set local role dom360_owner;
