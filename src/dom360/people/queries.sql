-- name: list_people
select u.id, u.email, u.name, u.role, u.locale, u.disabled_at is not null as disabled,
       u.password_hash is not null as has_password,
       exists (select from second_factors f
                where f.tenant_id = u.tenant_id and f.user_id = u.id
                  and f.confirmed_at is not null) as second_factor,
       (select max(coalesce(s.last_seen_at, s.created_at)) from sessions s
         where s.tenant_id = u.tenant_id and s.user_id = u.id) as last_seen_at,
       u.created_at
  from users u
 where u.tenant_id = %(tenant_id)s
   and u.removed_at is null
   and (%(user_id)s::uuid is null or u.id = %(user_id)s)
 order by lower(u.name), u.id
 limit 1000;

-- name: lock_admins
-- Held to the end of the transaction, in one order: so two administrators cannot take each other's
-- rights away at the same moment.
select id from users
 where tenant_id = %(tenant_id)s
   and role = 'TENANT_ADMIN'
   and disabled_at is null
 order by id
   for update;

-- name: address_is_here
select exists (select from users
                where tenant_id = %(tenant_id)s and email = %(email)s and removed_at is null);

-- name: change_person
update users
   set name = coalesce(%(name)s, name), role = coalesce(%(role)s, role)
 where tenant_id = %(tenant_id)s
   and id = %(user_id)s
   and removed_at is null;

-- name: change_profile
update users
   set name = coalesce(%(name)s, name),
       locale = case when %(sets_locale)s then %(locale)s else locale end
 where tenant_id = %(tenant_id)s
   and id = %(user_id)s
   and removed_at is null;

-- name: disable_person
update users
   set disabled_at = coalesce(disabled_at, now())
 where tenant_id = %(tenant_id)s
   and id = %(user_id)s
   and removed_at is null;

-- name: enable_person
update users
   set disabled_at = null
 where tenant_id = %(tenant_id)s
   and id = %(user_id)s
   and removed_at is null;

-- name: remove_person
-- The name stays: what they wrote goes on saying who wrote it.
update users
   set email = 'removed-' || id || '@removed.invalid', password_hash = null, locale = null,
       disabled_at = coalesce(disabled_at, now()), removed_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(user_id)s
   and removed_at is null;

-- name: forget_identities
delete from user_identities
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s;

-- name: leave_conversations
-- They wait for anybody again.
update conversations
   set assignee_user_id = null
 where tenant_id = %(tenant_id)s
   and assignee_user_id = %(user_id)s;

-- name: leave_leads
update leads
   set owner_user_id = null, updated_at = now()
 where tenant_id = %(tenant_id)s
   and owner_user_id = %(user_id)s
   and merged_into is null;

-- name: revoke_open_invitations
update invitations
   set revoked_at = now()
 where tenant_id = %(tenant_id)s
   and email = %(email)s
   and accepted_at is null
   and revoked_at is null;

-- name: add_invitation
insert into invitations (tenant_id, email, name, role, token_hash, invited_by, expires_at)
values (%(tenant_id)s, %(email)s, %(name)s, %(role)s, %(token_hash)s, %(invited_by)s, %(expires_at)s)
returning id;

-- name: list_invitations
-- Open ones, also those that are too old: they can be sent again.
select i.id, i.email, i.name, i.role, u.name as inviter_name, i.created_at, i.expires_at
  from invitations i
  left join users u on u.tenant_id = i.tenant_id and u.id = i.invited_by
 where i.tenant_id = %(tenant_id)s
   and i.accepted_at is null
   and i.revoked_at is null
   and (%(invitation_id)s::uuid is null or i.id = %(invitation_id)s)
 order by i.created_at desc, i.id
 limit 200;

-- name: renew_invitation
update invitations
   set token_hash = %(token_hash)s, expires_at = %(expires_at)s
 where tenant_id = %(tenant_id)s
   and id = %(invitation_id)s
   and accepted_at is null
   and revoked_at is null;

-- name: revoke_invitation
update invitations
   set revoked_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(invitation_id)s
   and accepted_at is null
   and revoked_at is null;

-- name: find_invited
-- By the link's token; only while it is good.
select i.id
  from invitations i
 where i.tenant_id = %(tenant_id)s
   and i.token_hash = %(token_hash)s
   and i.accepted_at is null
   and i.revoked_at is null
   and i.expires_at > now()
   for update;

-- name: accept_invitation
update invitations
   set accepted_at = now(), user_id = %(user_id)s
 where tenant_id = %(tenant_id)s
   and id = %(invitation_id)s
   and accepted_at is null;

-- name: find_letter_to_invited
select i.email, i.name, t.name as company, v.locale
  from invitations i
  join tenants t on t.id = i.tenant_id
  join account_vars v on v.tenant_id = i.tenant_id
 where i.tenant_id = %(tenant_id)s
   and i.id = %(invitation_id)s
   and i.accepted_at is null
   and i.revoked_at is null;

-- name: find_letter_to_person
-- Who has no password gets none by mail: their company's account is their way in.
select u.email, u.name, t.name as company, coalesce(u.locale, v.locale) as locale
  from users u
  join tenants t on t.id = u.tenant_id
  join account_vars v on v.tenant_id = u.tenant_id
 where u.tenant_id = %(tenant_id)s
   and u.id = %(user_id)s
   and u.disabled_at is null
   and u.password_hash is not null
   and t.status = 'active';
