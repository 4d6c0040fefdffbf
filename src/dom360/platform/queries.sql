-- As dom360_admin, but for what the end of the file says.

-- name: list_companies
select t.id, t.slug, t.name, t.status, t.status_reason, t.suspended_at, t.delete_after, t.created_at,
       coalesce(p.plan, 'standard') as plan, v.locale, v.timezone,
       (select count(*) from inboxes i
         where i.tenant_id = t.id and i.archived_at is null)::integer as inboxes,
       (select count(*) from users u
         where u.tenant_id = t.id and u.disabled_at is null)::integer as people,
       (select max(k.last_message_at) from conversations k where k.tenant_id = t.id) as last_message_at
  from tenants t
  join account_vars v on v.tenant_id = t.id
  left join tenant_plans p on p.tenant_id = t.id
 where t.kind = 'customer'
   and (%(of_tenant)s::uuid is null or t.id = %(of_tenant)s)
   and (%(status)s::text is null or t.status = %(status)s)
   and (%(plan)s::text is null or coalesce(p.plan, 'standard') = %(plan)s)
   and (%(words)s::text is null
        or strpos(fold_text(t.name), fold_text(%(words)s)) > 0
        or strpos(t.slug, lower(%(words)s)) > 0)
   and (%(after_id)s::uuid is null or (t.name, t.id) > (%(after_name)s, %(after_id)s))
 order by t.name, t.id
 limit %(limit)s;

-- name: lock_company
select id from tenants where id = %(of_tenant)s and kind = 'customer' for update;

-- name: rename_company
update tenants set name = %(name)s where id = %(of_tenant)s and name <> %(name)s;

-- name: clear_plan
-- No row is the plan named standard.
delete from tenant_plans where tenant_id = %(of_tenant)s;

-- name: set_plan
insert into tenant_plans as p (tenant_id, plan) values (%(of_tenant)s, %(plan)s)
on conflict (tenant_id) do update set plan = excluded.plan;

-- name: suspend
update tenants
   set status = 'suspended', status_reason = %(reason)s, suspended_at = coalesce(suspended_at, now())
 where id = %(of_tenant)s;

-- name: resume
update tenants
   set status = 'active', status_reason = null, suspended_at = null
 where id = %(of_tenant)s;

-- name: mark_deleting
update tenants
   set status = 'deleting', status_reason = %(reason)s,
       delete_after = now() + make_interval(days => %(days)s)
 where id = %(of_tenant)s;

-- name: unmark_deleting
update tenants
   set status = case when suspended_at is null then 'active' else 'suspended' end,
       status_reason = case when suspended_at is not null then status_reason end,
       delete_after = null
 where id = %(of_tenant)s;

-- name: end_acting
-- Who works there is out at once.
update sessions
   set acting_tenant_id = null, acting_reason = null, acting_until = null
 where acting_tenant_id = %(of_tenant)s;

-- name: get_defaults
select locale, timezone, plan, default_agent_type, agents_timeout_ms, rag_enabled, rag_top_k,
       rag_match_threshold, delete_grace_days
  from platform_defaults;

-- name: lock_defaults
select id from platform_defaults for update;

-- name: update_defaults
update platform_defaults
   set locale = %(locale)s, timezone = %(timezone)s, plan = %(plan)s,
       default_agent_type = %(default_agent_type)s, agents_timeout_ms = %(agents_timeout_ms)s,
       rag_enabled = %(rag_enabled)s, rag_top_k = %(rag_top_k)s,
       rag_match_threshold = %(rag_match_threshold)s, delete_grace_days = %(delete_grace_days)s,
       updated_at = now();

