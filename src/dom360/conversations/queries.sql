-- part: shown
-- What a list and a page say of a conversation.
select k.id, k.inbox_id, k.agent_type, k.status, k.contact_id, c.name as contact_name,
       coalesce(c.phone_e164, '') as contact_phone, c.claimed_phone,
       k.last_message_index as message_count,
       k.last_message_at, k.created_at, k.handled_by, k.assignee_user_id, u.name as assignee_name,
       k.handed_at, k.handoff_reason, k.erased_at is not null as erased,
       case when %(user_id)s::uuid is null then 0
            else greatest(0, k.last_message_index - coalesce(r.read_index, 0)) end as unread_count,
       m.role as last_role, m.visibility as last_visibility, m.content as last_text,
       l.id as lead_id, l.state as lead_state, l.score as lead_score,
       array(select h.label_id from conversation_labels h
              where h.tenant_id = %(tenant_id)s and h.conversation_id = k.id
              order by h.created_at, h.label_id) as label_ids

-- part: beside_it
-- Where that comes from.
  join contacts c on c.tenant_id = %(tenant_id)s and c.id = k.contact_id
  left join users u on u.tenant_id = %(tenant_id)s and u.id = k.assignee_user_id
  left join conversation_reads r
    on r.tenant_id = %(tenant_id)s and r.user_id = %(user_id)s and r.conversation_id = k.id
  left join lateral last_message(
      %(tenant_id)s, k.id, k.last_message_at, k.last_message_index) m on true
  left join lateral (
      select s.id, s.state, s.score from leads s
       where s.tenant_id = %(tenant_id)s and s.contact_id = k.contact_id and s.merged_into is null
       order by s.created_at desc
       limit 1) l on true

-- name: list_conversations
-- Keyset pages: the last row's time and id are where the next page begins. Which rows, first; what else
-- a row shows is looked up for the page only.
with page as materialized (
    select k.*
      from conversations k
     where k.tenant_id = %(tenant_id)s
       and (%(contact_id)s::uuid is null or k.contact_id = %(contact_id)s)
       and (%(inbox_id)s::uuid is null or k.inbox_id = %(inbox_id)s)
       and (%(agent_type)s::text is null or k.agent_type = %(agent_type)s)
       and (%(status)s::text is null or k.status = %(status)s)
       and (%(handled_by)s::text is null or k.handled_by = %(handled_by)s)
       and (%(assignee_id)s::uuid is null or k.assignee_user_id = %(assignee_id)s)
       and (not %(unassigned)s or k.assignee_user_id is null)
       and (%(before_at)s::timestamptz is null
            or (k.last_message_at, k.id) < (%(before_at)s, %(before_id)s::uuid))
       and (%(label_id)s::uuid is null or exists (
                select from conversation_labels h
                 where h.tenant_id = %(tenant_id)s and h.conversation_id = k.id
                   and h.label_id = %(label_id)s))
       and (%(lead_states)s::text[] is null or exists (
                select from leads l
                 where l.tenant_id = %(tenant_id)s and l.contact_id = k.contact_id
                   and l.merged_into is null and l.state = any (%(lead_states)s)))
       and (not %(unread)s or k.last_message_index > coalesce((
                select r.read_index from conversation_reads r
                 where r.tenant_id = %(tenant_id)s and r.user_id = %(user_id)s
                   and r.conversation_id = k.id), 0))
       and (%(search)s::text is null or exists (
                select from contacts c
                 where c.tenant_id = %(tenant_id)s and c.id = k.contact_id
                   and (fold_text(c.name) like fold_text(%(search)s)
                        or c.phone_e164 like %(digits)s or c.claimed_phone like %(digits)s))
            or exists (
                select from messages m
                 where m.tenant_id = %(tenant_id)s and m.created_at = k.last_message_at
                   and m.conversation_id = k.id and m.message_index = k.last_message_index
                   and fold_text(m.content) like fold_text(%(search)s)))
     order by k.last_message_at desc, k.id desc
     limit %(limit)s)
-- include: shown
  from page k
-- include: beside_it
 order by k.last_message_at desc, k.id desc;

-- name: get_conversation
-- include: shown
  from conversations k
-- include: beside_it
 where k.tenant_id = %(tenant_id)s
   and k.id = %(conversation_id)s;

-- name: count_conversations
-- Of those that are open: in one look, because all of them stand beside each other on the screen.
select count(*) as open,
       count(*) filter (where k.assignee_user_id = %(user_id)s) as mine,
       count(*) filter (where k.handled_by = 'human' and k.assignee_user_id is null) as waiting,
       count(*) filter (where k.handled_by = 'agent') as agent,
       count(*) filter (where %(user_id)s::uuid is not null
                          and k.last_message_index > coalesce(r.read_index, 0)) as unread
  from conversations k
  left join conversation_reads r
    on r.tenant_id = %(tenant_id)s and r.user_id = %(user_id)s and r.conversation_id = k.id
 where k.tenant_id = %(tenant_id)s
   and k.status = 'open'
   and (%(inbox_id)s::uuid is null or k.inbox_id = %(inbox_id)s)
   and (%(agent_type)s::text is null or k.agent_type = %(agent_type)s);

