-- What a turn is going to hold, in which budgets. Looks without a lock, so that what is exhausted
-- already is refused (DM402) before anything is written; take_budgets() decides.
create or replace function dom360.plan_budgets(
        p_tenant uuid, p_inbox uuid, p_api_key uuid,
        out held_budgets uuid[], out held_tokens bigint, out held_micro_usd bigint)
    language plpgsql
    as $$
declare
    v_budget dom360.budgets;
begin
    for v_budget in
        select * from dom360.budgets b
         where b.tenant_id = p_tenant
           and (b.scope = 'tenant'
                or b.inbox_id = p_inbox
                or b.api_key_id is not null
                   and b.api_key_id = any (dom360.key_family(p_tenant, p_api_key)))
         order by b.id
    loop
        perform dom360.refuse_exhausted(v_budget);
        held_budgets := held_budgets || v_budget.id;
        held_tokens := greatest(held_tokens, v_budget.usual_tokens);
        held_micro_usd := greatest(held_micro_usd, v_budget.usual_micro_usd);
    end loop;
end
$$;

grant execute on function dom360.plan_budgets(uuid, uuid, uuid) to dom360_app, dom360_jobs;
