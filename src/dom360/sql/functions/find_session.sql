-- The live session behind a cookie. The cookie names its tenant; row and hash must both agree.
drop function if exists dom360.find_session(uuid, bytea);
create function dom360.find_session(p_tenant uuid, p_token_hash bytea)
    returns table (session_id uuid, user_id uuid, role text, acting_tenant_id uuid, acting_reason text,
                   acting_until timestamptz, expires_at timestamptz, tenant_status text)
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
begin
    perform dom360.set_tenant(p_tenant);
    return query
        select s.id, s.user_id, u.role, acting.tenant_id, acting.reason, acting.until, s.expires_at,
               t.status
          from dom360.sessions s
          join dom360.users u on u.tenant_id = s.tenant_id and u.id = s.user_id
          join dom360.tenants t on t.id = s.tenant_id
          -- Over by itself when its time is.
          left join lateral (select s.acting_tenant_id, s.acting_reason, s.acting_until
                              where s.acting_until > now()) acting (tenant_id, reason, until) on true
         where s.tenant_id = p_tenant
           and s.token_hash = p_token_hash
           and s.revoked_at is null
           and s.expires_at > now()
           and u.disabled_at is null;
end
$$;

grant execute on function dom360.find_session(uuid, bytea) to dom360_auth;
alter function dom360.find_session(uuid, bytea) owner to dom360_lookup;
