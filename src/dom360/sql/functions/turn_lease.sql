-- lease_of() by the deadline that the tenant gives its agents.
create or replace function dom360.turn_lease(p_tenant uuid, p_margin_ms integer) returns timestamptz
    language sql volatile
    as $$
    select dom360.lease_of(v.agents_timeout_ms, p_margin_ms)
      from dom360.account_vars v
     where v.tenant_id = p_tenant
    $$;

grant execute on function dom360.turn_lease(uuid, integer) to dom360_app, dom360_jobs;
