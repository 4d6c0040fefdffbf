-- A secret of the present tenant as it may be stored in this column: v1:<key id>:<base64>. Needs
-- use_encryption_keys() in the same transaction. Volatile: compute it before an UPDATE, not in it.
-- Definer, because nobody else may use pgcrypto; the tenant is the transaction's, never an argument.
-- Error DMS02: no keys. DMS03: the first key is unknown here, or retired.
create or replace function dom360.encrypt_sensitive_field(p_plaintext text, p_table text, p_column text)
    returns text
    language plpgsql volatile strict security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
declare
    v_key record;
begin
    select r.key_id, r.passphrase into v_key from dom360.encryption_ring() r where r.place = 1;
    if not found then
        raise exception 'no encryption keys in this transaction' using errcode = 'DMS02';
    end if;
    -- Held to the end of the transaction: a key is not retired under somebody who writes with it.
    perform from dom360.encryption_keys k
      where k.key_id = v_key.key_id and k.retired_at is null
        for share;
    if not found then
        raise exception 'the key % may not encrypt', v_key.key_id using errcode = 'DMS03';
    end if;
    return format('v1:%s:%s', v_key.key_id, dom360.seal(
        dom360.secret_binding(v_key.key_id, p_table, p_column) || p_plaintext, v_key.passphrase));
end
$$;

grant execute on function dom360.encrypt_sensitive_field(text, text, text) to dom360_app, dom360_jobs;
