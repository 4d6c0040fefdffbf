-- Counts a new conversation on the day it begins, in the row that its first message will use.
create or replace function dom360.count_conversation() returns trigger
    language plpgsql
    as $$
declare
    v_day date;
begin
    select (new.created_at at time zone v.timezone)::date into strict v_day
      from dom360.account_vars v
     where v.tenant_id = new.tenant_id;

    insert into dom360.consumption_inbox_daily as c
        (tenant_id, inbox_id, day, agent_type, model, slot, conversations)
    values
        (new.tenant_id, new.inbox_id, v_day, new.agent_type, '', dom360.slot_of(new.id), 1)
    on conflict (tenant_id, inbox_id, day, agent_type, model, slot) do update
       set conversations = c.conversations + excluded.conversations;
    return null;
end
$$;

create or replace trigger t50_consumption after insert on dom360.conversations
    for each row execute function dom360.count_conversation();
