-- Deletes some of a tenant's rows that its plan no longer keeps, for a plan that keeps less than the
-- others: a batch, so that no statement runs long. p_held are months that stay. Called in autocommit;
-- row security holds, and a table without a DELETE grant (the audit log) refuses.
create or replace function dom360.delete_old_rows(
        p_tenant uuid, p_table text, p_before timestamptz, p_held date[], p_limit integer)
    returns integer
    language plpgsql
    as $$
declare
    v_count integer;
begin
    perform dom360.set_tenant(p_tenant);
    if p_table is distinct from 'turns' and not exists (
            select from dom360.split_tables() t where t = p_table) then
        raise exception 'delete_old_rows: % has no months to keep', p_table
            using errcode = 'invalid_parameter_value';
    end if;
    execute pg_catalog.format(
        'with old as (
             select tenant_id, created_at, id from dom360.%1$I
              where tenant_id = $1 and created_at < $2
                and date_trunc(''month'', created_at at time zone ''utc'')::date <> all ($3)
              limit $4)
         delete from dom360.%1$I r using old
          where r.tenant_id = $1 and r.created_at < $2
            and r.tenant_id = old.tenant_id and r.created_at = old.created_at and r.id = old.id', p_table)
      using p_tenant, p_before, coalesce(p_held, '{}'), least(greatest(p_limit, 1), 10000);
    get diagnostics v_count = row_count;
    if v_count > 0 then
        insert into dom360.retention_marks as m (tenant_id, table_name, gone_before)
        values (p_tenant, p_table, p_before)
        on conflict (tenant_id, table_name) do update
           set gone_before = greatest(m.gone_before, excluded.gone_before);
    end if;
    return v_count;
end
$$;

grant execute on function dom360.delete_old_rows(uuid, text, timestamptz, date[], integer)
    to dom360_jobs;
