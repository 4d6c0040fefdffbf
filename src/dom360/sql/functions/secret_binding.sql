-- What stands in front of every plaintext, so that a ciphertext is worth nothing in another tenant,
-- table or column. Granted to nobody.
create or replace function dom360.secret_binding(p_key_id text, p_table text, p_column text)
    returns text
    language plpgsql stable
    set search_path = pg_catalog, dom360, pg_temp
    as $$
declare
    v_tenant uuid := dom360.current_tenant_id();
begin
    if v_tenant is null or (p_table || p_column) !~ '^[a-z0-9_]+$' then
        raise exception 'a secret belongs to a tenant, a table and a column'
            using errcode = 'invalid_parameter_value';
    end if;
    return format('v1|%s|%s|%s.%s|', p_key_id, v_tenant, p_table, p_column);
end
$$;
