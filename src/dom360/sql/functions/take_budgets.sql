-- Holds back what plan_budgets() planned. Error DM402: a hard budget was exhausted meanwhile. The
-- whole transaction is undone then: nothing is stored. The last thing that begins a turn, for the
-- order of locks (lock_budgets).
create or replace function dom360.take_budgets(
        p_tenant uuid, p_budgets uuid[], p_tokens bigint, p_micro_usd bigint)
    returns void
    language plpgsql
    as $$
declare
    v_budget dom360.budgets;
begin
    for v_budget in
        select * from dom360.budgets b
         where b.tenant_id = p_tenant and b.id = any (p_budgets)
         order by b.id
           for update
    loop
        perform dom360.refuse_exhausted(v_budget);
    end loop;

    update dom360.budgets b
       set held_tokens = b.held_tokens + p_tokens,
           held_micro_usd = b.held_micro_usd + p_micro_usd
     where b.tenant_id = p_tenant
       and b.id = any (p_budgets);
end
$$;

grant execute on function dom360.take_budgets(uuid, uuid[], bigint, bigint) to dom360_app, dom360_jobs;
