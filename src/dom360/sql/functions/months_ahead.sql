-- How far the months of each split table reach: the number of months after this one that are there
-- without a gap; -1 where this month itself is missing. Below 2 is an alarm.
create or replace function dom360.months_ahead() returns table (parent name, ahead integer)
    language sql stable
    set search_path = pg_catalog, dom360, pg_temp
    as $$
        select p.parent, coalesce(min(step) filter (where i.inhrelid is null), 24) - 1
          from dom360.split_tables() p (parent)
         cross join generate_series(0, 24) step
          left join pg_inherits i on i.inhrelid = to_regclass(format('dom360.%I', p.parent || to_char(
                    (now() at time zone 'utc') + make_interval(months => step), '_YYYY_MM')))
         group by 1
         order by 1
    $$;

grant execute on function dom360.months_ahead() to dom360_app, dom360_jobs, dom360_admin;
