-- What is wrong with a service's keys; no row when nothing is. Makes the first key known on its first
-- use. Definer: the register of keys is granted to nobody. It compares no tenant, as it has none.
-- problem: wrong    another key has this id
--          missing  stored secrets need it
--          retired  the first key encrypts no more since a rotation
create or replace function dom360.confirm_encryption_keys(p_keys text)
    returns table (problem text, key_id text)
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
declare
    v_key record;
begin
    perform set_config('app.encryption_keys', p_keys, true);
    insert into dom360.encryption_keys as k (key_id, canary)
    select r.key_id, dom360.seal('dom360 canary ' || r.key_id, r.passphrase)
      from dom360.encryption_ring() r
     where r.place = 1
       and not exists (select from dom360.encryption_keys o where o.key_id = r.key_id)
    on conflict on constraint encryption_keys_pkey do nothing;

    for v_key in
        select k.key_id, k.canary, k.retired_at, k.released_at, r.place, r.passphrase
          from dom360.encryption_keys k
          left join dom360.encryption_ring() r on r.key_id = k.key_id
         order by r.place, k.key_id
    loop
        key_id := v_key.key_id;
        problem := null;
        if v_key.place is null then
            problem := case when v_key.released_at is null then 'missing' end;
        else
            begin
                if dom360.unseal(v_key.canary, v_key.passphrase) <> 'dom360 canary ' || v_key.key_id then
                    problem := 'wrong';
                end if;
            exception when sqlstate 'DMS01' then
                problem := 'wrong';
            end;
            if problem is null and v_key.place = 1 and v_key.retired_at is not null then
                problem := 'retired';
            end if;
        end if;
        if problem is not null then
            return next;
        end if;
    end loop;
end
$$;

grant execute on function dom360.confirm_encryption_keys(text) to dom360_app, dom360_jobs;
