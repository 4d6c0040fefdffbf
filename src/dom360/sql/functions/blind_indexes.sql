-- Fingerprints of a value of the present tenant and column, one for each key, the first key's first:
-- store the first, look for any. Keyed, because a document has so few digits that all of them can be
-- tried; bound to the tenant, so that two tenants cannot see that they have a contact in common.
create or replace function dom360.blind_indexes(p_value text, p_table text, p_column text)
    returns bytea[]
    language plpgsql stable strict security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
declare
    v_found bytea[];
begin
    select array_agg(dom360_crypto.hmac(
               convert_to(dom360.secret_binding('', p_table, p_column) || p_value, 'UTF8'),
               dom360_crypto.hmac('\x626c696e6420696e646578'::bytea, decode(r.passphrase, 'base64'), 'sha256'),
               'sha256') order by r.place)
      into v_found
      from dom360.encryption_ring() r;
    if v_found is null then
        raise exception 'no encryption keys in this transaction' using errcode = 'DMS02';
    end if;
    return v_found;
end
$$;

grant execute on function dom360.blind_indexes(text, text, text) to dom360_app, dom360_jobs;
