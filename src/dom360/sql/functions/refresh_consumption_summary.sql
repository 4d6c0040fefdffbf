-- Fills the monthly summary anew while it is read. Its owner's right, because nobody else may. A second
-- refresh waits for the first; both end with numbers from after their beginning.
set local role dom360_mv;

create or replace function dom360.refresh_consumption_summary() returns timestamptz
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    set lock_timeout = '1min'
    as $$
begin
    refresh materialized view concurrently dom360_mv.mv_tenant_consumption_summary;
    insert into dom360_mv.refreshes as r values ('mv_tenant_consumption_summary', now())
    on conflict (name) do update set refreshed_at = excluded.refreshed_at;
    return now();
end
$$;

grant execute on function dom360.refresh_consumption_summary() to dom360_jobs;

set local role dom360_owner;
