-- Turns whose process is gone: the lease ended and nobody finished them. Ids only; whoever repairs
-- one sets its tenant and takes the turn over with claim_turn.
drop function if exists dom360.list_abandoned_turns(integer);
create function dom360.list_abandoned_turns(p_limit integer)
    returns table (tenant_id uuid, turn_id uuid, attempt integer)
    language sql stable security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
        select t.tenant_id, t.id, t.attempt
          from dom360.turns t
         where t.state in ('accepted', 'calling')
           and t.lease_until < now()
         order by t.lease_until
         limit least(greatest(p_limit, 1), 1000)
    $$;

grant execute on function dom360.list_abandoned_turns(integer) to dom360_jobs;
alter function dom360.list_abandoned_turns(integer) owner to dom360_lookup;
