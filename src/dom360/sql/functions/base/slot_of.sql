-- Which of the 16 counter slots a conversation uses: the last bits of its id are random.
create or replace function dom360.slot_of(p_conversation uuid) returns smallint
    language sql immutable parallel safe
    as $$ select (pg_catalog.get_byte(pg_catalog.uuid_send(p_conversation), 15) % 16)::smallint $$;

grant execute on function dom360.slot_of(uuid) to dom360_app, dom360_jobs;
