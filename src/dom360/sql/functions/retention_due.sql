-- The months that every plan in use lets go, and those that a killed run left detached, the oldest
-- first. A plan without a rule for the table keeps all of it. The decision is docs/decisions/0011.
set local role dom360_lookup;

create or replace function dom360.retention_due()
    returns table (parent name, month name, first date, archive boolean, attached boolean)
    language sql stable security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
        with plans as (
            select 'standard' as plan
            union
            select plan from dom360.tenant_plans),
        kept as (
            select p.parent, max(r.months) as months, bool_or(r.archive) as archive
              from dom360.split_tables() p (parent)
             cross join plans
              left join dom360.retention_rules r on r.plan = plans.plan and r.table_name = p.parent
             group by p.parent
            having count(*) = count(r.months)),
        months as (
            select k.parent, c.relname as month, k.archive, k.months,
                   to_date(right(c.relname, 7), 'YYYY_MM') as first,
                   exists (select from pg_inherits i where i.inhrelid = c.oid) as attached
              from kept k
              join pg_class c on c.relnamespace = to_regnamespace('dom360') and c.relkind = 'r'
                             and c.relname ~ ('^' || k.parent || '_\d{4}_\d{2}$'))
        select m.parent, m.month, m.first, m.archive, m.attached
          from months m
         where m.first < date_trunc('month', now() at time zone 'utc') - make_interval(months => m.months)
           and not exists (select from dom360.retention_holds h
                            where h.table_name = m.parent and h.month = m.first and h.until > now())
         order by m.first, m.parent
    $$;

grant execute on function dom360.retention_due() to dom360_owner, dom360_jobs;

set local role dom360_owner;
