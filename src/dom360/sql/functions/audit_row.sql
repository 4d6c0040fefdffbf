-- The body of every t90_audit trigger: writes a changed row down. Its arguments: the noun of the
-- action ('user' gives user.added, user.changed, user.removed), and the column with the tenant's id
-- where it isn't tenant_id. An update that changes nothing is not written down.
create or replace function dom360.audit_row() returns trigger
    language plpgsql
    set timezone = 'UTC'
    as $$
declare
    v_tenant_column text := coalesce(tg_argv[1], 'tenant_id');
    v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    v_row jsonb := coalesce(v_new, v_old);
begin
    select jsonb_object_agg(c.name, v_old -> c.name), jsonb_object_agg(c.name, v_new -> c.name)
      into v_old, v_new
      from jsonb_object_keys(v_row) c (name)
     where coalesce(v_old -> c.name, 'null') <> coalesce(v_new -> c.name, 'null')
       and c.name not in (v_tenant_column, 'updated_at');
    if v_new is null and tg_op = 'UPDATE' then
        return null;
    end if;

    perform dom360.append_audit(
        (v_row ->> v_tenant_column)::uuid,
        dom360.audit_action(tg_argv[0], tg_op, v_old, v_new),
        tg_table_name::text,
        coalesce(v_row ->> 'id', v_row ->> v_tenant_column),
        case when tg_op <> 'INSERT' then v_old end,
        case when tg_op <> 'DELETE' then v_new end);
    return null;
end
$$;

grant execute on function dom360.audit_row()
    to dom360_app, dom360_jobs, dom360_admin;
