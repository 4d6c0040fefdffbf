-- Puts right what rows say about themselves and others know better: a conversation's month and sums, from
-- its messages, and a lead's first steps, from its events. Of what began on these days of the tenant, both
-- included; returns how many rows were off. As repair_consumption, it adds the difference, which is of one
-- snapshot: messages come in between, and nobody waits. What retention let go of is not counted again.
create or replace function dom360.recount_derived(p_tenant uuid, p_first_day date, p_last_day date)
    returns bigint
    language plpgsql
    as $$
declare
    v_timezone text := (select v.timezone from dom360.account_vars v where v.tenant_id = p_tenant);
    v_from timestamptz := (greatest(p_first_day, dom360.consumption_counted_since(p_tenant))::timestamp
                           at time zone v_timezone) - interval '3 hours';
    v_to timestamptz := ((p_last_day + 1)::timestamp at time zone v_timezone) + interval '3 hours';
    v_off bigint := 0;
    v_more bigint;
begin
    -- Two at once would add the same difference twice: who comes second leaves it to the first.
    if not pg_try_advisory_xact_lock(hashtextextended(format('derived %s', p_tenant), 0)) then
        return 0;
    end if;
    -- Summed first, by one look at the messages: joined row by row, a tenant that nothing is known of
    -- yet (no statistics) was read once for each of its conversations.
    with told as materialized (
        select m.conversation_id, sum(m.total_tokens)::bigint as tokens,
               sum(m.cost_micro_usd)::bigint as cost
          from dom360.messages m
         where m.tenant_id = p_tenant and m.created_at >= v_from
         group by m.conversation_id),
    said as (
        select k.id, date_trunc('month', k.created_at at time zone 'utc')::date as month,
               coalesce(t.tokens, 0) - k.total_tokens as tokens_by,
               coalesce(t.cost, 0) - k.cost_micro_usd as cost_by,
               k.month as month_said
          from dom360.conversations k
          left join told t on t.conversation_id = k.id
         where k.tenant_id = p_tenant and k.created_at >= v_from and k.created_at < v_to),
    wrong as (
        select * from said s
         where s.tokens_by <> 0 or s.cost_by <> 0 or s.month is distinct from s.month_said)
    update dom360.conversations k
       set month = w.month, total_tokens = k.total_tokens + w.tokens_by,
           cost_micro_usd = k.cost_micro_usd + w.cost_by
      from wrong w
     where k.tenant_id = p_tenant and k.id = w.id;
    get diagnostics v_off = row_count;

    with said as (
        select e.lead_id,
               min(e.created_at) filter (where e.to_state = 'QUALIFYING') as qualifying_at,
               min(e.created_at) filter (where e.to_state = 'QUALIFIED') as qualified_at,
               min(e.created_at) filter (where e.to_state = 'SCHEDULED') as scheduled_at,
               min(e.created_at) filter (where e.to_state = 'COMPLETED') as completed_at
          from dom360.lead_events e
         where e.tenant_id = p_tenant and e.created_at >= v_from and e.to_state is not null
         group by e.lead_id)
    update dom360.leads l
       set qualifying_at = coalesce(l.qualifying_at, s.qualifying_at),
           qualified_at = coalesce(l.qualified_at, s.qualified_at),
           scheduled_at = coalesce(l.scheduled_at, s.scheduled_at),
           completed_at = coalesce(l.completed_at, s.completed_at)
      from said s
     where l.tenant_id = p_tenant and l.id = s.lead_id and l.merged_into is null
       and l.created_at >= v_from and l.created_at < v_to
       and (l.qualifying_at is null and s.qualifying_at is not null
            or l.qualified_at is null and s.qualified_at is not null
            or l.scheduled_at is null and s.scheduled_at is not null
            or l.completed_at is null and s.completed_at is not null);
    get diagnostics v_more = row_count;
    return v_off + v_more;
end
$$;

grant execute on function dom360.recount_derived(uuid, date, date) to dom360_jobs;
