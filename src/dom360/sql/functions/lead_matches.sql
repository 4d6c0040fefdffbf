-- Whether a lead's contact or company has this in its name or number; p_pattern is for LIKE, folded.
-- Looked up row by row, not kept in a column of the lead: keeping it would make every change of a
-- contact's name lock leads, before the conversation and not after it.
create or replace function dom360.lead_matches(
        p_tenant uuid, p_lead uuid, p_contact uuid, p_pattern text)
    returns boolean
    language sql stable
    as $$
    select exists (select from dom360.contacts c
                    where c.tenant_id = p_tenant and c.id = p_contact
                      and (c.phone_e164 like p_pattern or c.claimed_phone like p_pattern
                           or dom360.fold_text(c.name) like p_pattern))
           or exists (select from dom360.lead_fields f
                       where f.tenant_id = p_tenant and f.lead_id = p_lead and f.field = 'company'
                         and dom360.fold_text(f.value #>> '{}') like p_pattern)
    $$;

grant execute on function dom360.lead_matches(uuid, uuid, uuid, text) to dom360_app, dom360_jobs;
