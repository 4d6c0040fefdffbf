-- The first day of the period that a moment lies in, by the tenant's clock.
create or replace function dom360.budget_period(p_tenant uuid, p_period text, p_at timestamptz)
    returns date
    language sql stable
    as $$
    select date_trunc(p_period, p_at at time zone v.timezone)::date
      from dom360.account_vars v
     where v.tenant_id = p_tenant
    $$;

grant execute on function dom360.budget_period(uuid, text, timestamptz) to dom360_app, dom360_jobs;
