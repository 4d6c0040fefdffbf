-- Keys are uuid version 7: they sort by time, so that new rows lie together. PostgreSQL has the
-- function from version 18 on; before that it is put together from the clock and random bits
-- (RFC 9562, section 5.7).
do $create$
begin
    if current_setting('server_version_num')::int >= 180000 then
        execute 'create or replace function dom360.new_id() returns uuid
                 language sql volatile parallel safe as ''select pg_catalog.uuidv7()''';
    else
        execute $body$
            create or replace function dom360.new_id() returns uuid
            language sql volatile parallel safe as $$
                select pg_catalog.encode(
                    pg_catalog.set_bit(pg_catalog.set_bit(
                        pg_catalog.overlay(
                            pg_catalog.uuid_send(pg_catalog.gen_random_uuid()),
                            pg_catalog.substring(pg_catalog.int8send(
                                (extract(epoch from pg_catalog.clock_timestamp()) * 1000)::bigint), 3),
                            1, 6),
                        52, 1), 53, 1), 'hex')::uuid
            $$ $body$;
    end if;
end
$create$;

grant execute on function dom360.new_id() to dom360_app, dom360_jobs, dom360_admin, dom360_lookup;
