-- Lets BI logins read some columns of a tenant table, their own tenant's rows only. The restrictive
-- policy holds whatever policy is added later, as in protect_tenant_table.
create or replace function dom360.open_table_to_bi(p_table regclass, p_columns text)
    returns void
    language plpgsql
    as $$
declare
    v_test text := '(tenant_id = (select dom360.bi_tenant_id()))';
begin
    execute pg_catalog.format('drop policy if exists bi_isolation on %s', p_table);
    execute pg_catalog.format('drop policy if exists bi_rows on %s', p_table);
    execute pg_catalog.format(
        'create policy bi_isolation on %s as restrictive for select to dom360_bi using %s',
        p_table, v_test);
    execute pg_catalog.format(
        'create policy bi_rows on %s as permissive for select to dom360_bi using %s',
        p_table, v_test);
    execute pg_catalog.format('grant select (%s) on %s to dom360_bi', p_columns, p_table);
end
$$;
