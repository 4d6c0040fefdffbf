-- The live API key behind a bearer token, and what it may do. The token names its tenant; row and hash
-- must both agree.
drop function if exists dom360.find_key(uuid, bytea);
create function dom360.find_key(p_tenant uuid, p_key_hash bytea)
    returns table (api_key_id uuid, tenant_status text, tenant_kind text, scopes text[],
                   expires_at timestamptz)
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
begin
    perform dom360.set_tenant(p_tenant);
    return query
        select k.id, t.status, t.kind, k.scopes, k.expires_at
          from dom360.api_keys k
          join dom360.tenants t on t.id = k.tenant_id
         where k.tenant_id = p_tenant
           and k.key_hash = p_key_hash
           and k.revoked_at is null
           and (k.expires_at is null or k.expires_at > now());
end
$$;

grant execute on function dom360.find_key(uuid, bytea) to dom360_auth;
alter function dom360.find_key(uuid, bytea) owner to dom360_lookup;
