-- A tenant's own prices and the platform's, past and to come. Sets the tenant itself, so that it is one
-- round trip in autocommit: a backend asks for every tenant that is at work, again and again.
create or replace function dom360.list_prices_in_force(p_tenant uuid)
    returns table (slug text, model text, valid_from timestamptz, input bigint, output bigint,
                   cached bigint)
    language plpgsql
    as $$
begin
    perform dom360.set_tenant(p_tenant);
    return query
        select t.slug, p.model, p.valid_from, p.input, p.output, p.cached
          from dom360.model_prices p
          join dom360.tenants t on t.id = p.tenant_id
         where p.tenant_id = p_tenant
        union all
        select null, d.model, d.valid_from, d.input, d.output, d.cached
          from dom360.list_default_model_prices() d;
end
$$;

grant execute on function dom360.list_prices_in_force(uuid) to dom360_app, dom360_jobs;
