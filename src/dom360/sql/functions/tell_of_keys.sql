-- Every service that remembers keys hears that one of this tenant may be different now, in the moment in
-- which the change is there. Ids only: every role of the database may listen.
create or replace function dom360.tell_of_keys() returns trigger
    language plpgsql
    as $$
begin
    perform pg_notify('dom360_keys', (case tg_table_name when 'tenants' then to_jsonb(old) ->> 'id'
                                                         else to_jsonb(old) ->> 'tenant_id' end));
    return null;
end
$$;
