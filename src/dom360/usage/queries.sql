-- name: today
-- The tenant's day, by the tenant's clock.
select timezone, (now() at time zone timezone)::date as today
  from account_vars
 where tenant_id = %(tenant_id)s;

-- name: list_consumption
-- One row an inbox and day, over agent types and models.
select day, inbox_id,
       sum(messages)::bigint as messages, sum(answers)::bigint as answers,
       sum(errors)::bigint as errors, sum(input_tokens)::bigint as input_tokens,
       sum(output_tokens)::bigint as output_tokens, sum(cached_tokens)::bigint as cached_tokens,
       sum(total_tokens)::bigint as total_tokens, sum(cost_micro_usd)::bigint as cost_micro_usd
  from consumption_inbox_daily
 where tenant_id = %(tenant_id)s
   and day between %(first_day)s and %(last_day)s
   and (%(inbox_id)s::uuid is null or inbox_id = %(inbox_id)s)
 group by day, inbox_id
 order by day, inbox_id;
