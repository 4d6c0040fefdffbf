-- name: today
-- The tenant's day, by the tenant's clock.
select timezone, (now() at time zone timezone)::date as today
  from account_vars
 where tenant_id = %(tenant_id)s;

-- part: sums
-- Of the days and the inbox that were asked for.
       sum(messages)::bigint as messages, sum(answers)::bigint as answers,
       sum(errors)::bigint as errors, sum(input_tokens)::bigint as input_tokens,
       sum(output_tokens)::bigint as output_tokens, sum(cached_tokens)::bigint as cached_tokens,
       sum(total_tokens)::bigint as total_tokens, sum(cost_micro_usd)::bigint as cost_micro_usd,
       sum(conversations)::bigint as conversations, sum(retries)::bigint as retries,
       sum(unpriced_answers)::bigint as unpriced_answers
  from consumption_inbox_daily
 where tenant_id = %(tenant_id)s
   and day between %(first_day)s and %(last_day)s
   and (%(inbox_id)s::uuid is null or inbox_id = %(inbox_id)s)

-- name: list_consumption
-- One row an inbox and day, over agent types and models.
select day, inbox_id,
       -- include: sums
 group by day, inbox_id
 order by day, inbox_id;

-- name: list_groups
-- A part that is not asked for is null in every row, and so does not split the sums.
select case when %(by_day)s then day end as day,
       case when %(by_inbox)s then inbox_id end as inbox_id,
       case when %(by_agent_type)s then agent_type end as agent_type,
       case when %(by_model)s then model end as model,
       -- include: sums
 group by 1, 2, 3, 4
 order by 1, 2, 3, 4
 limit 100000;

-- name: list_months
select month, agent_type, model, messages, answers, errors, input_tokens, output_tokens,
       cached_tokens, total_tokens, cost_micro_usd, conversations, retries, unpriced_answers
  from tenant_consumption_summary
 where tenant_id = %(tenant_id)s
   and month between %(first)s and %(last)s
 order by month, agent_type, model;

-- name: summary_refreshed_at
select summary_refreshed_at();

-- name: refresh_summary
select refresh_consumption_summary();

-- name: allow_minutes
-- The transaction's own limit is switched off: a running one cannot be set anew.
select set_config(name, case name when 'statement_timeout' then '30min' else '0' end, true)
  from pg_settings
 where name in ('statement_timeout', 'transaction_timeout');

-- name: list_prices_in_force
select slug, model, valid_from, input, output, cached from list_prices_in_force(%(tenant_id)s);

-- name: list_prices
select t.slug, p.model, p.valid_from, p.input, p.output, p.cached
  from model_prices p
  join tenants t on t.id = p.tenant_id
union all
select null, model, valid_from, input, output, cached
  from default_model_prices
 order by model, slug nulls first, valid_from;

-- name: set_price
insert into model_prices (tenant_id, model, valid_from, input, output, cached)
values (%(of_tenant)s, %(model)s, %(valid_from)s, %(input)s, %(output)s, %(cached)s)
on conflict (tenant_id, model, valid_from) do update
   set input = excluded.input, output = excluded.output, cached = excluded.cached,
       created_at = excluded.created_at;

-- name: set_default_price
insert into default_model_prices (model, valid_from, input, output, cached)
values (%(model)s, %(valid_from)s, %(input)s, %(output)s, %(cached)s)
on conflict (model, valid_from) do update
   set input = excluded.input, output = excluded.output, cached = excluded.cached,
       created_at = excluded.created_at;

-- name: remove_prices
delete from model_prices where tenant_id = %(of_tenant)s and model = %(model)s;

-- name: remove_default_prices
delete from default_model_prices where model = %(model)s;

-- name: list_companies
select t.id as tenant_id, t.slug, v.timezone
  from tenants t
  join account_vars v on v.tenant_id = t.id
 order by t.slug;

-- name: list_moved
select t.id as tenant_id, t.slug, v.timezone
  from tenants t
  join account_vars v on v.tenant_id = t.id
 where v.counted_timezone is not null
 order by t.slug
 limit 100;

-- name: mark_recounted
update account_vars
   set counted_timezone = null
 where tenant_id = %(tenant_id)s
   and timezone = %(timezone)s;

-- name: find_platform
select id from tenants where kind = 'platform' order by id limit 1;

-- name: get_span
-- From the first day whose messages are all there: months are detached whole and by UTC, so the
-- tenant's day that begins before its month is only partly there. To tomorrow, or to whatever later
-- day somebody put into the counters.
with oldest as (
    select min(to_date(right(c.relname, 7), 'YYYY_MM')) as month
      from pg_inherits i
      join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'messages'::regclass
), begun as (
    select (o.month::timestamp at time zone 'utc') at time zone v.timezone as at,
           (now() at time zone v.timezone)::date as today
      from oldest o cross join account_vars v
     where v.tenant_id = %(tenant_id)s
), first as (
    select b.at::date + (b.at::time <> '00:00')::integer as day, b.today from begun b
)
select f.day as first_day,
       greatest(f.today + 1, f.day, max(c.day)) as last_day,
       (count(distinct c.day) filter (where c.day < f.day))::integer as days_before
  from first f
  left join consumption_inbox_daily c on c.tenant_id = %(tenant_id)s
 group by f.day, f.today;

-- name: list_differences
select inbox_id, day, agent_type, model, slot, wrong
  from consumption_differences(%(tenant_id)s, %(first_day)s, %(last_day)s);

-- name: recount_derived
select recount_derived(%(tenant_id)s, %(first_day)s, %(last_day)s);

-- name: keep_proof
insert into consumption_proofs as p (tenant_id, first_day, last_day, days_before, rows_off, off)
values (%(tenant_id)s, %(first_day)s, %(last_day)s, %(days_before)s, %(rows_off)s, %(off)s)
on conflict (tenant_id) do update
   set proven_at = now(), first_day = excluded.first_day, last_day = excluded.last_day,
       days_before = excluded.days_before, rows_off = excluded.rows_off, off = excluded.off;

-- name: repair_day
select inbox_id, day, agent_type, model, slot, wrong
  from repair_consumption(%(tenant_id)s, %(day)s);

-- name: list_unfolded
-- As dom360_admin. Days that are over in every time zone and still have several slots.
select tenant_id, min(day) as first_day, max(day) as last_day
  from consumption_inbox_daily
 where slot > 0
   and day < (now() at time zone 'utc')::date - 1
 group by tenant_id
 order by tenant_id;

-- name: give_way
-- Below deadlock_timeout (1 s): where a turn and this wait for each other, this ends.
set local lock_timeout = '400ms';

-- name: fold_days
select fold_consumption(%(tenant_id)s, %(first_day)s, %(last_day)s);

-- name: list_figure_weeks_off
select week from figure_weeks_off(%(tenant_id)s) week;

-- name: forget_figure_weeks
delete from figure_weeks where tenant_id = %(tenant_id)s and week = any (%(weeks)s);
