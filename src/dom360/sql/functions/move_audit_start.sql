-- A tenant's audit chain begins later, because a month of it goes. For before_month_goes_audit_log().
set local role dom360_lookup;

create or replace function dom360.move_audit_start(p_tenant uuid, p_last_gone bigint, p_hash bytea)
    returns void
    language sql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
        update dom360.audit_heads h
           set kept_from = p_last_gone + 1, kept_prev = p_hash
         where h.tenant_id = p_tenant and h.kept_from <= p_last_gone
    $$;

grant execute on function dom360.move_audit_start(uuid, bigint, bytea) to dom360_owner;

set local role dom360_owner;
