-- The weeks whose sums are read and differ from what they count: none, as long as every change of something
-- old leaves its mark. One statement, so one snapshot. Weeks that retention took from are left out.
create or replace function dom360.figure_weeks_off(p_tenant uuid) returns setof date
    language plpgsql stable
    as $$
begin
    return query
    with live as materialized (
        select l.*
          from (select min(w.week) as first_week, max(w.week) as last_week
                  from dom360.figure_weeks w
                 where w.tenant_id = p_tenant) b
         cross join lateral dom360.days_to_count(p_tenant, b.first_week, b.last_week + 6) l)
    select p.week
      from dom360.figure_weeks p
     cross join (select array['qualified', 'scheduled', 'failed', 'repaired', 'handover'] as all) k
     where p.tenant_id = p_tenant
       and p.week >= dom360.consumption_counted_since(p_tenant)
       and not exists (select from live l where p.week between l.first_day and l.last_day)
       and (exists (select c.* from dom360.lead_cohorts c where c.tenant_id = p_tenant and c.week = p.week
                    except
                    select c.* from dom360.lead_cohorts_counted(p_tenant, p.week, p.week + 6) c)
            or exists (select c.* from dom360.lead_cohorts_counted(p_tenant, p.week, p.week + 6) c
                       except
                       select c.* from dom360.lead_cohorts c
                        where c.tenant_id = p_tenant and c.week = p.week)
            or exists (select d.* from dom360.event_days d
                        where d.tenant_id = p_tenant and d.day between p.week and p.week + 6
                       except
                       select d.* from dom360.events_counted(p_tenant, k.all, p.week, p.week + 6) d)
            or exists (select d.* from dom360.events_counted(p_tenant, k.all, p.week, p.week + 6) d
                       except
                       select d.* from dom360.event_days d
                        where d.tenant_id = p_tenant and d.day between p.week and p.week + 6))
     order by p.week;
end
$$;

grant execute on function dom360.figure_weeks_off(uuid) to dom360_jobs;
