-- Adds the slots of a tenant's days, both included, to slot 0: for days that are over nobody else writes,
-- and years are read in a sixteenth of the rows. Returns how many rows it added to. The sums stay what they are at
-- every moment: a slot goes and its numbers come in one statement, and who counts into a slot meanwhile
-- waits for it and finds, or makes, a row.
--
-- p_wait false, for the worker: rows that a turn holds are left for the next time, so that it can't meet
-- one that holds two days (count_retry). True, for a repair, which needs all of them.
--
-- Two statements: the second sees each row as its lock found it. In one, a row that a turn changed
-- meanwhile could stay behind where the delete was planned as a nested loop over an index.
create or replace function dom360.fold_consumption(
        p_tenant uuid, p_first_day date, p_last_day date, p_wait boolean default false)
    returns bigint
    language plpgsql
    as $$
declare
    v_rows bigint;
    v_names text;
    v_sums text;
    v_adds text;
    v_mine tid[];
begin
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum),
           string_agg(format('sum(g.%I)', a.attname), ', ' order by a.attnum),
           string_agg(format('%1$I = c.%1$I + excluded.%1$I', a.attname), ', ' order by a.attnum)
      into v_names, v_sums, v_adds
      from pg_catalog.pg_attribute a
     where a.attrelid = 'dom360.consumption_inbox_daily'::regclass
       and a.attnum > 0 and not a.attisdropped
       and a.atttypid in ('bigint'::regtype, 'integer'::regtype);

    execute format(
        'select array(
             select c.ctid
               from dom360.consumption_inbox_daily c
              where c.tenant_id = $1 and c.day between $2 and $3 and c.slot > 0
              order by c.day, c.inbox_id, c.agent_type, c.model, c.slot
                for update %s)', case when p_wait then '' else 'skip locked' end)
       into v_mine
      using p_tenant, p_first_day, p_last_day;

    execute format(
        'with gone as (
             delete from dom360.consumption_inbox_daily c
              where c.tenant_id = $1 and c.ctid = any ($2)
             returning c.*)
         insert into dom360.consumption_inbox_daily as c
                (tenant_id, inbox_id, day, agent_type, model, slot, %s)
         select $1, g.inbox_id, g.day, g.agent_type, g.model, 0, %s
           from gone g
          group by g.inbox_id, g.day, g.agent_type, g.model
          order by g.day, g.inbox_id, g.agent_type, g.model
         on conflict (tenant_id, inbox_id, day, agent_type, model, slot) do update set %s',
        v_names, v_sums, v_adds)
      using p_tenant, v_mine;
    get diagnostics v_rows = row_count;
    return v_rows;
end
$$;

grant execute on function dom360.fold_consumption(uuid, date, date, boolean) to dom360_jobs;
