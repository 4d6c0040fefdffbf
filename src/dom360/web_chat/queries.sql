-- name: find_web_chat
select inbox_id, allowed_origins, tenant_status, visitor_id, contact_id, expires_at
  from find_web_chat(%(tenant)s, %(key)s, %(token_hash)s);

-- name: find_settings
-- Of any inbox, also one that never had a web chat.
select i.id as inbox_id, i.archived_at is not null as archived, w.public_key,
       coalesce(w.enabled, false) as enabled, coalesce(w.allowed_origins, '{}') as allowed_origins,
       w.title, coalesce(w.color, '#125f69') as color, coalesce(w.position, 'right') as position,
       w.privacy_url
  from inboxes i
  left join web_chats w on w.tenant_id = i.tenant_id and w.inbox_id = i.id
 where i.tenant_id = %(tenant_id)s
   and i.id = %(inbox_id)s;

-- name: save_settings
insert into web_chats (tenant_id, inbox_id, public_key, enabled, allowed_origins, title, color, position,
                       privacy_url)
values (%(tenant_id)s, %(inbox_id)s, %(public_key)s, %(enabled)s, %(allowed_origins)s, %(title)s,
        %(color)s, %(position)s, %(privacy_url)s)
on conflict (tenant_id, inbox_id) do update
   set public_key = excluded.public_key, enabled = excluded.enabled,
       allowed_origins = excluded.allowed_origins, title = excluded.title, color = excluded.color,
       position = excluded.position, privacy_url = excluded.privacy_url, updated_at = excluded.updated_at;

-- name: lock_inbox
-- Two who save at once do so one after the other.
select id
  from inboxes
 where tenant_id = %(tenant_id)s
   and id = %(inbox_id)s
   for update;

-- name: find_open_chat
select i.id as inbox_id, coalesce(w.title, t.name) as title, w.color, w.position, w.privacy_url,
       i.greeting, i.away_message, is_open(i.business_hours, v.timezone, now()) as open_now, v.locale
  from web_chats w
  join inboxes i on i.tenant_id = w.tenant_id and i.id = w.inbox_id and i.archived_at is null
  join tenants t on t.id = w.tenant_id
  join account_vars v on v.tenant_id = w.tenant_id
 where w.tenant_id = %(tenant_id)s
   and w.inbox_id = %(inbox_id)s
   and w.enabled;

-- name: add_contact
-- Nothing where somebody drew the same number.
insert into contacts (tenant_id, phone_e164, claimed_phone, name)
values (%(tenant_id)s, %(phone)s, %(claimed_phone)s, %(name)s)
on conflict (tenant_id, phone_e164) do nothing
returning id;

-- name: add_visitor
insert into web_visitors (tenant_id, inbox_id, contact_id, token_hash, expires_at)
values (%(tenant_id)s, %(inbox_id)s, %(contact_id)s, %(token_hash)s, %(expires_at)s);

-- name: end_visitor
update web_visitors
   set revoked_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(visitor_id)s
   and revoked_at is null;

-- name: touch_visitor
-- At most once an hour, and never beyond a year after the beginning.
update web_visitors
   set last_seen_at = now(), expires_at = least(%(expires_at)s, created_at + interval '1 year')
 where tenant_id = %(tenant_id)s
   and id = %(visitor_id)s
   and last_seen_at < now() - interval '1 hour';

-- name: find_contact
select phone_e164 as phone, name
  from contacts
 where tenant_id = %(tenant_id)s
   and id = %(contact_id)s
   and anonymised_at is null;

-- name: list_conversations
-- The latest of a visitor, newest first. SDR's only: COPILOT speaks with a company's own people.
select k.id, k.status, k.handled_by, split_part(u.name, ' ', 1) as person_name, k.created_at
  from conversations k
  left join users u on u.tenant_id = k.tenant_id and u.id = k.assignee_user_id
 where k.tenant_id = %(tenant_id)s
   and k.contact_id = %(contact_id)s
   and k.inbox_id = %(inbox_id)s
   and k.agent_type = 'SDR'
   and k.erased_at is null
 order by k.created_at desc, k.id desc
 limit %(limit)s;

-- name: list_messages
-- What was said to the visitor in these conversations, newest first. Never notes or dropped answers.
select m.id, m.conversation_id, m.message_index, m.role, m.content, m.created_at,
       split_part(u.name, ' ', 1) as author_name,
       t.request_id,
       case when m.role = 'user' then t.state end as turn_state
  from messages m
  left join turns t on t.tenant_id = m.tenant_id and t.id = m.turn_id
  left join users u on u.tenant_id = m.tenant_id and u.id = m.author_user_id
 where m.tenant_id = %(tenant_id)s
   and m.conversation_id = any (%(conversations)s::uuid[])
   and m.created_at >= %(since)s
   and m.visibility = 'public'
 order by m.created_at desc, m.message_index desc
 limit %(limit)s;
