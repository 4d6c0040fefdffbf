-- An erased contact begins no conversation. Whoever found the contact just before waits here for the
-- erasure to end, and begins anew: with 40001 the whole call is repeated, and finds no such number.
create or replace function dom360.conversations_erased() returns trigger
    language plpgsql
    as $$
declare
    v_erased timestamptz;
begin
    select anonymised_at into v_erased
      from dom360.contacts
     where tenant_id = new.tenant_id
       and id = new.contact_id
       for key share;
    if v_erased is not null then
        raise exception 'the contact was erased' using errcode = 'serialization_failure';
    end if;
    return new;
end
$$;

create or replace trigger t10_erased before insert on dom360.conversations
    for each row execute function dom360.conversations_erased();
