-- name: open_tool_call
select state, contact_id, inbox_id, message_id, message_index, message_at
  from open_tool_call(%(tenant_id)s, %(turn_id)s, %(attempt)s, %(conversation_id)s, %(hold)s);

-- name: claim_call
-- Who comes second waits here until the first has committed, and then finds its call.
insert into agent_tool_calls (tenant_id, turn_id, call_id, attempt, agent_type, tool, body_hash, outcome)
values (%(tenant_id)s, %(turn_id)s, %(call_id)s, %(attempt)s, %(agent_type)s, %(tool)s, %(body_hash)s,
        'done')
on conflict (tenant_id, turn_id, call_id) do nothing;

-- name: find_call
select tool, body_hash, result
  from agent_tool_calls
 where tenant_id = %(tenant_id)s
   and turn_id = %(turn_id)s
   and call_id = %(call_id)s;

-- name: keep_result
update agent_tool_calls
   set result = %(result)s
 where tenant_id = %(tenant_id)s
   and turn_id = %(turn_id)s
   and call_id = %(call_id)s
returning tool, body_hash, result;

-- name: note_call
insert into agent_tool_calls (tenant_id, turn_id, call_id, attempt, agent_type, tool, body_hash, outcome,
                              error_code)
values (%(tenant_id)s, %(turn_id)s, %(call_id)s, %(attempt)s, %(agent_type)s, %(tool)s, %(body_hash)s,
        %(outcome)s, %(error_code)s)
on conflict (tenant_id, turn_id, call_id) do nothing;

-- name: find_said
-- A message of the contact, not after the one that is being answered.
select m.conversation_id, m.id as message_id, m.created_at as message_at, m.message_index
  from conversations k
  join messages m on m.tenant_id = k.tenant_id and m.conversation_id = k.id
                 and m.created_at >= k.created_at
 where k.tenant_id = %(tenant_id)s
   and k.id = %(conversation_id)s
   and m.message_index = %(message_index)s
   and m.message_index <= %(newest_index)s
   and m.role = 'user'
   and m.visibility = 'public';

-- name: get_contact_phone
select phone_e164 from contacts where tenant_id = %(tenant_id)s and id = %(contact_id)s;

-- name: get_booking
select booking_enabled, booking_url from account_vars where tenant_id = %(tenant_id)s;

-- name: get_period
-- Whole days of the tenant's time zone as instants. Null stays null.
select (%(first_day)s::date::timestamp at time zone timezone) as created_from,
       ((%(last_day)s::date + 1)::timestamp at time zone timezone) as created_before,
       (now() at time zone timezone)::date as today
  from account_vars
 where tenant_id = %(tenant_id)s;

-- name: find_latest_conversation
select id
  from conversations
 where tenant_id = %(tenant_id)s
   and contact_id = %(contact_id)s
 order by last_message_at desc
 limit 1;

-- name: list_inboxes
-- A part of a name is enough; the exact name stands first.
select id, name
  from inboxes
 where tenant_id = %(tenant_id)s
   and archived_at is null
   and (%(name)s::text is null or strpos(fold_text(name), fold_text(%(name)s)) > 0)
 order by fold_text(name) <> fold_text(%(name)s), name, id
 limit %(limit)s;

-- name: list_people
-- Who can be in charge of a lead: also people who have left, for their leads stay.
select id, name
  from users
 where tenant_id = %(tenant_id)s
   and (%(name)s::text is null or strpos(fold_text(name), fold_text(%(name)s)) > 0)
 order by fold_text(name) <> fold_text(%(name)s), name, id
 limit %(limit)s;