-- name: list_messages
-- The latest before a place, newest first. The conversation's age bounds the months to look in.
select m.id, m.message_index, m.role, m.content, m.created_at, m.model, m.input_tokens,
       m.output_tokens, m.cached_tokens, m.total_tokens, m.cost_micro_usd, m.latency_ms,
       m.tool_calls, m.rag_context, coalesce(m.structured -> 'degraded' = 'true', false) as degraded,
       case when jsonb_typeof(m.structured -> 'degraded_reason') = 'string'
            then left(m.structured ->> 'degraded_reason', 100) end as degraded_reason,
       t.request_id, m.author_user_id, u.name as author_name,
       m.visibility
  from messages m
  left join turns t on t.tenant_id = m.tenant_id and t.id = m.turn_id
  left join users u on u.tenant_id = m.tenant_id and u.id = m.author_user_id
 where m.tenant_id = %(tenant_id)s
   and m.conversation_id = %(conversation_id)s
   and m.created_at >= %(since)s
   and (%(internal)s or m.visibility = 'public')
   and (%(before)s::integer is null or m.message_index < %(before)s)
 order by m.message_index desc
 limit %(limit)s;

-- name: list_latest_messages
select id, conversation_id, inbox_id, agent_type, message_index, role, content, created_at
  from list_latest_messages(%(tenant_id)s, %(before_at)s, %(before_id)s, %(limit)s);

-- name: lock_conversation
-- Held to the end of the transaction: nobody else writes or hands it over meanwhile.
select id, status, handled_by, assignee_user_id, erased_at is not null as erased,
       last_message_index
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
                           visibility, content, author_user_id, created_at)
select k.tenant_id, k.id, k.inbox_id, k.agent_type, 1, %(role)s, %(visibility)s, %(content)s,
       %(author_user_id)s, clock_timestamp()
  from conversations k
 where k.tenant_id = %(tenant_id)s
   and k.id = %(conversation_id)s
returning m.id, m.message_index, m.role, m.content, m.created_at;

-- name: mark_read
-- Never back: two tabs may tell it in either order. Not beyond the end either.
insert into conversation_reads as r (tenant_id, user_id, conversation_id, read_index)
select k.tenant_id, %(user_id)s, k.id, least(%(read_index)s, k.last_message_index)
  from conversations k
 where k.tenant_id = %(tenant_id)s
   and k.id = %(conversation_id)s
on conflict (tenant_id, user_id, conversation_id) do update
   set read_index = excluded.read_index, updated_at = excluded.updated_at
 where r.read_index < excluded.read_index;

-- name: mark_unread
-- From a message on; what came later is unread as well.
update conversation_reads
   set read_index = %(read_index)s, updated_at = now()
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s
   and conversation_id = %(conversation_id)s;

-- name: find_read_index
select read_index
  from conversation_reads
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s
   and conversation_id = %(conversation_id)s;

-- name: assign
update conversations
   set assignee_user_id = %(assignee_user_id)s
 where tenant_id = %(tenant_id)s
   and id = %(conversation_id)s;

-- name: resolve
update conversations
   set status = 'closed', closed_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(conversation_id)s
   and status = 'open';

-- name: reopen
update conversations
   set status = 'open', closed_at = null
 where tenant_id = %(tenant_id)s
   and id = %(conversation_id)s
   and status = 'closed';

-- name: find_open_beside
-- The open conversation of the same contact with the same agent in the same inbox.
select o.id
  from conversations k
  join conversations o on o.tenant_id = k.tenant_id and o.inbox_id = k.inbox_id
                      and o.contact_id = k.contact_id and o.agent_type = k.agent_type
                      and o.status = 'open' and o.id <> k.id
 where k.tenant_id = %(tenant_id)s
   and k.id = %(conversation_id)s;

-- name: drop_labels
delete from conversation_labels
 where tenant_id = %(tenant_id)s
   and conversation_id = %(conversation_id)s
   and label_id <> all (%(label_ids)s::uuid[]);

-- name: add_labels
-- A label that is gone meanwhile is left out.
insert into conversation_labels (tenant_id, conversation_id, label_id)
select l.tenant_id, %(conversation_id)s, l.id
  from labels l
 where l.tenant_id = %(tenant_id)s
   and l.id = any (%(label_ids)s::uuid[])
on conflict do nothing;

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
