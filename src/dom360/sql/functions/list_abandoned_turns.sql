-- Turns whose process is gone: the lease ended and nobody finished them. One that waits for another
-- turn of its conversation is left out until its time comes: first the one before it is repaired.
-- Ids only; whoever repairs one sets its tenant and takes the turn over with claim_turn.
-- The tenants take turns: one that left thousands behind does not keep the others waiting.
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
           and (t.state = 'calling'
                or not exists (
                    select from dom360.turns o
                     where o.tenant_id = t.tenant_id
                       and o.conversation_id = t.conversation_id
                       and o.id <> t.id
                       and (o.state = 'calling'
                            or o.state = 'accepted' and o.user_message_index < t.user_message_index)))
         order by row_number() over (partition by t.tenant_id order by t.lease_until), t.lease_until
         limit least(greatest(p_limit, 1), 1000)
    $$;

grant execute on function dom360.list_abandoned_turns(integer) to dom360_jobs;
alter function dom360.list_abandoned_turns(integer) owner to dom360_lookup;
