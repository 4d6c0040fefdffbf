-- A try was right. p_all: forget the tries before it as well. Otherwise it alone does not count, so that
-- who signs in with an account of their own goes on guessing at others' no faster.
drop function if exists dom360.forgive_guess(text, bytea, boolean);
create function dom360.forgive_guess(p_kind text, p_key bytea, p_all boolean)
    returns integer
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
declare
    v_left integer;
begin
    update dom360.guesses
       set tries = case when p_all then 0 else greatest(tries - 1, 0) end,
           blocked_until = null
     where kind = p_kind
       and key_hash = p_key
    returning tries into v_left;
    return coalesce(v_left, 0);
end
$$;

grant execute on function dom360.forgive_guess(text, bytea, boolean) to dom360_auth;
alter function dom360.forgive_guess(text, bytea, boolean) owner to dom360_lookup;
