-- Puts the tenant wall around one table or partition: row security, enabled and forced in one
-- statement, and the two policies. The restrictive one holds whatever policy is added later; the
-- permissive one lets the own rows through. A partition inherits none of this from its parent.
create or replace function dom360.protect_tenant_table(p_table regclass, p_column name default 'tenant_id')
    returns void
    language plpgsql
    as $$
declare
    v_test text := pg_catalog.format('(%I = (select dom360.current_tenant_id()))', p_column);
begin
    execute pg_catalog.format('drop policy if exists tenant_isolation on %s', p_table);
    execute pg_catalog.format('drop policy if exists tenant_rows on %s', p_table);
    execute pg_catalog.format(
        'create policy tenant_isolation on %s as restrictive for all to dom360_app, dom360_jobs
             using %s with check %s', p_table, v_test, v_test);
    execute pg_catalog.format(
        'create policy tenant_rows on %s as permissive for all to dom360_app, dom360_jobs
             using %s with check %s', p_table, v_test, v_test);
    execute pg_catalog.format(
        'alter table %s enable row level security, force row level security', p_table);
end
$$;
