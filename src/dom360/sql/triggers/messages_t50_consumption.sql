-- Meters a message in its own transaction: sums and messages cannot drift apart. The slot follows
-- the conversation, whose row is locked anyway, so two conversations seldom meet on one row.
create or replace function dom360.update_consumption_daily() returns trigger
    language plpgsql
    as $$
declare
    v_answers integer := (new.role = 'assistant')::integer;
    v_timezone text;
begin
    select timezone into v_timezone
      from dom360.account_vars
     where tenant_id = new.tenant_id;

    insert into dom360.consumption_inbox_daily as c
        (tenant_id, inbox_id, day, agent_type, model, slot, messages, answers,
         input_tokens, output_tokens, cached_tokens, total_tokens, cost_micro_usd, latency_ms_sum)
    values
        (new.tenant_id, new.inbox_id,
         (new.created_at at time zone coalesce(v_timezone, 'UTC'))::date,
         new.agent_type, new.model, dom360.slot_of(new.conversation_id), 1, v_answers,
         new.input_tokens, new.output_tokens, new.cached_tokens, new.total_tokens,
         coalesce(new.cost_micro_usd, 0), coalesce(new.latency_ms, 0))
    on conflict (tenant_id, inbox_id, day, agent_type, model, slot) do update
       set messages       = c.messages + excluded.messages,
           answers        = c.answers + excluded.answers,
           input_tokens   = c.input_tokens + excluded.input_tokens,
           output_tokens  = c.output_tokens + excluded.output_tokens,
           cached_tokens  = c.cached_tokens + excluded.cached_tokens,
           total_tokens   = c.total_tokens + excluded.total_tokens,
           cost_micro_usd = c.cost_micro_usd + excluded.cost_micro_usd,
           latency_ms_sum = c.latency_ms_sum + excluded.latency_ms_sum;
    return null;
end
$$;

create or replace trigger t50_consumption after insert on dom360.messages
    for each row execute function dom360.update_consumption_daily();
