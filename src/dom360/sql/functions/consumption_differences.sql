-- Where the counters of a tenant's days differ from what they count. `wrong` holds, for each counter
-- that is off, what its slots come to and what they should: {"messages": [7, 8]}. The slot is the one in
-- which it is put right. One statement, so one snapshot: a message and its count are in it together or not
-- at all, whoever writes meanwhile. (plpgsql, because the view comes after it.)
create or replace function dom360.consumption_differences(
        p_tenant uuid, p_first_day date, p_last_day date)
    returns table (inbox_id uuid, day date, agent_type text, model text, slot smallint, wrong jsonb)
    language plpgsql stable
    as $$
begin
    return query
    with pair as (
        select coalesce(s.inbox_id, c.inbox_id) as inbox_id, coalesce(s.day, c.day) as day,
               coalesce(s.agent_type, c.agent_type) as agent_type,
               coalesce(s.model, c.model) as model, to_jsonb(c) as metered, to_jsonb(s) as said
          from dom360.consumption_counted(p_tenant, p_first_day, p_last_day) s
          full join (select * from dom360.consumption_daily d
                      where d.tenant_id = p_tenant
                        and d.day between p_first_day and p_last_day) c
            on c.inbox_id = s.inbox_id and c.day = s.day and c.agent_type = s.agent_type
           and c.model = s.model
           -- What retention let go is not wrong: its counters are all that is left.
         where coalesce(s.day, c.day) >= dom360.consumption_counted_since(p_tenant))
    select p.inbox_id, p.day, p.agent_type, p.model, 0::smallint,
           jsonb_object_agg(counter.name, jsonb_build_array(
               coalesce((p.metered ->> counter.name)::bigint, 0),
               coalesce((p.said ->> counter.name)::bigint, 0)) order by counter.name)
      from pair p
     cross join lateral jsonb_object_keys(
               coalesce(p.metered, p.said) - array['tenant_id', 'inbox_id', 'day', 'agent_type',
                                                   'model', 'slot']) counter (name)
     where coalesce((p.metered ->> counter.name)::bigint, 0)
           <> coalesce((p.said ->> counter.name)::bigint, 0)
     group by p.inbox_id, p.day, p.agent_type, p.model
     order by p.day, p.inbox_id, p.agent_type, p.model;
end
$$;

grant execute on function dom360.consumption_differences(uuid, date, date) to dom360_jobs;
