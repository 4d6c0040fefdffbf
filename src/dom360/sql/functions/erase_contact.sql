-- Forgets a person: nothing that they are or wrote is left, and every count stays. Turns under way end
-- as failed with CONTACT_ERASED, and whoever works on one can store nothing any more. The receipt; the
-- same one again for somebody who was erased before, and no row where there is no such contact.
-- Needs the tenant set. Lock order as everywhere: contact, conversation, consumption, turn, budget.
create or replace function dom360.erase_contact(p_tenant uuid, p_contact uuid)
    returns setof dom360.erasures
    language plpgsql
    as $$
declare
    v_turn record;
    v_turns uuid[];
begin
    perform from dom360.contacts c where c.tenant_id = p_tenant and c.id = p_contact for update;
    if not found then
        return;
    end if;
    return query select * from dom360.erasures e where e.tenant_id = p_tenant and e.contact_id = p_contact;
    if found then
        return;
    end if;

    perform from dom360.conversations k
      where k.tenant_id = p_tenant and k.contact_id = p_contact
      order by k.id
        for update;
    -- In the order of the counters' rows, so that two erasures at once can't wait for each other.
    for v_turn in
        select t.id, t.attempt
          from dom360.turns t
          join dom360.conversations k on k.tenant_id = p_tenant and k.id = t.conversation_id
         where t.tenant_id = p_tenant
           and k.contact_id = p_contact
           and t.state in ('accepted', 'calling')
         order by t.inbox_id, t.agent_type, dom360.slot_of(t.conversation_id), t.id
    loop
        perform dom360.note_failure(p_tenant, v_turn.id, v_turn.attempt, 'CONTACT_ERASED', 410);
        v_turns := v_turns || v_turn.id;
    end loop;
    perform dom360.release_budgets(p_tenant, v_turns);

    perform dom360.note_live_event(p_tenant, 'conversation', k.id)
       from dom360.conversations k
      where k.tenant_id = p_tenant and k.contact_id = p_contact;
    -- The leads' sources go as well, also out of the sums: they are added up anew.
    perform dom360.mark_figures(p_tenant, array(
        select l.created_at from dom360.leads l where l.tenant_id = p_tenant and l.contact_id = p_contact));
    return query select * from dom360.erase_personal_data(p_tenant, p_contact);
end
$$;

grant execute on function dom360.erase_contact(uuid, uuid) to dom360_app;
