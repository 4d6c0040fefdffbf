-- Moves a tenant's budgets on to their present periods; false for a tenant that has none. The first
-- thing a turn does, before it writes what recount_budget() would count. Only the first turn of a
-- period finds anything to do here; what it locks then is out of order, and should it meet another
-- turn's locks, one of them is undone and called again.
create or replace function dom360.roll_budgets(p_tenant uuid) returns boolean
    language plpgsql
    as $$
declare
    v_budget dom360.budgets;
    v_found boolean := false;
    v_start date;
begin
    for v_budget in
        select * from dom360.budgets b where b.tenant_id = p_tenant order by b.id
    loop
        v_found := true;
        v_start := dom360.budget_period(p_tenant, v_budget.period, now());
        if v_start <> v_budget.period_start then
            -- Once more, now that nobody else can move it on.
            select * into v_budget from dom360.budgets b
             where b.tenant_id = p_tenant and b.id = v_budget.id
               for update;
            if found and v_start <> v_budget.period_start then
                perform dom360.recount_budget(p_tenant, v_budget.id, v_start);
            end if;
        end if;
    end loop;
    return v_found;
end
$$;

grant execute on function dom360.roll_budgets(uuid) to dom360_app, dom360_jobs;
