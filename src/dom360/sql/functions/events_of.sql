-- How often something happened on these days of the tenant, both included: weeks that are added up from
-- their sums, the rest counted. Always what events_counted says, only sooner.
create or replace function dom360.events_of(
        p_tenant uuid, p_kinds text[], p_first_day date, p_last_day date)
    returns setof dom360.event_days
    language plpgsql stable
    as $$
begin
    return query
    with live as materialized (select * from dom360.days_to_count(p_tenant, p_first_day, p_last_day))
    select d.*
      from dom360.event_days d
     where d.tenant_id = p_tenant
       and d.kind = any (p_kinds)
       and d.day between p_first_day and p_last_day
       and not exists (select from live l where d.day between l.first_day and l.last_day)
    union all
    select d.*
      from live l
     cross join lateral dom360.events_counted(p_tenant, p_kinds, l.first_day, l.last_day) d;
end
$$;

grant execute on function dom360.events_of(uuid, text[], date, date) to dom360_app, dom360_jobs;
