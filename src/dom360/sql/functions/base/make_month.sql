-- Makes one month of a table that is split by month, guarded before anybody can reach it. False when it
-- is there already. For the owner only; the ways in are ensure_month_partitions (the job) and
-- make_missing_month (a request that found no month).
--
-- The month is made alone and then attached. Attaching lets readers and writers of the parent go on,
-- but its foreign key waits for open writers of the table it points at, and new writers queue behind
-- that wait: so the caller sets a short lock_timeout and tries again later.
--
-- A table that has the month's name and hangs nowhere was detached by hand: it is guarded anew and
-- attached again, so the rows in it come back. Retention drops what it detaches in one transaction,
-- or archives months that are too old to be made here.
create or replace function dom360.make_month(p_parent text, p_first date) returns boolean
    language plpgsql
    set search_path = pg_catalog, dom360, pg_temp
    as $$
declare
    v_name text := format('%s_%s', p_parent, to_char(p_first, 'YYYY_MM'));
begin
    if p_parent is null or p_parent not in (select t from dom360.split_tables() t) then
        raise exception '% is not split by month', coalesce(p_parent, 'null')
            using errcode = 'invalid_parameter_value';
    end if;
    if exists (select from pg_inherits where inhrelid = to_regclass('dom360.' || quote_ident(v_name))) then
        return false;
    end if;
    -- Two at once: the second waits, then finds the month made.
    execute format('lock table dom360.%I in share update exclusive mode', p_parent);
    if exists (select from pg_inherits where inhrelid = to_regclass('dom360.' || quote_ident(v_name))) then
        return false;
    end if;

    if to_regclass('dom360.' || quote_ident(v_name)) is null then
        execute format('create table dom360.%I (like dom360.%I including all)', v_name, p_parent);
    end if;
    perform dom360.protect_tenant_table(format('dom360.%I', v_name)::regclass);
    execute format(
        'revoke all on dom360.%I from public, dom360_app, dom360_auth, dom360_jobs, dom360_admin', v_name);
    execute format('alter table dom360.%I attach partition dom360.%I for values from (%L) to (%L)',
        p_parent, v_name, p_first || ' 00:00+00', (p_first + interval '1 month')::date || ' 00:00+00');
    return true;
end
$$;
