create or replace trigger t70_told
    after delete or update of key_hash, scopes, expires_at, revoked_at on dom360.api_keys
    for each row execute function dom360.tell_of_keys();
