-- The leads that began on these days of the tenant, both included, by week, inbox and source: weeks that are
-- added up from their sums, the rest from the leads. Always what lead_cohorts_counted says, only sooner.
create or replace function dom360.lead_cohorts_of(p_tenant uuid, p_first_day date, p_last_day date)
    returns setof dom360.lead_cohorts
    language plpgsql stable
    as $$
begin
    return query
    with live as materialized (select * from dom360.days_to_count(p_tenant, p_first_day, p_last_day))
    select c.*
      from dom360.lead_cohorts c
     where c.tenant_id = p_tenant
       and c.week between p_first_day and p_last_day
       and not exists (select from live l where c.week between l.first_day and l.last_day)
    union all
    select c.*
      from live l
     cross join lateral dom360.lead_cohorts_counted(p_tenant, l.first_day, l.last_day) c;
end
$$;

grant execute on function dom360.lead_cohorts_of(uuid, date, date) to dom360_app, dom360_jobs;
