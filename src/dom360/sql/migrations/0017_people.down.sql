drop policy lookup_reads on dom360.tenant_slugs;
revoke select on dom360.tenant_slugs from dom360_lookup;
drop table dom360.guesses;
drop table dom360.user_identities;
drop table dom360.identity_providers;
drop table dom360.known_devices;
drop table dom360.recovery_codes;
drop table dom360.second_factors;
drop table dom360.one_time_tokens;
drop table dom360.invitations;

revoke select (kind) on dom360.tenants from dom360_lookup;
alter table dom360.api_keys
    drop column replaces,
    drop column last_used_at,
    drop column expires_at,
    drop column scopes;
comment on table dom360.api_keys is 'A key with which a program speaks for the tenant.';

drop index dom360.sessions_by_user;
alter table dom360.sessions
    drop column last_seen_at,
    drop column address,
    drop column user_agent;

drop policy lookup_adds on dom360.sign_in_emails;
drop policy lookup_removes on dom360.sign_in_emails;
revoke insert, delete on dom360.sign_in_emails from dom360_lookup;
revoke select (email) on dom360.users from dom360_lookup;
revoke insert on dom360.users from dom360_app;
revoke update (email, name, role, disabled_at) on dom360.users from dom360_app;
-- Nobody signs in with a hash of nothing. Row security binds the owner too, so it gets a policy for
-- this one statement.
create policy going_back on dom360.users for all to dom360_owner using (true) with check (true);
update dom360.users set password_hash = '!' where password_hash is null;
drop policy going_back on dom360.users;
alter table dom360.users
    drop constraint users_removed_are_disabled,
    drop column removed_at,
    drop column locale,
    alter column password_hash set not null;
comment on column dom360.users.password_hash is null;
