-- Up to when whole months of a table were dropped, for all tenants; null where none ever was.
set local role dom360_lookup;

create or replace function dom360.gone_before(p_table name) returns timestamptz
    language sql stable security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$ select d.gone_before from dom360.retention_drops d where d.table_name = p_table $$;

grant execute on function dom360.gone_before(name) to dom360_owner, dom360_app, dom360_jobs;

set local role dom360_owner;
