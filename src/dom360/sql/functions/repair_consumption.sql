-- Corrects the counters of one tenant's day and returns what was wrong, as consumption_differences.
--
-- Adds the difference instead of writing the right number: the difference comes from one snapshot, in
-- which every message has its count, so whatever is counted before, meanwhile or after stays counted.
-- The lock keeps two repairs of one day from adding the same difference twice; messages never wait
-- for it, only, for a moment, for a row that is being corrected.
create or replace function dom360.repair_consumption(p_tenant uuid, p_day date)
    returns table (inbox_id uuid, day date, agent_type text, model text, slot smallint, wrong jsonb)
    language plpgsql
    as $$
declare
    v_by dom360.consumption_inbox_daily;
begin
    perform pg_advisory_xact_lock(hashtextextended(format('consumption %s %s', p_tenant, p_day), 0));
    for inbox_id, day, agent_type, model, slot, wrong in
        select * from dom360.consumption_differences(p_tenant, p_day, p_day)
    loop
        insert into dom360.consumption_inbox_daily (tenant_id, inbox_id, day, agent_type, model, slot)
        values (p_tenant, repair_consumption.inbox_id, repair_consumption.day,
                repair_consumption.agent_type, repair_consumption.model, repair_consumption.slot)
        on conflict do nothing;

        select * into v_by from jsonb_populate_record(null::dom360.consumption_inbox_daily, (
            select jsonb_object_agg(a.attname, coalesce((wrong -> a.attname ->> 1)::bigint
                                                      - (wrong -> a.attname ->> 0)::bigint, 0))
              from pg_catalog.pg_attribute a
             where a.attrelid = 'dom360.consumption_inbox_daily'::regclass
               and a.attnum > 0 and not a.attisdropped
               and a.atttypid in ('bigint'::regtype, 'integer'::regtype)));
        update dom360.consumption_inbox_daily c
           set messages           = c.messages + v_by.messages,
               answers            = c.answers + v_by.answers,
               errors             = c.errors + v_by.errors,
               input_tokens       = c.input_tokens + v_by.input_tokens,
               output_tokens      = c.output_tokens + v_by.output_tokens,
               cached_tokens      = c.cached_tokens + v_by.cached_tokens,
               total_tokens       = c.total_tokens + v_by.total_tokens,
               cost_micro_usd     = c.cost_micro_usd + v_by.cost_micro_usd,
               latency_ms_sum     = c.latency_ms_sum + v_by.latency_ms_sum,
               conversations      = c.conversations + v_by.conversations,
               retries            = c.retries + v_by.retries,
               unpriced_answers   = c.unpriced_answers + v_by.unpriced_answers,
               grounded_answers   = c.grounded_answers + v_by.grounded_answers,
               platform_ms_sum    = c.platform_ms_sum + v_by.platform_ms_sum,
               agent_ms_100       = c.agent_ms_100 + v_by.agent_ms_100,
               agent_ms_250       = c.agent_ms_250 + v_by.agent_ms_250,
               agent_ms_500       = c.agent_ms_500 + v_by.agent_ms_500,
               agent_ms_1000      = c.agent_ms_1000 + v_by.agent_ms_1000,
               agent_ms_2000      = c.agent_ms_2000 + v_by.agent_ms_2000,
               agent_ms_3000      = c.agent_ms_3000 + v_by.agent_ms_3000,
               agent_ms_5000      = c.agent_ms_5000 + v_by.agent_ms_5000,
               agent_ms_8000      = c.agent_ms_8000 + v_by.agent_ms_8000,
               agent_ms_12000     = c.agent_ms_12000 + v_by.agent_ms_12000,
               agent_ms_20000     = c.agent_ms_20000 + v_by.agent_ms_20000,
               agent_ms_30000     = c.agent_ms_30000 + v_by.agent_ms_30000,
               agent_ms_60000     = c.agent_ms_60000 + v_by.agent_ms_60000,
               agent_ms_more      = c.agent_ms_more + v_by.agent_ms_more,
               platform_ms_10     = c.platform_ms_10 + v_by.platform_ms_10,
               platform_ms_25     = c.platform_ms_25 + v_by.platform_ms_25,
               platform_ms_50     = c.platform_ms_50 + v_by.platform_ms_50,
               platform_ms_100    = c.platform_ms_100 + v_by.platform_ms_100,
               platform_ms_250    = c.platform_ms_250 + v_by.platform_ms_250,
               platform_ms_500    = c.platform_ms_500 + v_by.platform_ms_500,
               platform_ms_1000   = c.platform_ms_1000 + v_by.platform_ms_1000,
               platform_ms_2500   = c.platform_ms_2500 + v_by.platform_ms_2500,
               platform_ms_10000  = c.platform_ms_10000 + v_by.platform_ms_10000,
               platform_ms_more   = c.platform_ms_more + v_by.platform_ms_more,
               knowledge_misses   = c.knowledge_misses + v_by.knowledge_misses,
               first_ms_sum       = c.first_ms_sum + v_by.first_ms_sum,
               first_ms_100       = c.first_ms_100 + v_by.first_ms_100,
               first_ms_250       = c.first_ms_250 + v_by.first_ms_250,
               first_ms_500       = c.first_ms_500 + v_by.first_ms_500,
               first_ms_1000      = c.first_ms_1000 + v_by.first_ms_1000,
               first_ms_2000      = c.first_ms_2000 + v_by.first_ms_2000,
               first_ms_3000      = c.first_ms_3000 + v_by.first_ms_3000,
               first_ms_5000      = c.first_ms_5000 + v_by.first_ms_5000,
               first_ms_8000      = c.first_ms_8000 + v_by.first_ms_8000,
               first_ms_12000     = c.first_ms_12000 + v_by.first_ms_12000,
               first_ms_20000     = c.first_ms_20000 + v_by.first_ms_20000,
               first_ms_30000     = c.first_ms_30000 + v_by.first_ms_30000,
               first_ms_60000     = c.first_ms_60000 + v_by.first_ms_60000,
               first_ms_more      = c.first_ms_more + v_by.first_ms_more
         where c.tenant_id = p_tenant and c.inbox_id = repair_consumption.inbox_id
           and c.day = repair_consumption.day and c.agent_type = repair_consumption.agent_type
           and c.model = repair_consumption.model and c.slot = repair_consumption.slot;
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
