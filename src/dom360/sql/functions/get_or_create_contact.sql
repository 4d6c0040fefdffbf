-- The contact with this number; a name that the caller knows is kept up to date, unless somebody of
-- the tenant entered another. Who was archived is back in the list.
create or replace function dom360.get_or_create_contact(p_tenant uuid, p_phone text, p_name text)
    returns uuid
    language plpgsql
    as $$
declare
    v_id uuid;
    v_name text;
    v_archived_at timestamptz;
begin
    select id, name, archived_at into v_id, v_name, v_archived_at
      from dom360.contacts
     where tenant_id = p_tenant and phone_e164 = p_phone;
    if not found then
        insert into dom360.contacts (tenant_id, phone_e164, name)
        values (p_tenant, p_phone, p_name)
        on conflict (tenant_id, phone_e164) do nothing;

        select id, name into strict v_id, v_name
          from dom360.contacts
         where tenant_id = p_tenant and phone_e164 = p_phone;
    end if;

    if v_archived_at is not null then
        update dom360.contacts
           set archived_at = null, updated_at = now()
         where tenant_id = p_tenant and id = v_id;
    end if;
    if p_name is not null and p_name is distinct from v_name then
        update dom360.contacts
           set name = p_name, updated_at = now()
         where tenant_id = p_tenant and id = v_id
           and named_at is null
           and phone_e164 = p_phone;  -- not back into a contact that was erased meanwhile
    end if;
    return v_id;
end
$$;

grant execute on function dom360.get_or_create_contact(uuid, text, text) to dom360_app, dom360_jobs;
