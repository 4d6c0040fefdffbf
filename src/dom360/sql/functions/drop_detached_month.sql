-- Ends a month that was detached, and remembers up to when rows are gone (consumption_counted_since).
create or replace function dom360.drop_detached_month(p_parent text, p_first date) returns void
    language plpgsql
    set search_path = pg_catalog, dom360, pg_temp
    set lock_timeout = '1s'
    as $$
declare
    v_month name := (select d.month from dom360.retention_due() d
                      where d.parent = p_parent and d.first = p_first and not d.attached);
begin
    if v_month is null then
        raise exception 'drop_detached_month: the month % of % is not detached', p_first, p_parent
            using errcode = 'DM010';
    end if;
    execute format('drop table dom360.%I', v_month);
    insert into dom360.retention_drops as d (table_name, gone_before)
    values (p_parent, (p_first + interval '1 month') at time zone 'utc')
    on conflict (table_name) do update set gone_before = greatest(d.gone_before, excluded.gone_before);
end
$$;
