drop table dom360.erasures;
alter table dom360.conversations drop column erased_at;

-- Erased people have no number any more, and the schema before wants one: each gets one that nobody can
-- have (no country has +999). Row security is forced on the owner too: a policy of the moment shows it the
-- rows.
create policy going_back on dom360.contacts for all to dom360_owner using (true) with check (true);
update dom360.contacts c
   set phone_e164 = n.phone
  from (select tenant_id, id,
               '+999' || lpad(row_number() over (partition by tenant_id order by id)::text, 11, '0') as phone
          from dom360.contacts
         where phone_e164 is null) n
 where n.tenant_id = c.tenant_id
   and n.id = c.id;
drop policy going_back on dom360.contacts;
alter table dom360.contacts drop column anonymised_at, alter column phone_e164 set not null;

-- open_personal_data() made these, wherever there is something to erase.
do $$
declare
    v_policy record;
    v_columns text;
begin
    for v_policy in
        select format('%I.%I', schemaname, tablename)::regclass as on_table
          from pg_catalog.pg_policies where policyname = 'personal_data'
    loop
        execute pg_catalog.format('drop policy personal_data on %s', v_policy.on_table);
        select string_agg(quote_ident(attname), ', ') into v_columns
          from pg_catalog.pg_attribute
         where attrelid = v_policy.on_table and attnum > 0 and not attisdropped;
        execute pg_catalog.format('revoke update (%s) on %s from dom360_lookup', v_columns, v_policy.on_table);
    end loop;
end
$$;
