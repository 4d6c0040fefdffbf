-- In which bucket of the histograms a time belongs, counted from 0; null without a time. A bucket's
-- column is named after its upper bound, which belongs to it: agent_ms_250 counts what took 101 to
-- 250 ms. The bounds are those of usage/latency.py; a test compares them. They never change: rows
-- counted with other bounds could not be added up.
create or replace function dom360.agent_bucket(p_ms integer) returns integer
    language sql immutable parallel safe
    as $$ select pg_catalog.width_bucket(p_ms,
        '{101,251,501,1001,2001,3001,5001,8001,12001,20001,30001,60001}'::integer[]) $$;

create or replace function dom360.platform_bucket(p_ms integer) returns integer
    language sql immutable parallel safe
    as $$ select pg_catalog.width_bucket(p_ms,
        '{11,26,51,101,251,501,1001,2501,10001}'::integer[]) $$;

grant execute on function dom360.agent_bucket(integer), dom360.platform_bucket(integer)
    to dom360_app, dom360_jobs;
