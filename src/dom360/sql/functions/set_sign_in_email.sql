-- Gives an address of the directory to a person of this transaction's tenant; false where somebody
-- has it already, here or elsewhere. Without an address it takes the person's away.
drop function if exists dom360.set_sign_in_email(uuid, uuid, text);
create function dom360.set_sign_in_email(p_tenant uuid, p_user uuid, p_email text)
    returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
begin
    if p_tenant is null or p_tenant is distinct from dom360.current_tenant_id() then
        raise exception 'set_sign_in_email: not the tenant of this transaction'
            using errcode = 'insufficient_privilege';
    end if;
    if p_email is null then
        delete from dom360.sign_in_emails where tenant_id = p_tenant and user_id = p_user;
    elsif exists (select from dom360.users u
                   where u.tenant_id = p_tenant and u.id = p_user and u.email = p_email) then
        insert into dom360.sign_in_emails (email, tenant_id, user_id) values (p_email, p_tenant, p_user)
            on conflict (email) do nothing;
    end if;
    return found;
end
$$;

grant execute on function dom360.set_sign_in_email(uuid, uuid, text) to dom360_app;
alter function dom360.set_sign_in_email(uuid, uuid, text) owner to dom360_lookup;
