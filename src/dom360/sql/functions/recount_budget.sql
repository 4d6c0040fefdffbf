-- Sets a budget's counters from what they are sums of: what was consumed since the day the period
-- began, and the holds of the turns that are under way. At a new budget's start, and whenever a period
-- begins; so a counter that somebody broke does not stay wrong. What a key consumed is written down
-- nowhere else: its budget counts from the moment it is there, and from 0 in each new period.
-- For callers that hold the budget's row.
create or replace function dom360.recount_budget(p_tenant uuid, p_budget uuid, p_start date)
    returns dom360.budgets
    language plpgsql
    as $$
declare
    v_budget dom360.budgets;
    v_tokens bigint;
    v_micro_usd bigint;
begin
    select * into strict v_budget from dom360.budgets b
     where b.tenant_id = p_tenant and b.id = p_budget;

    if v_budget.scope = 'api_key' then
        v_tokens := case when p_start > v_budget.period_start then 0 else v_budget.used_tokens end;
        v_micro_usd := case when p_start > v_budget.period_start then 0 else v_budget.used_micro_usd end;
    else
        select coalesce(sum(c.total_tokens), 0), coalesce(sum(c.cost_micro_usd), 0)
          into v_tokens, v_micro_usd
          from dom360.consumption_inbox_daily c
         where c.tenant_id = p_tenant
           and (v_budget.inbox_id is null or c.inbox_id = v_budget.inbox_id)
           and c.day >= p_start;
    end if;

    update dom360.budgets b
       set period_start = p_start,
           used_tokens = v_tokens,
           used_micro_usd = v_micro_usd,
           held_tokens = h.tokens,
           held_micro_usd = h.micro_usd,
           warned_at = null,
           exhausted_at = null
      from (select coalesce(sum(t.held_tokens), 0)::bigint as tokens,
                   coalesce(sum(t.held_micro_usd), 0)::bigint as micro_usd
              from dom360.turns t
             where t.tenant_id = p_tenant
               and t.state in ('accepted', 'calling')
               and t.held_budgets @> array[p_budget]) h
     where b.tenant_id = p_tenant and b.id = p_budget
    returning b.* into v_budget;
    return v_budget;
end
$$;

grant execute on function dom360.recount_budget(uuid, uuid, date) to dom360_app, dom360_jobs;
