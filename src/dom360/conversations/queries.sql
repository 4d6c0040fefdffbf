-- name: list_conversations
-- Keyset pages: the last row's time and id are where the next page begins.
select k.id, k.inbox_id, k.agent_type, k.status, k.contact_id, c.name as contact_name,
       coalesce(c.phone_e164, '') as contact_phone, k.last_message_index as message_count,
       k.last_message_at, k.created_at, k.handled_by, k.assignee_user_id, k.handed_at,
       k.handoff_reason
  from conversations k
  join contacts c on c.tenant_id = k.tenant_id and c.id = k.contact_id
 where k.tenant_id = %(tenant_id)s
   and (%(inbox_id)s::uuid is null or k.inbox_id = %(inbox_id)s)
   and (%(agent_type)s::text is null or k.agent_type = %(agent_type)s)
   and (%(status)s::text is null or k.status = %(status)s)
   and (%(handled_by)s::text is null or k.handled_by = %(handled_by)s)
   and (%(before_at)s::timestamptz is null
        or (k.last_message_at, k.id) < (%(before_at)s, %(before_id)s::uuid))
 order by k.last_message_at desc, k.id desc
 limit %(limit)s;

-- name: get_conversation
select k.id, k.inbox_id, k.agent_type, k.status, k.contact_id, c.name as contact_name,
       coalesce(c.phone_e164, '') as contact_phone, k.last_message_index as message_count,
       k.last_message_at, k.created_at, k.handled_by, k.assignee_user_id, k.handed_at,
       k.handoff_reason
  from conversations k
  join contacts c on c.tenant_id = k.tenant_id and c.id = k.contact_id
 where k.tenant_id = %(tenant_id)s
   and k.id = %(conversation_id)s;

-- name: list_messages
-- The latest before a place, newest first. The conversation's age bounds the months to look in.
select m.id, m.message_index, m.role, m.content, m.created_at, m.model, m.input_tokens,
       m.output_tokens, m.cached_tokens, m.total_tokens, m.cost_micro_usd, m.latency_ms,
       m.tool_calls, m.rag_context, t.request_id, m.author_user_id, u.name as author_name
  from messages m
  left join turns t on t.tenant_id = m.tenant_id and t.id = m.turn_id
  left join users u on u.tenant_id = m.tenant_id and u.id = m.author_user_id
 where m.tenant_id = %(tenant_id)s
   and m.conversation_id = %(conversation_id)s
   and m.created_at >= %(since)s
   and m.visibility = 'public'
   and (%(before)s::integer is null or m.message_index < %(before)s)
 order by m.message_index desc
 limit %(limit)s;

-- name: lock_conversation
-- Held to the end of the transaction: nobody else writes or hands it over meanwhile.
select id, status, handled_by
  from conversations
 where tenant_id = %(tenant_id)s
   and id = %(conversation_id)s
   for update;

-- name: hand_over
select hand_over(%(tenant_id)s, %(conversation_id)s, %(assignee_user_id)s, %(reason)s);

-- name: release
update conversations
   set handled_by = 'agent', assignee_user_id = null, handed_at = null, handoff_reason = null
 where tenant_id = %(tenant_id)s
   and id = %(conversation_id)s;

-- name: is_person
select exists (select from users
                where tenant_id = %(tenant_id)s and id = %(user_id)s and disabled_at is null);

-- name: add_message
-- What was not written by contact or agent. clock_timestamp(): after the lock, so that times follow
-- the order of the messages.
insert into messages as m (tenant_id, conversation_id, inbox_id, agent_type, message_index, role,
                           content, author_user_id, created_at)
select k.tenant_id, k.id, k.inbox_id, k.agent_type, 1, %(role)s, %(content)s, %(author_user_id)s,
       clock_timestamp()
  from conversations k
 where k.tenant_id = %(tenant_id)s
   and k.id = %(conversation_id)s
returning m.id, m.message_index, m.role, m.content, m.created_at;

-- name: set_contact_document
update contacts
   set document_encrypted = %(stored)s, document_index = %(fingerprint)s
 where tenant_id = %(tenant_id)s
   and id = %(contact_id)s;

-- name: find_contact_by_document
-- More than one fingerprint, because each key has its own until a rotation is over.
select id, document_encrypted as document
  from contacts
 where tenant_id = %(tenant_id)s
   and document_index = any(%(fingerprints)s)
 order by id
 limit 1;

-- name: find_contact_document
select id, document_encrypted as document
  from contacts
 where tenant_id = %(tenant_id)s
   and id = %(contact_id)s
   and document_encrypted is not null;
