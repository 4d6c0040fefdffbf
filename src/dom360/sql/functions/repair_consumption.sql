-- Corrects the counters of one tenant's day and returns what was wrong, as consumption_differences.
--
-- Adds the difference instead of writing the right number: the difference comes from one snapshot, in
-- which every message has its count, so whatever is counted before, meanwhile or after stays counted.
-- All slots of the day are folded first, after that snapshot: so there is enough in slot 0 to take from.
-- The lock keeps two repairs of one day from adding the same difference twice; messages never wait
-- for it, only, for a moment, for a row that is being corrected.
create or replace function dom360.repair_consumption(p_tenant uuid, p_day date)
    returns table (inbox_id uuid, day date, agent_type text, model text, slot smallint, wrong jsonb)
    language plpgsql
    as $$
declare
    v_adds text;
    v_folded boolean := false;
begin
    select string_agg(format('%1$I = c.%1$I + b.%1$I', a.attname), ', ' order by a.attnum)
      into v_adds
      from pg_catalog.pg_attribute a
     where a.attrelid = 'dom360.consumption_inbox_daily'::regclass
       and a.attnum > 0 and not a.attisdropped
       and a.atttypid in ('bigint'::regtype, 'integer'::regtype);

    perform pg_advisory_xact_lock(hashtextextended(format('consumption %s %s', p_tenant, p_day), 0));
    for inbox_id, day, agent_type, model, slot, wrong in
        select * from dom360.consumption_differences(p_tenant, p_day, p_day)
    loop
        if not v_folded then
            perform dom360.fold_consumption(p_tenant, p_day, p_day, true);
            v_folded := true;
        end if;
        insert into dom360.consumption_inbox_daily (tenant_id, inbox_id, day, agent_type, model, slot)
        values (p_tenant, repair_consumption.inbox_id, repair_consumption.day,
                repair_consumption.agent_type, repair_consumption.model, repair_consumption.slot)
        on conflict do nothing;

        execute format(
            'update dom360.consumption_inbox_daily c
                set %s
               from jsonb_populate_record(null::dom360.consumption_inbox_daily, $7) b
              where c.tenant_id = $1 and c.inbox_id = $2 and c.day = $3 and c.agent_type = $4
                and c.model = $5 and c.slot = $6', v_adds)
          using p_tenant, inbox_id, day, agent_type, model, slot, (
            select jsonb_object_agg(a.attname, coalesce((wrong -> a.attname ->> 1)::bigint
                                                      - (wrong -> a.attname ->> 0)::bigint, 0))
              from pg_catalog.pg_attribute a
             where a.attrelid = 'dom360.consumption_inbox_daily'::regclass
               and a.attnum > 0 and not a.attisdropped
               and a.atttypid in ('bigint'::regtype, 'integer'::regtype));
        delete from dom360.consumption_inbox_daily c
         where c.tenant_id = p_tenant and c.inbox_id = repair_consumption.inbox_id
           and c.day = repair_consumption.day and c.agent_type = repair_consumption.agent_type
           and c.model = repair_consumption.model and c.slot = repair_consumption.slot
           and c.messages + c.conversations + c.errors + c.retries = 0;
        return next;
    end loop;
end
$$;

grant execute on function dom360.repair_consumption(uuid, date) to dom360_jobs;
