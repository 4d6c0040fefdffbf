-- name: find_sign_in
select tenant_id, user_id from find_sign_in(%(email)s);

-- name: find_session
select * from find_session(%(tenant)s, %(token_hash)s);

-- name: find_api_key
select * from find_api_key(%(tenant)s, %(key_hash)s);

-- name: get_user
select u.id, u.email, u.name, u.role, u.password_hash, u.disabled_at is not null as disabled,
       t.status as tenant_status
  from users u
  join tenants t on t.id = u.tenant_id
 where u.tenant_id = %(tenant_id)s
   and u.id = %(user_id)s;

-- name: update_password_hash
update users
   set password_hash = %(password_hash)s
 where tenant_id = %(tenant_id)s
   and id = %(user_id)s;

-- name: add_session
insert into sessions (tenant_id, user_id, token_hash, expires_at)
values (%(tenant_id)s, %(user_id)s, %(token_hash)s, %(expires_at)s);

-- name: revoke_session
update sessions
   set revoked_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(session_id)s
   and revoked_at is null;

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

-- name: add_api_key
insert into api_keys (tenant_id, name, prefix, key_hash, created_by)
values (%(tenant_id)s, %(name)s, %(prefix)s, %(key_hash)s, %(created_by)s)
returning id, name, prefix, created_at, revoked_at;

-- name: list_api_keys
select id, name, prefix, created_at, revoked_at
  from api_keys
 where tenant_id = %(tenant_id)s
 order by created_at desc, id
 limit 200;

-- name: revoke_api_key
update api_keys
   set revoked_at = coalesce(revoked_at, now())
 where tenant_id = %(tenant_id)s
   and id = %(api_key_id)s;

-- name: add_user
insert into users (tenant_id, email, name, role, password_hash)
values (%(home_tenant_id)s, %(email)s, %(name)s, %(role)s, %(password_hash)s)
returning id;

-- name: add_sign_in_email
insert into sign_in_emails (email, tenant_id, user_id)
values (%(email)s, %(home_tenant_id)s, %(user_id)s)
on conflict (email) do nothing;
