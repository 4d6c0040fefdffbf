revoke select (tenant_id, id, acting_tenant_id), update (acting_tenant_id)
    on dom360.sessions from dom360_admin;
drop policy admin_chooses on dom360.sessions;
drop table dom360.audit_heads;
drop table dom360.audit_log;
