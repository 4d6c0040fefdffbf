-- decrypt_sensitive_field() in one round trip and a transaction of its own. Called in autocommit: the
-- keys are gone when it returns.
create or replace function dom360.open_secret(
        p_tenant uuid, p_keys text, p_ciphertext text, p_table text, p_column text)
    returns text
    language plpgsql
    as $$
begin
    perform dom360.set_tenant(p_tenant);
    perform dom360.use_encryption_keys(p_keys);
    return dom360.decrypt_sensitive_field(p_ciphertext, p_table, p_column);
end
$$;

grant execute on function dom360.open_secret(uuid, text, text, text, text) to dom360_app, dom360_jobs;
