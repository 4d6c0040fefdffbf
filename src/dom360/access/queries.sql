-- name: find_sign_in
select tenant_id, user_id from find_sign_in(%(email)s);

-- name: find_session
select session_id, user_id, role, acting_tenant_id, acting_reason, acting_until, expires_at,
       tenant_status
  from find_session(%(tenant)s, %(token_hash)s);

-- name: find_key
select api_key_id, tenant_status, tenant_kind, scopes, expires_at
  from find_key(%(tenant)s, %(key_hash)s);

-- name: listen_to_keys
listen dom360_keys;

-- name: beat
select 1;

-- name: tell_of_keys
select pg_notify('dom360_keys', %(word)s);

-- name: take_guess
select take_guess(%(kind)s, %(key_hash)s, %(free)s, %(cap_s)s, %(forget_s)s, %(now)s) as wait_s;

-- name: forgive_guess
select forgive_guess(%(kind)s, %(key_hash)s, %(all_of_it)s) as tries_left;

-- name: get_user
select u.id, u.email, u.name, u.role, u.locale, u.password_hash,
       u.disabled_at is not null as disabled,
       exists (select from second_factors f
                where f.tenant_id = u.tenant_id and f.user_id = u.id
                  and f.confirmed_at is not null) as second_factor,
       t.status as tenant_status, t.name as tenant_name
  from users u
  join tenants t on t.id = u.tenant_id
 where u.tenant_id = %(tenant_id)s
   and u.id = %(user_id)s;

-- name: set_password
update users
   set password_hash = %(password_hash)s
 where tenant_id = %(tenant_id)s
   and id = %(user_id)s
   and disabled_at is null;

-- name: add_session
insert into sessions (tenant_id, user_id, token_hash, expires_at, user_agent, address, last_seen_at)
values (%(tenant_id)s, %(user_id)s, %(token_hash)s, %(expires_at)s, %(user_agent)s, %(address)s,
        now());

-- name: list_sessions
select id, user_agent, address, created_at, last_seen_at, expires_at
  from sessions
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s
   and revoked_at is null
   and expires_at > now()
 order by coalesce(last_seen_at, created_at) desc, id
 limit 100;

-- name: touch_session
update sessions
   set last_seen_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(session_id)s
   and (last_seen_at is null or last_seen_at < now() - interval '1 minute');

-- name: revoke_session
-- Without a person: whosever it is.
update sessions
   set revoked_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(session_id)s
   and (%(user_id)s::uuid is null or user_id = %(user_id)s)
   and revoked_at is null
   and expires_at > now();

-- name: revoke_sessions
-- All of a person's, or all but one.
update sessions
   set revoked_at = now()
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s
   and (%(but)s::uuid is null or id <> %(but)s)
   and revoked_at is null
   and expires_at > now();

-- name: choose_tenant
update sessions
   set acting_tenant_id = %(acting_tenant_id)s, acting_reason = %(reason)s, acting_until = %(until)s
 where tenant_id = %(home_tenant_id)s
   and id = %(session_id)s;

-- name: leave_tenant
update sessions
   set acting_tenant_id = null, acting_reason = null, acting_until = null
 where tenant_id = %(home_tenant_id)s
   and id = %(session_id)s;

-- name: find_device
select id from known_devices
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s
   and token_hash = %(token_hash)s;

-- name: add_device
insert into known_devices (tenant_id, user_id, token_hash)
values (%(tenant_id)s, %(user_id)s, %(token_hash)s);

-- name: touch_device
update known_devices
   set last_used_at = now()
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s
   and token_hash = %(token_hash)s;

-- name: forget_devices
-- All but the latest few.
delete from known_devices
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s
   and id not in (select d.id from known_devices d
                   where d.tenant_id = %(tenant_id)s and d.user_id = %(user_id)s
                   order by d.last_used_at desc, d.id
                   limit %(keep)s);

-- name: add_step
-- Takes the person's old ones along, so that the table stays small by itself.
with old as (
    delete from one_time_tokens
     where tenant_id = %(tenant_id)s
       and user_id = %(user_id)s
       and expires_at < now() - interval '1 day')
insert into one_time_tokens (tenant_id, kind, user_id, token_hash, expires_at)
values (%(tenant_id)s, %(kind)s, %(user_id)s, %(token_hash)s, %(expires_at)s);

-- name: drop_old_visits
delete from one_time_tokens
 where tenant_id = %(tenant_id)s
   and kind = 'oidc'
   and expires_at < now() - interval '1 day';

-- name: try_step
-- Counts the try, and says whether the token is good for it.
update one_time_tokens
   set tries = tries + 1
 where tenant_id = %(tenant_id)s
   and kind = %(kind)s
   and token_hash = %(token_hash)s
   and used_at is null
   and expires_at > now()
   and tries < %(max_tries)s
returning id, user_id;

-- name: use_step
update one_time_tokens
   set used_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(step_id)s
   and used_at is null;

-- name: drop_steps
delete from one_time_tokens
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s;

-- name: find_second_factor
select totp_secret_encrypted, confirmed_at, last_step
  from second_factors
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s;

