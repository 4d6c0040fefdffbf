-- Writes down what charge_budgets() found: once a period for the warning, once for the
-- limit. Nothing, mostly.
create or replace function dom360.tell_of_budgets(p_tenant uuid, p_told jsonb) returns void
    language plpgsql
    as $$
declare
    v_one jsonb;
begin
    for v_one in select o.value from jsonb_array_elements(p_told) o loop
        perform dom360.append_audit(
            p_tenant, v_one ->> 'action', 'budgets', v_one ->> 'id', null, v_one - 'id' - 'action');
    end loop;
end
$$;

grant execute on function dom360.tell_of_budgets(uuid, jsonb) to dom360_app, dom360_jobs;
