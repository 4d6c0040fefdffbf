-- No secret needs a retired key any more, says the caller, who looked. All that may be removed now.
create or replace function dom360.release_encryption_keys() returns text[]
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
begin
    update dom360.encryption_keys set released_at = now()
     where retired_at is not null and released_at is null;
    return array(select k.key_id from dom360.encryption_keys k where k.released_at is not null order by 1);
end
$$;

grant execute on function dom360.release_encryption_keys() to dom360_admin;
