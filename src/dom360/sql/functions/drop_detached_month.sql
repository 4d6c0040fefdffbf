-- Ends a month that was detached. A table that must know before its rows go (the audit log's chain
-- then begins later) has a function before_month_goes_<table>(regclass).
create or replace function dom360.drop_detached_month(p_parent text, p_first date) returns void
    language plpgsql
    set search_path = pg_catalog, dom360, pg_temp
    set lock_timeout = '1s'
    as $$
declare
    v_month name := (select d.month from dom360.retention_due() d
                      where d.parent = p_parent and d.first = p_first and not d.attached);
    v_hook text := format('dom360.before_month_goes_%s', p_parent);
begin
    if v_month is null then
        raise exception 'drop_detached_month: the month % of % is not detached', p_first, p_parent
            using errcode = 'DM010';
    end if;
    if to_regprocedure(v_hook || '(regclass)') is not null then
        execute format('select %s(%L)', v_hook, format('dom360.%I', v_month));
    end if;
    execute format('drop table dom360.%I', v_month);
end
$$;
