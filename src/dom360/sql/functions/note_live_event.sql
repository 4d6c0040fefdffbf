-- Writes down that something changed, for live screens. Now and then it also lets go of some of the
-- tenant's events that are over an hour old: whoever was away for longer loads everything anew anyway.
-- A tenant at rest keeps its last ones; nobody needs a job for that.
create or replace function dom360.note_live_event(p_tenant uuid, p_kind text, p_subject uuid)
    returns void
    language plpgsql
    as $$
begin
    -- What is erased, imported or goes with a cascade is done by roles that may not write here; whoever
    -- begins it tells of it (erase_contact()).
    if current_user not in ('dom360_app', 'dom360_jobs') then
        return;
    end if;
    insert into dom360.live_events (tenant_id, xact, kind, subject_id)
    values (p_tenant, pg_current_xact_id(), p_kind, p_subject);

    if random() < 0.02 then
        -- Skipping what somebody else holds: two who clean up never wait for each other. Found by
        -- their place, which the lock keeps: a join was planned badly once, on old statistics.
        delete from dom360.live_events e
         where e.tenant_id = p_tenant
           and e.ctid = any (array(select o.ctid from dom360.live_events o
                                    where o.tenant_id = p_tenant
                                      and o.created_at < now() - interval '1 hour'
                                    order by o.xact
                                    limit 500
                                      for update skip locked));
    end if;
end
$$;

grant execute on function dom360.note_live_event(uuid, text, uuid) to dom360_app, dom360_jobs, dom360_lookup;