-- name: list_inbox_agents
-- For each inbox and type the agent that would answer: the inbox's own, or the default.
select i.id as inbox_id, i.name as inbox_name, i.archived_at, kind.agent_type,
       a.id as agent_id, a.name as agent_name, coalesce(a.is_default, false) as is_default
  from inboxes i
 cross join (values ('SDR'), ('COPILOT')) kind (agent_type)
  left join lateral (
      select g.id, g.name, g.is_default
        from agents g
        left join inbox_agents x
          on x.tenant_id = g.tenant_id and x.agent_id = g.id and x.agent_type = g.agent_type
         and x.inbox_id = i.id
       where g.tenant_id = i.tenant_id and g.agent_type = kind.agent_type
         and g.archived_at is null and (x.agent_id is not null or g.is_default)
       order by x.agent_id is null
       limit 1) a on true
 where i.tenant_id = %(of_tenant)s
 order by i.created_at, i.id, kind.agent_type desc
 limit 1000;

-- name: list_figures
-- From the counters of the tenants' own days; messages are not looked at.
with page as (
    select t.id, t.slug, t.name, t.status
      from tenants t
     where t.kind = 'customer'
       and (%(words)s::text is null
            or strpos(fold_text(t.name), fold_text(%(words)s)) > 0
            or strpos(t.slug, lower(%(words)s)) > 0)
       and (%(after_id)s::uuid is null or (t.name, t.id) > (%(after_name)s, %(after_id)s))
     order by t.name, t.id
     limit %(limit)s)
select p.id as tenant_id, p.slug, p.name, p.status,
       (select count(*) from inboxes i
         where i.tenant_id = p.id and i.archived_at is null)::integer as inboxes,
       coalesce(c.conversations, 0) as conversations, coalesce(c.messages, 0) as messages,
       coalesce(c.answers, 0) as answers, coalesce(c.errors, 0) as errors,
       coalesce(c.total_tokens, 0) as total_tokens, coalesce(c.cost_micro_usd, 0) as cost_micro_usd,
       coalesce(c.unpriced_answers, 0) as unpriced_answers,
       coalesce(c.latency_ms_sum, 0) as latency_ms_sum, c.agent_ms
  from page p
 cross join lateral (
     select sum(d.conversations)::bigint as conversations, sum(d.messages)::bigint as messages,
            sum(d.answers)::bigint as answers, sum(d.errors)::bigint as errors,
            sum(d.total_tokens)::bigint as total_tokens,
            sum(d.cost_micro_usd)::bigint as cost_micro_usd,
            sum(d.unpriced_answers)::bigint as unpriced_answers,
            sum(d.latency_ms_sum)::bigint as latency_ms_sum,
            array[coalesce(sum(d.agent_ms_100), 0), coalesce(sum(d.agent_ms_250), 0),
                  coalesce(sum(d.agent_ms_500), 0), coalesce(sum(d.agent_ms_1000), 0),
                  coalesce(sum(d.agent_ms_2000), 0), coalesce(sum(d.agent_ms_3000), 0),
                  coalesce(sum(d.agent_ms_5000), 0), coalesce(sum(d.agent_ms_8000), 0),
                  coalesce(sum(d.agent_ms_12000), 0), coalesce(sum(d.agent_ms_20000), 0),
                  coalesce(sum(d.agent_ms_30000), 0), coalesce(sum(d.agent_ms_60000), 0),
                  coalesce(sum(d.agent_ms_more), 0)]::bigint[] as agent_ms
       from consumption_inbox_daily d
      where d.tenant_id = p.id
        and d.day between %(first_day)s and %(last_day)s) c
 order by p.name, p.id;

