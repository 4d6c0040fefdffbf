-- The way out for a row that found no month: makes the one of now, so that the caller can try again.
-- Everybody who writes may call it, which is why it makes no other: p_at is there for a row that comes
-- a little before or after, and may be one month away at most. False when the month is there.
create or replace function dom360.make_missing_month(p_parent text, p_at timestamptz default now())
    returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    set lock_timeout = '1s'
    as $$
declare
    v_this_month timestamp := date_trunc('month', now() at time zone 'utc');
    v_month timestamp := date_trunc('month', p_at at time zone 'utc');
begin
    if v_month is null or not v_month between v_this_month - interval '1 month'
                                          and v_this_month + interval '1 month' then
        raise exception 'make_missing_month: % is not about now', p_at
            using errcode = 'invalid_parameter_value';
    end if;
    return dom360.make_month(p_parent, v_month::date);
end
$$;

grant execute on function dom360.make_missing_month(text, timestamptz)
    to dom360_app, dom360_jobs, dom360_admin;
