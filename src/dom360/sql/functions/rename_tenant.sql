-- A company gives itself another name. The application may not write `tenants` otherwise: who is
-- suspended or deleted there is the platform's to say. Row security holds for the owner, too: only the
-- company of the transaction is there to be renamed.
create or replace function dom360.rename_tenant(p_tenant uuid, p_name text) returns void
    language sql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
    update dom360.tenants set name = p_name where id = p_tenant;
    $$;

revoke execute on function dom360.rename_tenant(uuid, text) from public;
grant execute on function dom360.rename_tenant(uuid, text) to dom360_app;
