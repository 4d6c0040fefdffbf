-- Called by detach_month(), in the transaction that takes a month off the audit log: the chain of each
-- tenant in it begins with the row after, which names the hash of the last one that went.
create or replace function dom360.before_month_goes_audit_log(p_month regclass) returns void
    language plpgsql
    set search_path = pg_catalog, dom360, pg_temp
    as $$
begin
    execute format(
        'select dom360.move_audit_start(l.tenant_id, l.seq, l.hash)
           from (select distinct on (tenant_id) tenant_id, seq, hash from %s
                  order by tenant_id, seq desc) l', p_month);
end
$$;
