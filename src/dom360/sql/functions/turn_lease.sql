-- How long a turn may go unattended: connecting to the agent (at most 3 s), the agent's deadline,
-- and a margin for everything around it.
create or replace function dom360.turn_lease(p_tenant uuid, p_margin_ms integer) returns timestamptz
    language sql volatile
    as $$
    select clock_timestamp() + (least(v.agents_timeout_ms, 3000) + v.agents_timeout_ms + p_margin_ms)
                             * interval '1 millisecond'
      from dom360.account_vars v
     where v.tenant_id = p_tenant
    $$;

grant execute on function dom360.turn_lease(uuid, integer) to dom360_app, dom360_jobs;
