-- The secret behind a stored ciphertext of this tenant, table and column. Needs
-- use_encryption_keys() in the same transaction. Definer, as encrypt_sensitive_field().
-- Error DMS01, always the same: a key that we don't have, a broken ciphertext, or one that was moved
-- here from another tenant, table or column.
create or replace function dom360.decrypt_sensitive_field(p_ciphertext text, p_table text, p_column text)
    returns text
    language plpgsql stable strict security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
declare
    v_parts text[] := regexp_match(p_ciphertext, '^v1:([a-z0-9][a-z0-9_-]{0,31}):([A-Za-z0-9+/]+=*)$');
    v_passphrase text;
    v_binding text;
    v_text text;
begin
    select r.passphrase into v_passphrase from dom360.encryption_ring() r where r.key_id = v_parts[1];
    if not found then
        raise exception 'a secret cannot be read with these keys' using errcode = 'DMS01';
    end if;
    v_binding := dom360.secret_binding(v_parts[1], p_table, p_column);
    v_text := dom360.unseal(v_parts[2], v_passphrase);
    if not starts_with(v_text, v_binding) then
        raise exception 'a secret cannot be read with these keys' using errcode = 'DMS01';
    end if;
    return substr(v_text, length(v_binding) + 1);
end
$$;

grant execute on function dom360.decrypt_sensitive_field(text, text, text) to dom360_app, dom360_jobs;
