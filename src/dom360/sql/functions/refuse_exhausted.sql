-- A turn fits as long as what is used and held stays below a hard limit; so the limit is used to its
-- end, and passed by no more than what the turns that were let in take beyond their estimates.
-- Error DM402: this budget is exhausted. The detail says which one, as json.
create or replace function dom360.refuse_exhausted(p_budget dom360.budgets) returns void
    language plpgsql
    as $$
begin
    if p_budget.kind = 'hard'
       and (p_budget.used_tokens + p_budget.held_tokens >= p_budget.max_tokens
            or p_budget.used_micro_usd + p_budget.held_micro_usd >= p_budget.max_micro_usd) then
        raise exception 'budget is exhausted' using errcode = 'DM402', detail = jsonb_build_object(
            'id', p_budget.id,
            'scope', p_budget.scope,
            'period', p_budget.period,
            'resets_at', dom360.budget_period_end(
                p_budget.tenant_id, p_budget.period, p_budget.period_start),
            -- What is only held may come back as soon as the turns under way are answered.
            'only_held', coalesce(p_budget.used_tokens < p_budget.max_tokens, true)
                         and coalesce(p_budget.used_micro_usd < p_budget.max_micro_usd, true));
    end if;
end
$$;

grant execute on function dom360.refuse_exhausted(dom360.budgets) to dom360_app, dom360_jobs;
