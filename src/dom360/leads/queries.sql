-- name: set_lead_actor
select set_lead_actor(%(kind)s, %(id)s, %(conversation_id)s, %(message_id)s, %(message_at)s,
                      %(message_index)s);

-- name: get_or_create_contact
select get_or_create_contact(%(tenant_id)s, %(phone)s, %(name)s);

-- name: find_contact
select id from contacts where tenant_id = %(tenant_id)s and phone_e164 = %(phone)s;

-- name: find_inbox
-- The wished one, or the oldest.
select id from inboxes
 where tenant_id = %(tenant_id)s
   and archived_at is null
   and (%(inbox_id)s::uuid is null or id = %(inbox_id)s)
 order by created_at, id
 limit 1;

-- name: get_region
-- The country in which this tenant's people write phone numbers: "BR" of "pt-BR".
select coalesce(nullif(upper(split_part(locale, '-', 2)), ''), 'BR')
  from account_vars
 where tenant_id = %(tenant_id)s;

-- name: get_or_create_lead
select * from get_or_create_lead(%(tenant_id)s, %(contact_id)s, %(inbox_id)s, %(source)s);

-- name: find_lead_of_contact
-- The living one, else the latest. One that was merged stands for the lead it was merged into, but never
-- for a visitor of the web chat (see get_or_create_lead.sql).
select coalesce(l.merged_into, l.id)
  from leads l
  join leads s on s.tenant_id = l.tenant_id and s.id = coalesce(l.merged_into, l.id)
  join contacts c on c.tenant_id = l.tenant_id and c.id = l.contact_id
 where l.tenant_id = %(tenant_id)s
   and l.contact_id = %(contact_id)s
   and (l.merged_into is null or c.claimed_phone is null)
 order by s.state = 'CLOSED', l.created_at desc
 limit 1;

-- name: find_living_lead
select s.id
  from leads l
  join leads s on s.tenant_id = l.tenant_id and s.id = coalesce(l.merged_into, l.id)
 where l.tenant_id = %(tenant_id)s
   and l.contact_id = %(contact_id)s
   and s.state <> 'CLOSED'
 limit 1;

-- name: lock_lead
select l.id, l.contact_id, l.state, l.criteria_met, l.interest, l.source, l.owner_user_id, l.meeting_at,
       l.outcome, l.value_cents, l.currency, l.merged_into, c.claimed_phone is not null as unverified
  from leads l
  join contacts c on c.tenant_id = l.tenant_id and c.id = l.contact_id
 where l.tenant_id = %(tenant_id)s
   and l.id = %(lead_id)s
   for no key update of l;

-- name: list_leads
select l.id, l.contact_id, c.name, c.phone_e164 as phone, c.claimed_phone, l.inbox_id,
       i.name as inbox_name, l.state,
       lead_transitions(l.state) as next_states, l.score, l.score_budget, l.score_authority,
       l.score_need, l.score_timeline, l.criteria_met, score_action(l.score) as score_action,
       l.interest, l.source, l.owner_user_id, u.name as owner_name, l.meeting_at, l.outcome,
       l.value_cents, l.currency, l.merged_into, l.last_activity_at, l.created_at,
       coalesce((
           select jsonb_object_agg(f.field, jsonb_build_object(
                      'value', f.value, 'confidence', f.confidence, 'updated_at', f.updated_at,
                      'points', bant_points(f.field, f.value, f.confidence),
                      'evidence', case when f.message_id is not null then jsonb_build_object(
                          'conversation_id', f.conversation_id, 'message_id', f.message_id,
                          'message_index', f.message_index, 'message_at', f.message_at) end))
             from lead_fields f
            where f.tenant_id = l.tenant_id and f.lead_id = l.id), '{}') as fields
  from leads l
  join contacts c on c.tenant_id = l.tenant_id and c.id = l.contact_id
  join inboxes i on i.tenant_id = l.tenant_id and i.id = l.inbox_id
  left join users u on u.tenant_id = l.tenant_id and u.id = l.owner_user_id
 where l.tenant_id = %(tenant_id)s
   and l.id = any (%(ids)s);

