-- Whether somebody may try now, and counts the try before it is made: so that many at once are as slow
-- as one after the other. 0: go on. Otherwise the seconds to wait; a try that waits does not count, so
-- whoever waits gets in, however often others ask. The first p_free tries are free, then each takes twice
-- as long, up to p_cap_s; after p_forget_s of silence all is forgotten. The clock is the caller's.
drop function if exists dom360.take_guess(text, bytea, integer, integer, integer, timestamptz);
create function dom360.take_guess(
        p_kind text, p_key bytea, p_free integer, p_cap_s integer, p_forget_s integer, p_now timestamptz)
    returns integer
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
declare
    v_row dom360.guesses;
begin
    loop
        select * into v_row from dom360.guesses where kind = p_kind and key_hash = p_key for update;
        exit when found;
        insert into dom360.guesses (kind, key_hash, tries, last_at) values (p_kind, p_key, 0, p_now)
            on conflict (kind, key_hash) do nothing;
        -- Each new one takes two old ones along, so that the table stays small by itself.
        delete from dom360.guesses
         where ctid in (select g.ctid from dom360.guesses g
                         where g.last_at < p_now - interval '2 days'
                         order by g.last_at
                         limit 2
                           for update skip locked);
    end loop;

    if v_row.last_at < p_now - make_interval(secs => p_forget_s) then
        v_row.tries := 0;
    elsif v_row.blocked_until > p_now then
        return greatest(1, ceil(extract(epoch from v_row.blocked_until - p_now)))::integer;
    end if;

    v_row.tries := least(v_row.tries, 1000000) + 1;
    update dom360.guesses
       set tries = v_row.tries,
           last_at = p_now,
           blocked_until = case when v_row.tries >= p_free
               then p_now + make_interval(secs => least(p_cap_s, power(2, least(v_row.tries - p_free, 20))))
           end
     where kind = p_kind
       and key_hash = p_key;
    return 0;
end
$$;

grant execute on function dom360.take_guess(text, bytea, integer, integer, integer, timestamptz)
    to dom360_auth;
alter function dom360.take_guess(text, bytea, integer, integer, integer, timestamptz)
    owner to dom360_lookup;
