create or replace function dom360.leads_live() returns trigger
    language plpgsql
    as $$
begin
    perform dom360.note_live_event(new.tenant_id, 'lead', new.id);
    return null;
end
$$;

create or replace trigger t60_live after insert or update on dom360.leads
    for each row execute function dom360.leads_live();
