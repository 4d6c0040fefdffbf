-- Brings the next rows of a tenant's column to the first key: those behind p_after, in the order of
-- their ids. last_id is null when there are no more. Called in autocommit, again and again; a killed
-- run leaves whole batches. A row is only replaced while it is what was read, so a concurrent writer
-- wins, and nobody waits for more than one batch. Readers see the old or the new ciphertext, and both
-- can be read. unreadable: rows that no key opens; they stay as they are.
create or replace function dom360.reencrypt_field(
        p_tenant uuid, p_keys text, p_table text, p_column text, p_after uuid, p_limit integer)
    returns table (last_id uuid, changed integer, unreadable integer)
    language plpgsql
    as $$
declare
    v_field record;
    v_row record;
    v_current text := 'v1:' || pg_catalog.split_part(p_keys, ':', 1) || ':';
    v_plaintext text;
    v_replace text;
begin
    perform dom360.set_tenant(p_tenant);
    perform dom360.use_encryption_keys(p_keys);
    select * into strict v_field from dom360.sensitive_fields() f
     where f.table_name = p_table and f.column_name = p_column;
    v_replace := pg_catalog.format(
        'update dom360.%1$I set %2$I = $1' || case when v_field.index_name is null then ''
                                                   else ', %4$I = ($5::bytea[])[1]' end
        || ' where tenant_id = $2 and %3$I = $3 and %2$I = $4',
        v_field.table_name, v_field.column_name, v_field.id_name, v_field.index_name);

    changed := 0;
    unreadable := 0;
    for v_row in execute pg_catalog.format(
            'select %3$I as id, %2$I as stored from dom360.%1$I
              where tenant_id = $1 and %2$I is not null and not starts_with(%2$I, $2)
                and ($3 is null or %3$I > $3)
              order by %3$I limit $4',
            v_field.table_name, v_field.column_name, v_field.id_name)
        using p_tenant, v_current, p_after, p_limit
    loop
        last_id := v_row.id;
        begin
            v_plaintext := dom360.decrypt_sensitive_field(v_row.stored, p_table, p_column);
        exception when sqlstate 'DMS01' then
            unreadable := unreadable + 1;
            continue;
        end;
        execute v_replace
          using dom360.encrypt_sensitive_field(v_plaintext, p_table, p_column), p_tenant, v_row.id,
                v_row.stored, dom360.blind_indexes(v_plaintext, p_table, p_column);
        changed := changed + 1;
    end loop;
    return next;
end
$$;

grant execute on function dom360.reencrypt_field(uuid, text, text, text, uuid, integer)
    to dom360_app, dom360_jobs;
