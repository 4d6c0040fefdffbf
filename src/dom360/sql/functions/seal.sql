-- A text under a key, as base64 in one line. The cipher is named: with its default pgcrypto is sound,
-- but with bf or cast5 PostgreSQL 18.1 decrypts by any key. Granted to nobody.
create or replace function dom360.seal(p_text text, p_passphrase text) returns text
    language plpgsql
    set search_path = pg_catalog, dom360, pg_temp
    as $$
begin
    return translate(encode(dom360_crypto.pgp_sym_encrypt(
        p_text, p_passphrase, 'cipher-algo=aes256, compress-algo=0'), 'base64'), E'\n', '');
end
$$;
