-- name: find_subscription
select token, created_at
  from report_subscriptions
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s;

-- name: subscribe
insert into report_subscriptions (tenant_id, user_id)
values (%(tenant_id)s, %(user_id)s)
on conflict (tenant_id, user_id) do nothing;

-- name: unsubscribe
delete from report_subscriptions where tenant_id = %(tenant_id)s and user_id = %(user_id)s;

-- name: unsubscribe_by_token
delete from report_subscriptions where tenant_id = %(tenant_id)s and token = %(token)s;

-- name: list_due
-- As dom360_admin. From Monday, seven o'clock of the company, until Wednesday is over; who asked later gets
-- the next one.
select s.tenant_id, s.user_id, c.monday::date - 7 as week
  from report_subscriptions s
  join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
  join tenants t on t.id = s.tenant_id
  join account_vars v on v.tenant_id = s.tenant_id
 cross join lateral (
       select %(now)s::timestamptz at time zone v.timezone as clock,
              date_trunc('week', %(now)s::timestamptz at time zone v.timezone) as monday) c
  left join report_mails m
    on m.tenant_id = s.tenant_id and m.user_id = s.user_id and m.week = c.monday::date - 7
 where u.disabled_at is null
   and t.status = 'active'
   and c.clock >= c.monday + interval '7 hours'
   and c.clock < c.monday + interval '3 days'
   and s.created_at < (c.monday + interval '7 hours') at time zone v.timezone
   and (m.week is null or m.state = 'waiting' and m.try_after <= %(now)s)
 order by s.tenant_id, s.user_id
 limit 1000;

-- name: claim
-- A row, with how often it was tried, for one worker only.
insert into report_mails as m (tenant_id, user_id, week, try_after)
values (%(tenant_id)s, %(user_id)s, %(week)s, %(now)s::timestamptz + interval '15 minutes')
on conflict (tenant_id, user_id, week) do update
   set tries = m.tries + 1, try_after = excluded.try_after
 where m.state = 'waiting' and m.try_after <= %(now)s
returning tries;

-- name: announce
-- From here on nobody tries it again by themselves. Not where somebody else took it up meanwhile.
update report_mails
   set state = 'handing'
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s
   and week = %(week)s
   and state = 'waiting'
   and tries = %(tries)s;

-- name: end_mail
update report_mails
   set state = %(state)s, ended_at = now()
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s
   and week = %(week)s
   and state = 'handing';

-- name: put_off
-- The mail server did not take it: again in 10 minutes, 20, 40, at most 6 hours.
update report_mails
   set state = 'waiting',
       try_after = %(now)s::timestamptz + least(interval '5 minutes' * 2 ^ least(tries, 10), interval '6 hours')
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s
   and week = %(week)s
   and state = 'handing';

-- name: find_addressee
select u.email, u.name, t.name as company, coalesce(u.locale, v.locale) as locale, s.token
  from users u
  join tenants t on t.id = u.tenant_id
  join account_vars v on v.tenant_id = u.tenant_id
  left join report_subscriptions s on s.tenant_id = u.tenant_id and s.user_id = u.id
 where u.tenant_id = %(tenant_id)s
   and u.id = %(user_id)s
   and u.disabled_at is null;

-- name: describe_company
-- For a preview to somebody who is no person of the company.
select '' as email, '' as name, t.name as company, v.locale, null::uuid as token
  from tenants t
  join account_vars v on v.tenant_id = t.id
 where t.id = %(tenant_id)s;
