-- Overwrites what is personal in one contact's rows, and leaves a receipt. Part of erase_contact(), which
-- has locked them. Error DM003: personal_data() does not say what to do with a column.
drop function if exists dom360.erase_personal_data(uuid, uuid);
create function dom360.erase_personal_data(p_tenant uuid, p_contact uuid)
    returns setof dom360.erasures
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
declare
    v_table record;
    v_undecided text;
    v_rows bigint;
    v_counts jsonb;
begin
    if p_tenant is null or p_tenant is distinct from dom360.current_tenant_id() then
        raise exception 'erase_personal_data: not the tenant of this transaction'
            using errcode = 'insufficient_privilege';
    end if;
    select string_agg(format('%s.%s', c.table_name, c.column_name), ', ') into v_undecided
      from dom360.personal_treatments() c
     where c.treatment is null;
    if v_undecided is not null then
        raise exception 'personal_data() does not say what to do with %', v_undecided
            using errcode = 'DM003';
    end if;

    update dom360.contacts
       set anonymised_at = now(), updated_at = now()
     where tenant_id = p_tenant
       and id = p_contact;
    if not found then
        return;
    end if;
    update dom360.conversations
       set status = 'closed', closed_at = coalesce(closed_at, now()), erased_at = now()
     where tenant_id = p_tenant
       and contact_id = p_contact;
    get diagnostics v_rows = row_count;
    v_counts := jsonb_build_object('conversations', v_rows);

    for v_table in
        select t.name, t.condition,
               string_agg(format('%I = %s', c.column_name, case c.treatment
                   when 'null' then 'null'
                   when 'marker' then quote_literal('[erased]')
                   when 'json' then quote_literal('"[erased]"')
                   when 'items' then format('dom360.empty_items(%I)', c.column_name)
                   when 'id' then quote_literal('erased:') || ' || id::text'
                   when 'digest' then 'sha256(convert_to(id::text, ''UTF8''))'
               end), ', ') as assignments
          from dom360.person_tables(p_tenant, p_contact) t
          join dom360.personal_treatments() c on c.table_name = t.name and c.treatment <> 'keep'
         group by t.name, t.condition
    loop
        execute format('update dom360.%I set %s where %s', v_table.name, v_table.assignments, v_table.condition);
        get diagnostics v_rows = row_count;
        v_counts := v_counts || jsonb_build_object(v_table.name, v_rows);
    end loop;

    return query insert into dom360.erasures (tenant_id, contact_id, counts)
                 values (p_tenant, p_contact, v_counts)
                 returning *;
end
$$;

grant execute on function dom360.erase_personal_data(uuid, uuid) to dom360_app;
alter function dom360.erase_personal_data(uuid, uuid) owner to dom360_lookup;
