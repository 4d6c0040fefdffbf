-- The latest messages of this transaction's tenant whose tool_calls contain p_call, e.g.
-- '[{"name": "book_meeting"}]': their keys, to be read under row security. Definer, because the GIN
-- index serves no query under a tenant policy (migration 0011); the tenant is compared here.
set local role dom360_lookup;

create or replace function dom360.find_tool_calls(
        p_tenant uuid, p_call jsonb, p_from timestamptz, p_until timestamptz, p_limit integer)
    returns table (created_at timestamptz, id uuid)
    language plpgsql stable security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
begin
    if p_tenant is distinct from dom360.current_tenant_id() then
        return;
    end if;
    return query
        select m.created_at, m.id
          from dom360.messages m
         where m.tenant_id = p_tenant
           and m.tool_calls @> p_call
           and m.created_at >= p_from
           and m.created_at < p_until
         order by m.created_at desc, m.id desc
         limit least(greatest(p_limit, 1), 1000);
end
$$;

grant execute on function dom360.find_tool_calls(uuid, jsonb, timestamptz, timestamptz, integer)
    to dom360_app;

set local role dom360_owner;
