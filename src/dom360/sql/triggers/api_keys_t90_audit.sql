create or replace trigger t90_audit after insert or delete on dom360.api_keys
    for each row execute function dom360.audit_row('api_key');

-- That a key is used is no event.
create or replace trigger t91_audit after update on dom360.api_keys
    for each row when (old.revoked_at is distinct from new.revoked_at
                       or old.expires_at is distinct from new.expires_at)
    execute function dom360.audit_row('api_key');
