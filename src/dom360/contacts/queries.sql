-- name: list_contacts
-- Keyset pages: ids are made in the order of time.
select c.id, c.phone_e164 as phone, c.claimed_phone, c.name, c.created_at, c.anonymised_at,
       (select count(*) from conversations k
         where k.tenant_id = %(tenant_id)s and k.contact_id = c.id)::integer as conversation_count
  from contacts c
 where c.tenant_id = %(tenant_id)s
   and (%(phone)s::text is null or c.phone_e164 = %(phone)s)
   and (%(words)s::text is null
        or strpos(fold_text(c.name), fold_text(%(words)s)) > 0
        or %(digits)s <> '' and (strpos(c.phone_e164, %(digits)s) > 0
                                 or strpos(c.claimed_phone, %(digits)s) > 0))
   and (%(before)s::uuid is null or c.id < %(before)s)
 order by c.id desc
 limit %(limit)s;

-- name: get_contact
select c.id, c.phone_e164 as phone, c.claimed_phone, c.name, c.created_at, c.anonymised_at,
       (select count(*) from conversations k
         where k.tenant_id = %(tenant_id)s and k.contact_id = c.id)::integer as conversation_count
  from contacts c
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
