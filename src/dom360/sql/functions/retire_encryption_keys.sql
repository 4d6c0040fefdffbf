-- All keys but this one encrypt nothing any more. Waits for those who are writing with one.
create or replace function dom360.retire_encryption_keys(p_except text) returns void
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
begin
    if not exists (select from dom360.encryption_keys k where k.key_id = p_except and k.retired_at is null) then
        raise exception 'the key % may not encrypt', p_except using errcode = 'DMS03';
    end if;
    update dom360.encryption_keys set retired_at = now() where key_id <> p_except and retired_at is null;
end
$$;

grant execute on function dom360.retire_encryption_keys(text) to dom360_admin;
