-- name: list_inboxes
select i.id, i.name, i.default_agent_type,
       coalesce(i.default_agent_type, v.default_agent_type) as agent_type, i.greeting, i.away_message,
       i.business_hours, v.timezone, is_open(i.business_hours, v.timezone, now()) as open_now,
       i.archived_at, i.created_at
  from inboxes i
  join account_vars v on v.tenant_id = i.tenant_id
 where i.tenant_id = %(tenant_id)s
   and (%(archived)s or i.archived_at is null)
 order by i.created_at, i.id
 limit 500;

-- name: find_inbox
select i.id, i.name, i.default_agent_type,
       coalesce(i.default_agent_type, v.default_agent_type) as agent_type, i.greeting, i.away_message,
       i.business_hours, v.timezone, is_open(i.business_hours, v.timezone, now()) as open_now,
       i.archived_at, i.created_at
  from inboxes i
  join account_vars v on v.tenant_id = i.tenant_id
 where i.tenant_id = %(tenant_id)s
   and i.id = %(inbox_id)s;

-- name: lock_open_inboxes
-- All of them, in one order: two that archive the last two at once don't both succeed.
select id
  from inboxes
 where tenant_id = %(tenant_id)s
   and archived_at is null
 order by id
   for update;

-- name: add_inbox
insert into inboxes (tenant_id, name, default_agent_type, greeting, away_message, business_hours)
values (%(tenant_id)s, %(name)s, %(default_agent_type)s, %(greeting)s, %(away_message)s,
        %(business_hours)s)
returning id;

-- name: update_inbox
update inboxes
   set name = %(name)s, default_agent_type = %(default_agent_type)s, greeting = %(greeting)s,
       away_message = %(away_message)s, business_hours = %(business_hours)s, updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(inbox_id)s;

-- name: archive_inbox
update inboxes
   set archived_at = now(), updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(inbox_id)s
   and archived_at is null;

-- name: restore_inbox
update inboxes
   set archived_at = null, updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(inbox_id)s
   and archived_at is not null;
