create or replace trigger t90_audit after insert or delete on dom360.sessions
    for each row execute function dom360.audit_row('session');

-- That somebody is still there is no event.
create or replace trigger t91_audit after update on dom360.sessions
    for each row when (old.revoked_at is distinct from new.revoked_at
                       or old.acting_tenant_id is distinct from new.acting_tenant_id)
    execute function dom360.audit_row('session');
