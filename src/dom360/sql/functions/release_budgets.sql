-- Gives back what turns hold that end without an answer. For callers that hold their conversations'
-- rows. Safe to call again.
create or replace function dom360.release_budgets(p_tenant uuid, p_turns uuid[]) returns void
    language plpgsql
    as $$
begin
    if not exists (select from dom360.turns t
                    where t.tenant_id = p_tenant and t.id = any (p_turns)
                      and t.held_budgets is not null) then
        return;
    end if;

    perform from dom360.budgets b
      where b.tenant_id = p_tenant
        and b.id in (select unnest(t.held_budgets) from dom360.turns t
                      where t.tenant_id = p_tenant and t.id = any (p_turns))
      order by b.id
        for update;
    update dom360.budgets b
       set held_tokens = greatest(0, b.held_tokens - h.tokens),
           held_micro_usd = greatest(0, b.held_micro_usd - h.micro_usd)
      from (select u.budget_id, sum(t.held_tokens)::bigint as tokens,
                   sum(t.held_micro_usd)::bigint as micro_usd
              from dom360.turns t, unnest(t.held_budgets) u (budget_id)
             where t.tenant_id = p_tenant and t.id = any (p_turns)
             group by u.budget_id) h
     where b.tenant_id = p_tenant
       and b.id = h.budget_id;
    update dom360.turns t
       set held_budgets = null
     where t.tenant_id = p_tenant and t.id = any (p_turns) and t.held_budgets is not null;
end
$$;

grant execute on function dom360.release_budgets(uuid, uuid[]) to dom360_app, dom360_jobs;
