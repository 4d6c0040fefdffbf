-- The states of a lead in the order of its life, in which lead_cohorts counts them. Only added to at the
-- end: sums that are stored know a state by its place. A test compares it with the API's.
create or replace function dom360.lead_states() returns text[]
    language sql immutable parallel safe
    as $$
    select array['NEW', 'QUALIFYING', 'QUALIFIED', 'NURTURING', 'SCHEDULED', 'RESCHEDULED', 'COMPLETED',
                 'UNQUALIFIED', 'CLOSED']
    $$;

grant execute on function dom360.lead_states() to dom360_app, dom360_jobs;
