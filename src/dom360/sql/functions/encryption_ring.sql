-- The keys of this transaction in their order. For the functions that encrypt; granted to nobody.
create or replace function dom360.encryption_ring()
    returns table (place bigint, key_id text, passphrase text)
    language sql stable
    set search_path = pg_catalog, dom360, pg_temp
    as $$
        select n, split_part(entry, ':', 1), split_part(entry, ':', 2)
          from unnest(string_to_array(nullif(current_setting('app.encryption_keys', true), ''), ','))
               with ordinality e (entry, n)
    $$;
