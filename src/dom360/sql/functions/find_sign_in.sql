-- Whose sign-in address this is, before a tenant is known. Ids only; the password is compared
-- under the found tenant's row security.
drop function if exists dom360.find_sign_in(text);
create function dom360.find_sign_in(p_email text)
    returns table (tenant_id uuid, user_id uuid)
    language sql stable security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$ select e.tenant_id, e.user_id from dom360.sign_in_emails e where e.email = p_email $$;

grant execute on function dom360.find_sign_in(text) to dom360_auth;
alter function dom360.find_sign_in(text) owner to dom360_lookup;
