-- Grants keep the services from changing a row; this keeps everybody else from doing it by mistake.
-- Only purge_tenant() deletes, and only the log of a company whose grace time is over. PostgreSQL clones
-- the trigger to each partition.
create or replace function dom360.audit_refuse_change() returns trigger
    language plpgsql
    as $$
begin
    if tg_op = 'DELETE' and current_user = 'dom360_owner' and old.tenant_id = dom360.current_tenant_id()
       and not exists (select from dom360.tenants t
                        where t.id = old.tenant_id
                          and (t.delete_after is null or t.delete_after > now())) then
        return old;
    end if;
    raise exception 'audit_log is append-only' using errcode = 'insufficient_privilege';
end
$$;

create or replace trigger t00_append_only before update or delete on dom360.audit_log
    for each row execute function dom360.audit_refuse_change();
