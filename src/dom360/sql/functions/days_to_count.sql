-- Which of a tenant's days cannot be read from the sums of their weeks, in as few pieces as there are: a week
-- has sums that hold when it lies inside the days as a whole, was over for more than a day, was added up in
-- the tenant's time zone, and nothing of it has changed since.
create or replace function dom360.days_to_count(p_tenant uuid, p_first_day date, p_last_day date)
    returns table (first_day date, last_day date)
    language sql stable
    rows 4
    as $$
    with clock as (
        select v.timezone, (now() at time zone v.timezone)::date as today
          from dom360.account_vars v
         where v.tenant_id = p_tenant),
    changed as (
        select distinct date_trunc('week', (m.at at time zone c.timezone)::date::timestamp)::date as week
          from clock c
          join dom360.figure_marks m on m.tenant_id = p_tenant),
    sound as (
        select w.week
          from clock c
          join dom360.figure_weeks w on w.tenant_id = p_tenant and w.timezone = c.timezone
         where w.week between p_first_day and p_last_day - 6
           and w.week + 6 < c.today - 1
           and w.week not in (select k.week from changed k)),
    piece as (
        select s.week, n.week is not null as sound, count(n.week) over (order by s.week) as place
          from (select g::date as week
                  from generate_series(date_trunc('week', p_first_day::timestamp), p_last_day::timestamp,
                                       interval '1 week') g) s
          left join sound n on n.week = s.week)
    select greatest(min(p.week), p_first_day), least(max(p.week) + 6, p_last_day)
      from piece p
     where not p.sound
     group by p.place
    $$;

grant execute on function dom360.days_to_count(uuid, date, date) to dom360_app, dom360_jobs;
