-- Where a lead can go from a state: the one list, which the trigger enforces and the API shows.
-- AGENT_PROTOCOL.md names the way forward. Two ways back are ours: interest that returns
-- (NURTURING to QUALIFYING), and a moved meeting, which is kept, moved again or accepted again.
create or replace function dom360.lead_transitions(p_state text) returns text[]
    language sql immutable parallel safe
    as $$
    select case p_state
        when 'NEW'         then array['QUALIFYING', 'UNQUALIFIED']
        when 'QUALIFYING'  then array['QUALIFIED', 'NURTURING', 'UNQUALIFIED']
        when 'QUALIFIED'   then array['SCHEDULED', 'UNQUALIFIED']
        when 'NURTURING'   then array['QUALIFYING', 'UNQUALIFIED']
        when 'SCHEDULED'   then array['COMPLETED', 'RESCHEDULED', 'UNQUALIFIED']
        when 'RESCHEDULED' then array['SCHEDULED', 'COMPLETED', 'UNQUALIFIED']
        when 'COMPLETED'   then array['UNQUALIFIED']
        when 'UNQUALIFIED' then array['CLOSED']
        else '{}'::text[] end
    $$;

grant execute on function dom360.lead_transitions(text) to dom360_app, dom360_jobs;
