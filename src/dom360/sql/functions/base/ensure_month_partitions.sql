-- Makes the monthly partitions of a table, this month's and p_ahead more, and protects each.
-- The table is made alone and attached, which readers and writers of the parent hardly notice;
-- lock_timeout keeps a busy parent from queueing everybody behind us: then call it again later.
-- Returns how many were made.
create or replace function dom360.ensure_month_partitions(p_parent text, p_ahead integer default 3)
    returns integer
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    set lock_timeout = '1s'
    as $$
declare
    v_first date;
    v_name text;
    v_made integer := 0;
begin
    if p_parent is null or p_parent not in ('messages', 'audit_log', 'lead_events')
       or to_regclass(format('dom360.%I', p_parent)) is null then
        raise exception 'ensure_month_partitions: % is not split by month', p_parent
            using errcode = 'invalid_parameter_value';
    end if;
    for v_step in 0..least(greatest(p_ahead, 0), 24) loop
        v_first := (date_trunc('month', now() at time zone 'utc') + make_interval(months => v_step))::date;
        v_name := format('%s_%s', p_parent, to_char(v_first, 'YYYY_MM'));
        continue when exists (select from pg_inherits where inhrelid = to_regclass('dom360.' || v_name));
        -- Two workers that start together: the second waits, then finds the month made.
        execute format('lock table dom360.%I in share update exclusive mode', p_parent);
        continue when exists (select from pg_inherits where inhrelid = to_regclass('dom360.' || v_name));

        execute format('create table dom360.%I (like dom360.%I including all)', v_name, p_parent);
        perform dom360.protect_tenant_table(format('dom360.%I', v_name)::regclass);
        execute format('revoke all on dom360.%I from public', v_name);
        execute format('alter table dom360.%I attach partition dom360.%I for values from (%L) to (%L)',
            p_parent, v_name, v_first || ' 00:00+00', (v_first + interval '1 month')::date || ' 00:00+00');
        v_made := v_made + 1;
    end loop;
    return v_made;
end
$$;

grant execute on function dom360.ensure_month_partitions(text, integer) to dom360_jobs;