-- part: asked_for
-- Which leads a list, a count or an export is about.
   and (%(states)s::text[] is null or l.state = any (%(states)s))
   and (%(contact_id)s::uuid is null or l.contact_id = %(contact_id)s)
   and (%(inbox_ids)s::uuid[] is null or l.inbox_id = any (%(inbox_ids)s))
   and (%(owner_user_id)s::uuid is null or l.owner_user_id = %(owner_user_id)s)
   and (not %(unowned)s or l.owner_user_id is null)
   and (%(narrow)s::jsonb is null or lead_narrows(l, %(narrow)s))
   and l.score between coalesce(%(min_score)s, 0) and coalesce(%(max_score)s, 100)
   and (%(sources)s::text[] is null or fold_text(l.source) = any (array(
           select fold_text(s) from unnest(%(sources)s::text[]) s)))
   and (%(created_from)s::timestamptz is null or l.created_at >= %(created_from)s)
   and (%(created_before)s::timestamptz is null or l.created_at < %(created_before)s)
   and (%(search)s::text is null or lead_matches(%(tenant_id)s, l.id, l.contact_id,
                                                '%%' || fold_text(%(search)s) || '%%'))

-- name: page_by_activity
-- Keyset pages: the last row's time and id are where the next page begins.
select l.id, l.last_activity_at, l.created_at, l.score
  from leads l
 where l.tenant_id = %(tenant_id)s
   and l.merged_into is null
   -- include: asked_for
   and (%(before_key)s::timestamptz is null
        or (l.last_activity_at, l.id) < (%(before_key)s, %(before_id)s::uuid))
 order by l.last_activity_at desc, l.id desc
 limit %(limit)s;

-- name: page_by_created
select l.id, l.last_activity_at, l.created_at, l.score
  from leads l
 where l.tenant_id = %(tenant_id)s
   and l.merged_into is null
   -- include: asked_for
   and (%(before_key)s::timestamptz is null
        or (l.created_at, l.id) < (%(before_key)s, %(before_id)s::uuid))
 order by l.created_at desc, l.id desc
 limit %(limit)s;

-- name: page_by_stalest
-- Whom nobody has heard of for longest, first.
select l.id, l.last_activity_at, l.created_at, l.score
  from leads l
 where l.tenant_id = %(tenant_id)s
   and l.merged_into is null
   -- include: asked_for
   and (%(before_key)s::timestamptz is null
        or (l.last_activity_at, l.id) > (%(before_key)s, %(before_id)s::uuid))
 order by l.last_activity_at, l.id
 limit %(limit)s;

-- name: page_by_score
select l.id, l.last_activity_at, l.created_at, l.score
  from leads l
 where l.tenant_id = %(tenant_id)s
   and l.merged_into is null
   -- include: asked_for
   and (%(before_key)s::integer is null or (l.score, l.id) < (%(before_key)s, %(before_id)s::uuid))
 order by l.score desc, l.id desc
 limit %(limit)s;

-- name: count_leads
-- Counts to a bound, so that a question costs no more than that.
select count(*) from (
    select from leads l
     where l.tenant_id = %(tenant_id)s
       and l.merged_into is null
       -- include: asked_for
     limit %(limit)s) found;

-- name: list_fields
select field, value, confidence::float8 as confidence, conversation_id, message_id, message_at,
       message_index, updated_at
  from lead_fields
 where tenant_id = %(tenant_id)s
   and lead_id = %(lead_id)s
 order by field;

-- name: put_field
insert into lead_fields as f (tenant_id, lead_id, field, value, confidence, conversation_id,
                              message_id, message_at, message_index)
values (%(tenant_id)s, %(lead_id)s, %(field)s, %(value)s, %(confidence)s, %(conversation_id)s,
        %(message_id)s, %(message_at)s, %(message_index)s)
on conflict (tenant_id, lead_id, field) do update
   set value = excluded.value, confidence = excluded.confidence,
       conversation_id = excluded.conversation_id, message_id = excluded.message_id,
       message_at = excluded.message_at, message_index = excluded.message_index, updated_at = now();

