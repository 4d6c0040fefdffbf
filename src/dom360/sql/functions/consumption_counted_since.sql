-- The first day of a tenant whose messages are all there still; -infinity where retention never took any.
-- Earlier counters can no longer be proven, and must not be "repaired" down to nothing.
create or replace function dom360.consumption_counted_since(p_tenant uuid) returns date
    language plpgsql stable
    as $$
declare
    v_timezone text := (select v.timezone from dom360.account_vars v where v.tenant_id = p_tenant);
    v_gone timestamptz := greatest(
        dom360.gone_before('messages'),
        (select m.gone_before from dom360.retention_marks m
          where m.tenant_id = p_tenant and m.table_name = 'messages'));
begin
    return coalesce((v_gone at time zone v_timezone)::date + 1, '-infinity');
end
$$;

grant execute on function dom360.consumption_counted_since(uuid) to dom360_jobs;
