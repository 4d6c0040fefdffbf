-- What lead_cohorts should say about the leads that began on these days of the tenant, both included,
-- counted from the leads themselves. A lead that dropped out is counted at the last step that it came to.
-- The bounds on created_at are a few hours too wide, because midnight does not exist, or comes twice, on
-- some days of some zones; the day itself decides. `offset 0`: it is found once a row.
create or replace function dom360.lead_cohorts_counted(p_tenant uuid, p_first_day date, p_last_day date)
    returns setof dom360.lead_cohorts
    language plpgsql stable
    rows 20
    -- Always from the index; planning anew for each stretch of days took longer than counting it.
    set plan_cache_mode = 'force_generic_plan'
    as $$
declare
    v_timezone text := (select v.timezone from dom360.account_vars v where v.tenant_id = p_tenant);
    v_from timestamptz := (p_first_day::timestamp at time zone v_timezone) - interval '3 hours';
    v_to timestamptz := ((p_last_day + 1)::timestamp at time zone v_timezone) + interval '3 hours';
begin
    return query
    with dated as (
        select (l.created_at at time zone v_timezone)::date as day, l.inbox_id,
               coalesce(l.source, '') as source, l.state, l.score, l.score_budget, l.score_authority,
               l.score_need, l.score_timeline, l.qualifying_at, l.qualified_at, l.scheduled_at, l.completed_at,
               extract(epoch from l.qualifying_at - l.created_at)::integer as qualifying_s,
               extract(epoch from l.qualified_at - l.qualifying_at)::integer as qualified_s,
               extract(epoch from l.scheduled_at - l.qualified_at)::integer as scheduled_s,
               extract(epoch from l.completed_at - l.scheduled_at)::integer as completed_s,
               l.state in ('NURTURING', 'UNQUALIFIED', 'CLOSED') and l.completed_at is null as dropped
          from dom360.leads l
         where l.tenant_id = p_tenant
           and l.merged_into is null
           and l.created_at >= v_from
           and l.created_at < v_to
        offset 0)
    select p_tenant, date_trunc('week', d.day::timestamp)::date, d.inbox_id, d.source,
           count(*)::integer, count(d.qualifying_at)::integer, count(d.qualified_at)::integer,
           count(d.scheduled_at)::integer, count(d.completed_at)::integer, sum(d.score)::integer,
           (count(*) filter (where d.dropped and d.qualifying_at is null
                               and d.qualified_at is null and d.scheduled_at is null))::integer,
           (count(*) filter (where d.dropped and d.qualifying_at is not null
                               and d.qualified_at is null and d.scheduled_at is null))::integer,
           (count(*) filter (where d.dropped and d.qualified_at is not null
                               and d.scheduled_at is null))::integer,
           (count(*) filter (where d.dropped and d.scheduled_at is not null))::integer,
           (count(*) filter (where d.dropped and d.score_budget * 2 < 25))::integer,
           (count(*) filter (where d.dropped and d.score_authority * 2 < 30))::integer,
           (count(*) filter (where d.dropped and d.score_need * 2 < 35))::integer,
           (count(*) filter (where d.dropped and d.score_timeline * 2 < 10))::integer,
           array[(count(*) filter (where d.state = 'NEW'))::integer,
                 (count(*) filter (where d.state = 'QUALIFYING'))::integer,
                 (count(*) filter (where d.state = 'QUALIFIED'))::integer,
                 (count(*) filter (where d.state = 'NURTURING'))::integer,
                 (count(*) filter (where d.state = 'SCHEDULED'))::integer,
                 (count(*) filter (where d.state = 'RESCHEDULED'))::integer,
                 (count(*) filter (where d.state = 'COMPLETED'))::integer,
                 (count(*) filter (where d.state = 'UNQUALIFIED'))::integer,
                 (count(*) filter (where d.state = 'CLOSED'))::integer],
           array[coalesce(sum(d.score) filter (where d.state = 'NEW'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'QUALIFYING'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'QUALIFIED'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'NURTURING'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'SCHEDULED'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'RESCHEDULED'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'COMPLETED'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'UNQUALIFIED'), 0)::integer,
                 coalesce(sum(d.score) filter (where d.state = 'CLOSED'), 0)::integer],
           coalesce(array_agg(d.qualifying_s order by d.qualifying_s)
                        filter (where d.qualifying_s is not null), '{}'),
           coalesce(array_agg(d.qualified_s order by d.qualified_s)
                        filter (where d.qualified_s is not null), '{}'),
           coalesce(array_agg(d.scheduled_s order by d.scheduled_s)
                        filter (where d.scheduled_s is not null), '{}'),
           coalesce(array_agg(d.completed_s order by d.completed_s)
                        filter (where d.completed_s is not null), '{}')
      from dated d
     where d.day between p_first_day and p_last_day
     group by 2, 3, 4;
end
$$;

grant execute on function dom360.lead_cohorts_counted(uuid, date, date) to dom360_app, dom360_jobs;