-- name: begin_second_factor
-- One that was never confirmed is replaced.
insert into second_factors (tenant_id, user_id, totp_secret_encrypted)
values (%(tenant_id)s, %(user_id)s, %(stored)s)
on conflict (tenant_id, user_id) do update
   set totp_secret_encrypted = excluded.totp_secret_encrypted,
       created_at = excluded.created_at,
       last_step = 0
 where second_factors.confirmed_at is null;

-- name: confirm_second_factor
update second_factors
   set confirmed_at = now()
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s
   and confirmed_at is null;

-- name: use_totp_step
-- Only forwards: of two who send the same code one comes too late.
update second_factors
   set last_step = %(step)s
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s
   and last_step < %(step)s;

-- name: remove_second_factor
delete from second_factors
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s;

-- name: drop_recovery_codes
delete from recovery_codes
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s;

-- name: add_recovery_code
insert into recovery_codes (tenant_id, user_id, code_hash)
values (%(tenant_id)s, %(user_id)s, %(code_hash)s);

-- name: use_recovery_code
update recovery_codes
   set used_at = now()
 where tenant_id = %(tenant_id)s
   and user_id = %(user_id)s
   and code_hash = %(code_hash)s
   and used_at is null;

-- name: add_api_key
insert into api_keys (tenant_id, name, prefix, key_hash, created_by, scopes, expires_at, replaces)
values (%(tenant_id)s, %(name)s, %(prefix)s, %(key_hash)s, %(created_by)s, %(scopes)s,
        %(expires_at)s, %(replaces)s)
returning id, name, prefix, scopes, created_by, created_at, expires_at, last_used_at, revoked_at,
          replaces;

-- name: list_api_keys
select id, name, prefix, scopes, created_by, created_at, expires_at, last_used_at, revoked_at,
       replaces
  from api_keys
 where tenant_id = %(tenant_id)s
 order by created_at desc, id
 limit 200;

-- name: lock_api_key
-- Held to the end of the transaction, so that a key is not rotated twice.
select id, name, prefix, scopes, created_by, created_at, expires_at, last_used_at, revoked_at,
       replaces
  from api_keys
 where tenant_id = %(tenant_id)s
   and id = %(api_key_id)s
   for update;

-- name: end_api_key
-- Never later than it would have ended anyway.
update api_keys
   set expires_at = least(expires_at, %(expires_at)s)
 where tenant_id = %(tenant_id)s
   and id = %(api_key_id)s;

-- name: revoke_api_key
update api_keys
   set revoked_at = coalesce(revoked_at, now())
 where tenant_id = %(tenant_id)s
   and id = %(api_key_id)s;

-- name: touch_api_key
update api_keys
   set last_used_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(api_key_id)s
   and (last_used_at is null or last_used_at < now() - interval '1 minute');

-- name: add_user
insert into users (tenant_id, email, name, role, password_hash)
values (%(home_tenant_id)s, %(email)s, %(name)s, %(role)s, %(password_hash)s)
returning id;

-- name: add_sign_in_email
insert into sign_in_emails (email, tenant_id, user_id)
values (%(email)s, %(home_tenant_id)s, %(user_id)s)
on conflict (email) do nothing;

-- name: set_sign_in_email
select set_sign_in_email(%(tenant_id)s, %(user_id)s, %(email)s);

-- name: find_slug
select tenant_id from find_slug(%(slug)s);

-- name: find_provider
select p.issuer, p.client_id, p.client_secret_encrypted, p.allowed_domains, p.new_people_role,
       p.enabled, p.updated_at, t.status as tenant_status
  from identity_providers p
  join tenants t on t.id = p.tenant_id
 where p.tenant_id = %(tenant_id)s;

-- name: set_provider
insert into identity_providers (tenant_id, issuer, client_id, client_secret_encrypted, allowed_domains,
                                new_people_role, enabled)
values (%(tenant_id)s, %(issuer)s, %(client_id)s, %(stored)s, %(allowed_domains)s,
        %(new_people_role)s, %(enabled)s)
on conflict (tenant_id) do update
   set issuer = excluded.issuer,
       client_id = excluded.client_id,
       client_secret_encrypted = excluded.client_secret_encrypted,
       allowed_domains = excluded.allowed_domains,
       new_people_role = excluded.new_people_role,
       enabled = excluded.enabled,
       updated_at = excluded.updated_at;

-- name: remove_provider
delete from identity_providers where tenant_id = %(tenant_id)s;

-- name: find_identity
select user_id from user_identities
 where tenant_id = %(tenant_id)s
   and issuer = %(issuer)s
   and subject = %(subject)s;

-- name: add_identity
insert into user_identities (tenant_id, user_id, issuer, subject)
values (%(tenant_id)s, %(user_id)s, %(issuer)s, %(subject)s);

-- name: find_by_address
select id from users
 where tenant_id = %(tenant_id)s
   and email = %(email)s
   and removed_at is null;

-- name: find_invited
select id, name, role from invitations
 where tenant_id = %(tenant_id)s
   and email = %(email)s
   and accepted_at is null
   and revoked_at is null
   and expires_at > now()
   for update;

-- name: accept_invited
update invitations
   set accepted_at = now(), user_id = %(user_id)s
 where tenant_id = %(tenant_id)s
   and id = %(invitation_id)s;
