create or replace trigger t90_audit after insert or update or delete on dom360.api_keys
    for each row execute function dom360.audit_row('api_key');