-- name: drop_field
delete from lead_fields
 where tenant_id = %(tenant_id)s
   and lead_id = %(lead_id)s
   and field = %(field)s;

-- name: update_lead
update leads
   set interest = %(interest)s, source = %(source)s, owner_user_id = %(owner_user_id)s,
       meeting_at = %(meeting_at)s, outcome = %(outcome)s, value_cents = %(value_cents)s,
       currency = %(currency)s, last_activity_at = now(), updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(lead_id)s;

-- name: move_lead
update leads
   set state = %(state)s, last_activity_at = now(), updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(lead_id)s;

-- name: touch_lead
update leads
   set last_activity_at = now(), updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(lead_id)s;

-- name: merge_lead
-- With the lead go those that were merged into it before: nobody has to follow a chain.
update leads
   set merged_into = %(survivor_id)s, updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(lead_id)s;

-- name: redirect_merged
update leads
   set merged_into = %(survivor_id)s
 where tenant_id = %(tenant_id)s
   and merged_into = %(lead_id)s;

-- name: add_comment
-- Through the function that knows who acts. The row's other columns are its to fill.
select note_lead_event(jsonb_populate_record(null::lead_events, jsonb_build_object(
    'tenant_id', %(tenant_id)s::uuid, 'lead_id', %(lead_id)s::uuid, 'kind', 'comment',
    'comment', %(text)s::text)));

-- name: list_events
-- The lead's own and those of its merged duplicates. Nothing happened before the oldest of them began.
with family as (
    select id, created_at from leads
     where tenant_id = %(tenant_id)s and (id = %(lead_id)s or merged_into = %(lead_id)s)
)
select e.id, e.lead_id, e.kind, e.from_state, e.to_state, e.field, e.old, e.new, e.old_score,
       e.new_score, e.comment, e.actor_kind, e.actor_id,
       case when e.actor_kind in ('user', 'import') then u.name
            when e.actor_kind = 'agent' then e.actor_id end as actor_name,
       e.conversation_id, e.message_id, e.message_index, e.created_at
  from lead_events e
  left join users u on u.tenant_id = e.tenant_id and u.id::text = e.actor_id
                   and e.actor_kind in ('user', 'import')
 where e.tenant_id = %(tenant_id)s
   and e.lead_id in (select id from family)
   and e.created_at >= (select min(created_at) from family)
   and (%(kind)s::text is null or e.kind = %(kind)s)
   and (%(before_at)s::timestamptz is null
        or (e.created_at, e.id) < (%(before_at)s, %(before_id)s::uuid))
 order by e.created_at desc, e.id desc
 limit %(limit)s;

-- name: funnel
select l.state, count(*) as leads, round(avg(l.score), 1)::float8 as mean_score,
       coalesce(sum(l.value_cents), 0)::bigint as value_cents
  from leads l
 where l.tenant_id = %(tenant_id)s
   and l.merged_into is null
   and (%(contact_id)s::uuid is null or l.contact_id = %(contact_id)s)
   and (%(inbox_ids)s::uuid[] is null or l.inbox_id = any (%(inbox_ids)s))
   and (%(owner_user_id)s::uuid is null or l.owner_user_id = %(owner_user_id)s)
   and (not %(unowned)s or l.owner_user_id is null)
   and (%(narrow)s::jsonb is null or lead_narrows(l, %(narrow)s))
   and l.score between coalesce(%(min_score)s, 0) and coalesce(%(max_score)s, 100)
   and (%(sources)s::text[] is null or fold_text(l.source) = any (array(
           select fold_text(s) from unnest(%(sources)s::text[]) s)))
   and (%(created_from)s::timestamptz is null or l.created_at >= %(created_from)s)
   and (%(created_before)s::timestamptz is null or l.created_at < %(created_before)s)
   and (%(search)s::text is null or lead_matches(%(tenant_id)s, l.id, l.contact_id,
                                                '%%' || fold_text(%(search)s) || '%%'))
 group by l.state;