-- name: get_totals
with companies as (select id, status from tenants where kind = 'customer')
select (select count(*) from companies)::integer as tenants,
       (select count(*) from companies where status = 'active')::integer as active_tenants,
       (select count(*) from inboxes i join companies c on c.id = i.tenant_id
         where i.archived_at is null)::integer as inboxes,
       coalesce(sum(d.conversations), 0)::bigint as conversations,
       coalesce(sum(d.messages), 0)::bigint as messages,
       coalesce(sum(d.answers), 0)::bigint as answers, coalesce(sum(d.errors), 0)::bigint as errors,
       coalesce(sum(d.total_tokens), 0)::bigint as total_tokens,
       coalesce(sum(d.cost_micro_usd), 0)::bigint as cost_micro_usd,
       coalesce(sum(d.unpriced_answers), 0)::bigint as unpriced_answers,
       coalesce(sum(d.latency_ms_sum), 0)::bigint as latency_ms_sum,
       array[coalesce(sum(d.agent_ms_100), 0), coalesce(sum(d.agent_ms_250), 0),
             coalesce(sum(d.agent_ms_500), 0), coalesce(sum(d.agent_ms_1000), 0),
             coalesce(sum(d.agent_ms_2000), 0), coalesce(sum(d.agent_ms_3000), 0),
             coalesce(sum(d.agent_ms_5000), 0), coalesce(sum(d.agent_ms_8000), 0),
             coalesce(sum(d.agent_ms_12000), 0), coalesce(sum(d.agent_ms_20000), 0),
             coalesce(sum(d.agent_ms_30000), 0), coalesce(sum(d.agent_ms_60000), 0),
             coalesce(sum(d.agent_ms_more), 0)]::bigint[] as agent_ms
  from consumption_inbox_daily d
 where d.day between %(first_day)s and %(last_day)s;

-- name: inspect_database
-- A role that is no member of pg_monitor sees that a replica is there, not how far it is behind.
select current_setting('server_version') as server_version,
       pg_database_size(current_database()) as size_bytes,
       (select count(*) from pg_stat_activity where datname = current_database())::integer as connections,
       current_setting('max_connections')::integer as max_connections,
       (select count(*) from pg_stat_replication)::integer as replicas,
       (select extract(epoch from max(replay_lag)) from pg_stat_replication)::float8 as lag_s;

-- name: list_due
select t.id, t.slug, coalesce(h.seq, 0) as audit_seq,
       coalesce(encode(h.hash, 'hex'), '') as audit_hash
  from tenants t
  left join audit_heads h on h.tenant_id = t.id
 where t.status = 'deleting'
   and t.delete_after <= now()
 order by t.delete_after
 limit 20;

-- name: purge
-- As dom360_jobs, in autocommit, from here on.
select counts from purge_tenant(%(of_tenant)s, %(limit)s);

-- name: inspect_queue
select count(*) filter (where j.status = 'todo')::integer as todo,
       count(*) filter (where j.status = 'doing')::integer as doing,
       count(*) filter (where j.status = 'failed')::integer as failed,
       coalesce(extract(epoch from now() - (
           select min(coalesce(q.scheduled_at, e.at))
             from dom360_queue.procrastinate_jobs q
             left join dom360_queue.procrastinate_events e on e.job_id = q.id and e.type = 'deferred'
            where q.status = 'todo' and coalesce(q.scheduled_at, e.at) <= now())), 0)::integer
           as overdue_s,
       (select count(*) from dom360_queue.procrastinate_workers w
         where w.last_heartbeat > now() - interval '1 minute')::integer as workers,
       (select extract(epoch from now() - max(w.last_heartbeat))
          from dom360_queue.procrastinate_workers w)::integer as heartbeat_s
  from dom360_queue.procrastinate_jobs j;

-- name: count_abandoned_turns
-- At most 1,000 are counted.
select count(*)::integer from list_abandoned_turns(1000);

-- name: list_jobs
-- Without their arguments: what is in them is nobody's business here.
select j.id, j.task_name as task, j.queue_name as queue, j.status::text as status, j.attempts,
       j.scheduled_at, e.type::text as last_event, e.at as last_event_at
  from dom360_queue.procrastinate_jobs j
  left join lateral (
      select v.type, v.at from dom360_queue.procrastinate_events v
       where v.job_id = j.id order by v.id desc limit 1) e on true
 where (%(status)s::text is null or j.status::text = %(status)s)
   and (%(job_id)s::bigint is null or j.id = %(job_id)s)
   and (%(before)s::bigint is null or j.id < %(before)s)
 order by j.id desc
 limit %(limit)s;

-- name: lock_failed_job
select id from dom360_queue.procrastinate_jobs
 where id = %(job_id)s and status = 'failed' for update;

-- name: enter_queue
-- Procrastinate's functions name its tables without their schema.
set local search_path = dom360_queue, dom360;

-- name: retry_job
select procrastinate_retry_job_v2(%(job_id)s, now(), null, null, null);
