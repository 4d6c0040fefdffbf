-- The open conversation of a contact with an agent in an inbox, made when there is none, and held
-- until the transaction ends. The partial unique index decides between concurrent first messages.
create or replace function dom360.get_or_create_conversation(
        p_tenant uuid, p_inbox uuid, p_contact uuid, p_agent_type text)
    returns dom360.conversations
    language plpgsql
    as $$
declare
    v_found dom360.conversations;
begin
    perform dom360.set_tenant(p_tenant);
    -- A conversation can be closed between our insert and our select: then look once more.
    for v_try in 1..5 loop
        select * into v_found
          from dom360.conversations
         where tenant_id = p_tenant and inbox_id = p_inbox and contact_id = p_contact
           and agent_type = p_agent_type and status = 'open'
           for update;
        if found then
            return v_found;
        end if;

        insert into dom360.conversations (tenant_id, inbox_id, contact_id, agent_type)
        values (p_tenant, p_inbox, p_contact, p_agent_type)
        on conflict (tenant_id, inbox_id, contact_id, agent_type) where status = 'open' do nothing
        returning * into v_found;
        if found then
            return v_found;
        end if;
    end loop;
    raise exception 'conversation could not be opened' using errcode = 'serialization_failure';
end
$$;

grant execute on function dom360.get_or_create_conversation(uuid, uuid, uuid, text)
    to dom360_app, dom360_jobs;
