-- The web chat behind a public key, where it is switched on, and the visitor behind a token, where one is
-- given and good. The key names its tenant; row and key must both agree. A token counts in its own inbox only.
drop function if exists dom360.find_web_chat(uuid, text, bytea);
create function dom360.find_web_chat(p_tenant uuid, p_key text, p_token_hash bytea)
    returns table (inbox_id uuid, allowed_origins text[], tenant_status text, visitor_id uuid,
                   contact_id uuid, expires_at timestamptz)
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
begin
    perform dom360.set_tenant(p_tenant);
    return query
        select w.inbox_id, w.allowed_origins, t.status, v.id, v.contact_id, v.expires_at
          from dom360.web_chats w
          join dom360.tenants t on t.id = w.tenant_id
          left join dom360.web_visitors v
            on v.tenant_id = p_tenant
           and v.token_hash = p_token_hash
           and v.inbox_id = w.inbox_id
           and v.revoked_at is null
           and v.expires_at > now()
         where w.tenant_id = p_tenant
           and w.public_key = p_key
           and w.enabled;
end
$$;

grant execute on function dom360.find_web_chat(uuid, text, bytea) to dom360_auth;
alter function dom360.find_web_chat(uuid, text, bytea) owner to dom360_lookup;
