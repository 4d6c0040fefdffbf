-- Lets a month go that every plan lets go and none wants archived. For the worker: what is archived
-- first goes through `dom360 db retain`, because only the database's owner may read it.
create or replace function dom360.drop_month(p_parent text, p_first date) returns void
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
begin
    if exists (select from dom360.retention_due() d
                where d.parent = p_parent and d.first = p_first and d.archive) then
        raise exception 'drop_month: the month % of % is to be archived first', p_first, p_parent
            using errcode = 'DM010';
    end if;
    perform dom360.detach_month(p_parent, p_first);
    perform dom360.drop_detached_month(p_parent, p_first);
end
$$;

grant execute on function dom360.drop_month(text, date) to dom360_jobs;
