-- What find_key() was before keys had scopes: for services of yesterday that still run. It knows only of
-- keys that may do all that such a service lets a key do.
drop function if exists dom360.find_api_key(uuid, bytea);
create function dom360.find_api_key(p_tenant uuid, p_key_hash bytea)
    returns table (api_key_id uuid, tenant_status text)
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
begin
    perform dom360.set_tenant(p_tenant);
    return query
        select k.id, t.status
          from dom360.api_keys k
          join dom360.tenants t on t.id = k.tenant_id
         where k.tenant_id = p_tenant
           and k.key_hash = p_key_hash
           and k.revoked_at is null
           and (k.expires_at is null or k.expires_at > now())
           and k.scopes @> array['chat', 'read', 'leads:write', 'conversations:write'];
end
$$;

grant execute on function dom360.find_api_key(uuid, bytea) to dom360_auth;
alter function dom360.find_api_key(uuid, bytea) owner to dom360_lookup;
