-- The living lead of a contact, made when there is none. A contact whose lead was merged has the one
-- that it was merged into. The partial unique index decides between two who ask at once.
-- A visitor of the web chat (claimed_phone) never gets the lead that theirs was merged into: it may be
-- somebody else's, and what is known of it would be told to whoever typed that number.
create or replace function dom360.get_or_create_lead(
        p_tenant uuid, p_contact uuid, p_inbox uuid, p_source text)
    returns table (lead_id uuid, created boolean)
    language plpgsql
    as $$
begin
    created := false;
    for v_try in 1..5 loop
        select coalesce(l.merged_into, l.id) into lead_id
          from dom360.leads l
          join dom360.leads s on s.tenant_id = p_tenant and s.id = coalesce(l.merged_into, l.id)
          join dom360.contacts c on c.tenant_id = p_tenant and c.id = l.contact_id
         where l.tenant_id = p_tenant and l.contact_id = p_contact and s.state <> 'CLOSED'
           and (l.merged_into is null or c.claimed_phone is null)
         order by l.created_at desc
         limit 1;
        if not found then
            insert into dom360.leads as l (tenant_id, contact_id, inbox_id, source)
            values (p_tenant, p_contact, p_inbox, p_source)
            on conflict (tenant_id, contact_id) where merged_into is null and state <> 'CLOSED'
            do nothing
            returning l.id into lead_id;
            created := found;
        end if;
        if lead_id is not null then
            return next;
            return;
        end if;
    end loop;
    raise exception 'lead could not be made' using errcode = 'serialization_failure';
end
$$;

grant execute on function dom360.get_or_create_lead(uuid, uuid, uuid, text) to dom360_app, dom360_jobs;
