create or replace function dom360.mark_handover() returns trigger
    language plpgsql
    as $$
begin
    perform dom360.mark_figures(new.tenant_id, array[new.created_at]);
    return null;
end
$$;

create or replace trigger t55_marks after insert on dom360.handovers
    for each row execute function dom360.mark_handover();
