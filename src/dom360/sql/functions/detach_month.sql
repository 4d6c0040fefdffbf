-- Takes a month out of its table, so that it can be archived and dropped. Only what is due. For the
-- owner; the worker drops whole with drop_month(). Detaching needs the parent for itself for a moment:
-- it gives up at once where somebody is busy, rather than make everybody queue behind it.
-- The owner may then read the month: forced row security would hide its rows from the archive. One that
-- is detached already (a killed run) gets that, too: else its archive would be empty. A table that must
-- know before its rows go has a function before_month_goes_<table>(regclass).
create or replace function dom360.detach_month(p_parent text, p_first date) returns name
    language plpgsql
    set search_path = pg_catalog, dom360, pg_temp
    set lock_timeout = '100ms'
    as $$
declare
    v_due record;
    v_hook text := format('dom360.before_month_goes_%s', p_parent);
begin
    select * into v_due from dom360.retention_due() d where d.parent = p_parent and d.first = p_first;
    if not found then
        raise exception 'detach_month: the month % of % is to be kept', p_first, p_parent
            using errcode = 'DM010';
    end if;
    if v_due.attached then
        execute format('alter table dom360.%I detach partition dom360.%I', p_parent, v_due.month);
    end if;
    execute format('drop policy if exists archive_reads on dom360.%I', v_due.month);
    execute format('create policy archive_reads on dom360.%I for select to dom360_owner using (true)',
                   v_due.month);
    if to_regprocedure(v_hook || '(regclass)') is not null then
        execute format('select %s(%L)', v_hook, format('dom360.%I', v_due.month));
    end if;
    return v_due.month;
end
$$;
