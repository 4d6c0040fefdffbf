-- A key and all that it took over from or was replaced by: a rotation is no way out of a budget.
create or replace function dom360.key_family(p_tenant uuid, p_api_key uuid) returns uuid[]
    language sql stable
    as $$
    with recursive before as (
        select k.id, k.replaces from dom360.api_keys k
         where k.tenant_id = p_tenant and k.id = p_api_key
        union
        select k.id, k.replaces from before b
          join dom360.api_keys k on k.tenant_id = p_tenant and k.id = b.replaces
    ), after as (
        select b.id from before b
        union
        select k.id from after a
          join dom360.api_keys k on k.tenant_id = p_tenant and k.replaces = a.id
    )
    select array_agg(a.id) from after a
    $$;

grant execute on function dom360.key_family(uuid, uuid) to dom360_app, dom360_jobs;
