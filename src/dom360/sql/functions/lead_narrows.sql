-- Whether a lead is among those that a number of the funnel counts: {"reached": step}, {"dropped": true},
-- {"dropped_at": step}, {"missing": part}. The dashboard (list_cohorts) says the same over many leads.
create or replace function dom360.lead_narrows(p_lead dom360.leads, p_narrow jsonb) returns boolean
    language sql immutable parallel safe
    as $$
    with lead as (
        select p_lead.state in ('NURTURING', 'UNQUALIFIED', 'CLOSED')
                   and p_lead.completed_at is null as dropped,
               case when p_lead.completed_at is not null then 5
                    when p_lead.scheduled_at is not null then 4
                    when p_lead.qualified_at is not null then 3
                    when p_lead.qualifying_at is not null then 2
                    else 1 end as steps)
    select (p_narrow ->> 'reached' is null
            or case p_narrow ->> 'reached'
                   when 'NEW' then true
                   when 'QUALIFYING' then p_lead.qualifying_at is not null
                   when 'QUALIFIED' then p_lead.qualified_at is not null
                   when 'SCHEDULED' then p_lead.scheduled_at is not null
                   when 'COMPLETED' then p_lead.completed_at is not null end)
           and (p_narrow -> 'dropped' is null or l.dropped)
           and (p_narrow ->> 'dropped_at' is null
                or l.dropped and l.steps = array_position(
                       array['NEW', 'QUALIFYING', 'QUALIFIED', 'SCHEDULED', 'COMPLETED'],
                       p_narrow ->> 'dropped_at'))
           and (p_narrow ->> 'missing' is null
                or l.dropped and case p_narrow ->> 'missing'
                       when 'budget' then p_lead.score_budget * 2 < 25
                       when 'authority' then p_lead.score_authority * 2 < 30
                       when 'pain' then p_lead.score_need * 2 < 35
                       when 'timeline' then p_lead.score_timeline * 2 < 10 end)
      from lead l
    $$;

grant execute on function dom360.lead_narrows(dom360.leads, jsonb) to dom360_app, dom360_jobs;
