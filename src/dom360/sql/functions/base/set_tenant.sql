-- The one place where a transaction gets its tenant. SET LOCAL, because a session's setting would
-- leak to the next client of a pooler, and because set_config() does not reach Citus workers.
create or replace function dom360.set_tenant(p_tenant uuid) returns void
    language plpgsql
    as $$
begin
    if p_tenant is null then
        raise exception 'set_tenant: no tenant given' using errcode = 'invalid_parameter_value';
    end if;
    execute pg_catalog.format('set local app.tenant_id = %L', p_tenant);
end
$$;

grant execute on function dom360.set_tenant(uuid) to dom360_app, dom360_jobs, dom360_lookup;
