-- name: list_budgets
-- A period that began since the last turn has no consumption yet: what the counters say is over.
select b.id, b.scope, b.inbox_id, b.api_key_id, b.period, b.kind, b.max_tokens, b.max_micro_usd,
       b.warn_percent,
       case when p.is_present then b.used_tokens else 0 end as used_tokens,
       case when p.is_present then b.used_micro_usd else 0 end as used_micro_usd,
       b.held_tokens, b.held_micro_usd,
       case when p.is_present then b.warned_at end as warned_at,
       case when p.is_present then b.exhausted_at end as exhausted_at,
       b.created_at,
       p.start::timestamp at time zone v.timezone as starts_at,
       budget_period_end(b.tenant_id, b.period, p.start) as resets_at,
       now() as now
  from budgets b
  join account_vars v on v.tenant_id = b.tenant_id
  cross join lateral (
      select s.start, s.start = b.period_start as is_present
        from (select budget_period(b.tenant_id, b.period, now()) as start) s) p
 where b.tenant_id = %(tenant_id)s
   and (%(budget_id)s::uuid is null or b.id = %(budget_id)s)
 order by b.created_at, b.id
 limit 1000;

-- name: usual
-- An answer's average in the last 30 days: what the first turns are held to take.
select coalesce(sum(total_tokens) / nullif(sum(answers), 0), 2000)::bigint as tokens,
       coalesce(sum(cost_micro_usd) / nullif(sum(answers), 0), 2000)::bigint as micro_usd
  from consumption_inbox_daily
 where tenant_id = %(tenant_id)s
   and day >= current_date - 30
   and (%(inbox_id)s::uuid is null or inbox_id = %(inbox_id)s);

-- name: add_budget
insert into budgets (tenant_id, scope, inbox_id, api_key_id, period, kind, max_tokens, max_micro_usd,
                     warn_percent, period_start, usual_tokens, usual_micro_usd)
values (%(tenant_id)s, %(scope)s, %(inbox_id)s, %(api_key_id)s, %(period)s, %(kind)s, %(max_tokens)s,
        %(max_micro_usd)s, %(warn_percent)s, budget_period(%(tenant_id)s, %(period)s, now()),
        %(usual_tokens)s, %(usual_micro_usd)s)
returning id;

-- name: lock_budget
select period, period_start
  from budgets
 where tenant_id = %(tenant_id)s
   and id = %(budget_id)s
   for update;

-- name: recount_budget
select true from recount_budget(%(tenant_id)s, %(budget_id)s, %(period_start)s);

-- name: change_budget
-- The marks go: where the new limits are passed already, the next answer sets them again.
update budgets
   set kind = %(kind)s,
       max_tokens = %(max_tokens)s,
       max_micro_usd = %(max_micro_usd)s,
       warn_percent = %(warn_percent)s,
       warned_at = null,
       exhausted_at = null,
       updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(budget_id)s;

-- name: remove_budget
delete from budgets
 where tenant_id = %(tenant_id)s
   and id = %(budget_id)s;
