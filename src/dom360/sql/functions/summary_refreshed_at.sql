-- How fresh the monthly summary is. Says nothing about any tenant.
set local role dom360_mv;

create or replace function dom360.summary_refreshed_at() returns timestamptz
    language sql stable security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
    select r.refreshed_at from dom360_mv.refreshes r where r.name = 'mv_tenant_consumption_summary'
    $$;

grant execute on function dom360.summary_refreshed_at() to dom360_app, dom360_jobs;

set local role dom360_owner;
