-- The budgets that bind a turn, locked to the end of the transaction. In one order, and last of all
-- that a turn locks: a tenant's turns meet on these rows, so they are held for the commit only. Lock
-- order everywhere: contact, conversation, consumption, turn, budget, audit log.
create or replace function dom360.lock_budgets(p_tenant uuid, p_inbox uuid, p_api_key uuid)
    returns setof dom360.budgets
    language sql
    as $$
    select * from dom360.budgets b
     where b.tenant_id = p_tenant
       and (b.scope = 'tenant'
            or b.inbox_id = p_inbox
            or b.api_key_id is not null
               and b.api_key_id = any (dom360.key_family(p_tenant, p_api_key)))
     order by b.id
       for update
    $$;

grant execute on function dom360.lock_budgets(uuid, uuid, uuid) to dom360_app, dom360_jobs;
