-- Makes what is missing of a table's months: this one and p_ahead more. For migrations and for the
-- job, which calls it again later where the parent is busy. Returns how many were made.
create or replace function dom360.ensure_month_partitions(p_parent text, p_ahead integer default 3)
    returns integer
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    set lock_timeout = '1s'
    as $$
declare
    v_this_month date := date_trunc('month', now() at time zone 'utc')::date;
    v_made integer := 0;
begin
    for v_step in 0..least(greatest(p_ahead, 0), 24) loop
        v_made := v_made
            + dom360.make_month(p_parent, (v_this_month + make_interval(months => v_step))::date)::integer;
    end loop;
    return v_made;
end
$$;

grant execute on function dom360.ensure_month_partitions(text, integer) to dom360_jobs;
