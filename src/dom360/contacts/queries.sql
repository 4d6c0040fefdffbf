-- part: shown
-- What is said of a contact.
select c.id, c.phone_e164 as phone, c.claimed_phone, c.name, c.created_at, c.archived_at,
       c.anonymised_at,
       (select count(*) from conversations k
         where k.tenant_id = %(tenant_id)s and k.contact_id = c.id)::integer as conversation_count
  from contacts c

-- name: list_contacts
-- Keyset pages: ids are made in the order of time.
-- include: shown
 where c.tenant_id = %(tenant_id)s
   and (%(phone)s::text is null or c.phone_e164 = %(phone)s)
   -- Who asks for one number is told of it, archived or not.
   and (%(archived)s or c.archived_at is null and c.anonymised_at is null
        or c.phone_e164 = %(phone)s)
   -- Colleagues who ask COPILOT are no contacts of the company: see kit.phones.operator_number.
   and (c.phone_e164 is null or c.phone_e164 !~ '^\+999[0-9]{11}$')
   and (%(words)s::text is null
        or strpos(fold_text(c.name), fold_text(%(words)s)) > 0
        or %(digits)s <> '' and (strpos(c.phone_e164, %(digits)s) > 0
                                 or strpos(c.claimed_phone, %(digits)s) > 0))
   and (%(before)s::uuid is null or c.id < %(before)s)
 order by c.id desc
 limit %(limit)s;

-- name: get_contact
-- include: shown
 where c.tenant_id = %(tenant_id)s
   and c.id = %(contact_id)s;

-- name: list_person_rows
select table_name, content from person_rows(%(tenant_id)s, %(contact_id)s);

-- name: erase
select e.id as receipt_id, e.contact_id, e.erased_at, e.counts,
       e.erased_at = now() as fresh
  from erase_contact(%(tenant_id)s, %(contact_id)s) e;

-- name: set_name
update contacts
   set name = %(name)s, named_at = case when %(name)s::text is not null then now() end,
       updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(contact_id)s
   and anonymised_at is null;

-- name: create
-- Nothing comes back where the number is there already.
insert into contacts (tenant_id, phone_e164, name, named_at)
values (%(tenant_id)s, %(phone)s, %(name)s, case when %(name)s::text is not null then now() end)
on conflict (tenant_id, phone_e164) do nothing
returning id;

-- name: find_by_phone
select id from contacts where tenant_id = %(tenant_id)s and phone_e164 = %(phone)s;

-- name: lock
-- Held to the end of the transaction, so that two who archive don't both write it down.
select archived_at, anonymised_at,
       exists (select from conversations k
                where k.tenant_id = %(tenant_id)s
                  and k.contact_id = %(contact_id)s
                  and k.status = 'open') as is_talking
  from contacts
 where tenant_id = %(tenant_id)s
   and id = %(contact_id)s
   for update;

-- name: set_archived
update contacts
   set archived_at = case when %(archived)s then now() end, updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(contact_id)s;
