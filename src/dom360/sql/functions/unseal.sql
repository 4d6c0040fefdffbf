-- What seal() was given. A message says itself how it is encrypted, so what we did not write is
-- refused before it is believed: bytes 0 to 3 are a version 4 packet of 13 bytes (without a session
-- key of its own) for AES-256, byte 15 opens data with an integrity check (RFC 9580, 5.3 and 5.13).
-- Whatever is wrong, the error is the same and holds nothing of the message or the key.
-- Granted to nobody.
create or replace function dom360.unseal(p_sealed text, p_passphrase text) returns text
    language plpgsql stable
    set search_path = pg_catalog, dom360, pg_temp
    as $$
declare
    v_message bytea;
begin
    v_message := decode(p_sealed, 'base64');
    if substr(v_message, 1, 4) <> '\xc30d0409' or get_byte(v_message, 15) <> 210 then
        raise exception 'foreign form';
    end if;
    return dom360_crypto.pgp_sym_decrypt(v_message, p_passphrase);
exception when others then
    raise exception 'a secret cannot be read with these keys' using errcode = 'DMS01';
end
$$;
