-- How long a turn may go unattended: connecting to the agent (at most 3 s), the agent's deadline,
-- and a margin for everything around it.
create or replace function dom360.lease_of(p_timeout_ms integer, p_margin_ms integer)
    returns timestamptz
    language sql volatile
    as $$
    select clock_timestamp()
           + (least(p_timeout_ms, 3000) + p_timeout_ms + p_margin_ms) * interval '1 millisecond'
    $$;

grant execute on function dom360.lease_of(integer, integer) to dom360_app, dom360_jobs;
