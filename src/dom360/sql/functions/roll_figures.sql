-- Adds up weeks of a tenant that have changed, or that never were added up in its time zone, at most p_limit
-- of them, the earliest first; returns how many. Which marks are taken away is settled before anything is
-- counted: what is committed in between is counted, and its mark stays for the next time.
create or replace function dom360.roll_figures(p_tenant uuid, p_limit integer default 26) returns integer
    language plpgsql
    as $$
declare
    v_timezone text := (select v.timezone from dom360.account_vars v where v.tenant_id = p_tenant);
    v_last date := (now() at time zone v_timezone)::date - 2;
    -- What retention took cannot be counted again: its sums stay.
    v_since date := dom360.consumption_counted_since(p_tenant);
    v_weeks date[];
    v_marks uuid[];
begin
    -- Who comes second leaves it to the first.
    if not pg_try_advisory_xact_lock(hashtextextended(format('figures %s', p_tenant), 0)) then
        return 0;
    end if;
    with due as (
        select date_trunc('week', (m.at at time zone v_timezone)::date::timestamp)::date as week
          from dom360.figure_marks m
         where m.tenant_id = p_tenant
        union
        (select g::date
           from (select least((select min(l.created_at) from dom360.leads l
                                where l.tenant_id = p_tenant and l.merged_into is null),
                              (select min(c.day)::timestamp at time zone v_timezone
                                 from dom360.consumption_inbox_daily c
                                where c.tenant_id = p_tenant)) as at) f
          cross join generate_series(date_trunc('week', f.at at time zone v_timezone),
                                     (v_last - 6)::timestamp, interval '1 week') g
         except
         select w.week from dom360.figure_weeks w where w.tenant_id = p_tenant and w.timezone = v_timezone))
    select array_agg(d.week) into v_weeks from (select week from due order by week limit p_limit) d;
    if v_weeks is null then
        return 0;
    end if;
    v_marks := array(
        select m.id from dom360.figure_marks m
         where m.tenant_id = p_tenant
           and date_trunc('week', (m.at at time zone v_timezone)::date::timestamp)::date = any (v_weeks));

    delete from dom360.lead_cohorts c where c.tenant_id = p_tenant and c.week = any (v_weeks);
    insert into dom360.lead_cohorts
    select c.* from unnest(v_weeks) w (week)
     cross join lateral dom360.lead_cohorts_counted(p_tenant, w.week, w.week + 6) c
     where w.week + 6 <= v_last;
    perform dom360.roll_events(p_tenant, array['qualified', 'scheduled'], v_weeks, v_last);
    perform dom360.roll_events(p_tenant, array['failed', 'repaired', 'handover'],
                               array(select w from unnest(v_weeks) w where w >= v_since), v_last);
    delete from dom360.figure_weeks w
     where w.tenant_id = p_tenant and w.week = any (v_weeks) and w.week + 6 > v_last;
    insert into dom360.figure_weeks (tenant_id, week, timezone)
    select p_tenant, w.week, v_timezone from unnest(v_weeks) w (week) where w.week + 6 <= v_last
    on conflict (tenant_id, week) do update
       set timezone = excluded.timezone, rolled_at = excluded.rolled_at;
    delete from dom360.figure_marks m where m.tenant_id = p_tenant and m.id = any (v_marks);
    return cardinality(v_weeks);
end
$$;

-- The part of roll_figures() that is done for some kinds of events and some weeks.
create or replace function dom360.roll_events(p_tenant uuid, p_kinds text[], p_weeks date[], p_last date)
    returns void
    language plpgsql
    as $$
begin
    delete from dom360.event_days d
     using unnest(p_weeks) w (week)
     where d.tenant_id = p_tenant and d.kind = any (p_kinds) and d.day between w.week and w.week + 6;
    insert into dom360.event_days
    select d.* from unnest(p_weeks) w (week)
     cross join lateral dom360.events_counted(p_tenant, p_kinds, w.week, w.week + 6) d
     where w.week + 6 <= p_last;
end
$$;

grant execute on function dom360.roll_figures(uuid, integer), dom360.roll_events(uuid, text[], date[], date)
    to dom360_jobs;
