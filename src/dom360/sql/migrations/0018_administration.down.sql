-- A company that is on its way out is suspended: yesterday's code refuses both, and deletes neither.
drop policy admin_reads on dom360.conversations;
revoke select (tenant_id, last_message_at) on dom360.conversations from dom360_admin;
drop policy admin_reads on dom360.inbox_agents;
revoke select (tenant_id, inbox_id, agent_type, agent_id) on dom360.inbox_agents from dom360_admin;
drop policy admin_reads on dom360.agents;
revoke select (tenant_id, id, agent_type, name, is_default, archived_at) on dom360.agents from dom360_admin;
drop table dom360.platform_defaults;
revoke select (acting_reason, acting_until) on dom360.sessions from dom360_admin, dom360_lookup;
alter table dom360.sessions drop column acting_until, drop column acting_reason;
alter table dom360.contacts drop column named_at;
alter table dom360.agents drop column api_key_at, drop column api_key_hint;
revoke insert, update (name, default_agent_type, archived_at) on dom360.inboxes from dom360_app;
alter table dom360.inboxes
    drop column updated_at,
    drop column business_hours,
    drop column away_message,
    drop column greeting;
revoke update (agents_endpoint_url, agents_timeout_ms, default_agent_type, rag_enabled, rag_top_k,
               rag_match_threshold, booking_enabled, booking_url, locale, timezone)
    on dom360.account_vars from dom360_app;
alter table dom360.account_vars
    drop constraint account_vars_timezone_known,
    drop column counted_timezone,
    drop column crm_token_at,
    drop column crm_token_hint,
    drop column crm_url,
    drop column agent_key_at,
    drop column agent_key_hint;
-- Row security binds the owner too, so it gets a policy for this one statement.
create policy going_back on dom360.tenants for all to dom360_owner using (true) with check (true);
alter table dom360.tenants drop constraint tenants_deleting;
update dom360.tenants set status = 'suspended' where status = 'deleting';
drop policy going_back on dom360.tenants;
alter table dom360.tenants drop constraint tenants_status_check;
alter table dom360.tenants
    drop column delete_after,
    drop column suspended_at,
    drop column status_reason,
    add constraint tenants_status_check check (status in ('active', 'suspended'));
