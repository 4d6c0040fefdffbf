-- Deletes some rows of a company whose grace time is over: at most p_limit of each table, those first
-- that nothing refers to, its audit log after everything else. Answers how many rows of which table
-- went. The last call takes the company's own row, and names it. Safe to call again, also after a crash.
-- Called in autocommit by the worker. Error DM004: this company is not to be deleted.
create or replace function dom360.purge_tenant(p_tenant uuid, p_limit integer)
    returns table (counts jsonb)
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
declare
    v_table record;
    v_rows bigint;
    v_counts jsonb := '{}';
begin
    perform dom360.set_tenant(p_tenant);
    perform from dom360.tenants t
      where t.id = p_tenant and t.kind = 'customer' and t.status = 'deleting' and t.delete_after <= now()
        for update;
    if not found then
        raise exception 'purge_tenant: this company is not to be deleted' using errcode = 'DM004';
    end if;

    for v_table in select p.name, p.keys from dom360.purge_order() p loop
        -- What is deleted writes lines there.
        continue when v_table.name in ('audit_log', 'audit_heads') and v_counts <> '{}';
        continue when v_table.name = 'audit_heads';
        execute format(
            'delete from dom360.%1$I r using (select %2$s from dom360.%1$I where tenant_id = $1 limit $2) o
              where r.tenant_id = $1 and %3$s', v_table.name, array_to_string(v_table.keys, ', '),
            (select string_agg(format('r.%1$s = o.%1$s', k.name), ' and ') from unnest(v_table.keys) k (name)))
          using p_tenant, p_limit;
        get diagnostics v_rows = row_count;
        if v_rows > 0 then
            v_counts := v_counts || jsonb_build_object(v_table.name, v_rows);
        end if;
        -- What these rows refer to waits until all of them are gone.
        exit when v_rows = p_limit;
    end loop;

    if v_counts = '{}' then
        delete from dom360.tenants t where t.id = p_tenant;
        delete from dom360.audit_log a where a.tenant_id = p_tenant;
        delete from dom360.audit_heads h where h.tenant_id = p_tenant;
        v_counts := '{"tenants": 1}';
    end if;
    return query select v_counts;
end
$$;

grant execute on function dom360.purge_tenant(uuid, integer) to dom360_jobs;
