-- Which tenant a slug belongs to, before a tenant is known: for who signs in with their company's account.
drop function if exists dom360.find_slug(text);
create function dom360.find_slug(p_slug text)
    returns table (tenant_id uuid)
    language sql stable security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$ select s.tenant_id from dom360.tenant_slugs s where s.slug = p_slug $$;

grant execute on function dom360.find_slug(text) to dom360_auth;
alter function dom360.find_slug(text) owner to dom360_lookup;
