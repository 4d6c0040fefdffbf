-- The moment from which the next period counts.
create or replace function dom360.budget_period_end(p_tenant uuid, p_period text, p_start date)
    returns timestamptz
    language sql stable
    as $$
    select (p_start + ('1 ' || p_period)::interval) at time zone v.timezone
      from dom360.account_vars v
     where v.tenant_id = p_tenant
    $$;

grant execute on function dom360.budget_period_end(uuid, text, date) to dom360_app, dom360_jobs;
