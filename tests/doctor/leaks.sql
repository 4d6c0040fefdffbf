-- Leaks that the behaviour shows: `-- what the leak test says`, then the breach. The tenant wall of the
-- catalogue may well be in order: the attempt itself has to come through (test_leak_test.py). Leaks of
-- different objects are tried together.

-- dom360.contacts: rows can be read with no tenant set (dom360_app)
alter table dom360.contacts disable row level security;

-- dom360.users: a tenant reads another's rows (dom360_jobs)
drop policy tenant_isolation on dom360.users;
alter policy tenant_rows on dom360.users using (true);

-- dom360.inboxes: rows can be read with a malformed tenant (dom360_app)
drop policy tenant_isolation on dom360.inboxes;
create policy support on dom360.inboxes for select to dom360_app using (true);
alter policy tenant_rows on dom360.inboxes to dom360_jobs;

-- dom360.conversations: a tenant changes another's row (dom360_app)
drop policy tenant_isolation on dom360.conversations;
create policy support on dom360.conversations to dom360_app using (true) with check (true);

-- dom360.consumption_inbox_daily: a tenant writes a row for another (dom360_app)
drop policy tenant_isolation on dom360.consumption_inbox_daily;
create policy import on dom360.consumption_inbox_daily for insert to dom360_app with check (true);

-- dom360.contacts: who has no tenant set writes a row for a tenant (dom360_jobs)
drop policy tenant_isolation on dom360.contacts;
create policy import on dom360.contacts for insert to dom360_jobs with check (true);

-- dom360.turns: a tenant deletes another's row (dom360_jobs)
alter table dom360.turns no force row level security, disable row level security;

-- dom360.api_keys: a tenant gives a row to another (dom360_app)
drop policy tenant_isolation on dom360.api_keys;
alter policy tenant_rows on dom360.api_keys using (true) with check (true);
grant update (tenant_id) on dom360.api_keys to dom360_app;

-- dom360.messages_2: rows can be read with no tenant set (dom360_app)
do $$ begin
    execute format('alter table dom360.%I disable row level security', to_char(now(), '"messages_"YYYY_MM'));
    execute format('grant select on dom360.%I to dom360_app', to_char(now(), '"messages_"YYYY_MM'));
end $$;

-- dom360.messages_2: rows can be read with an empty tenant (dom360_jobs)
-- A grant on a single column is enough.
do $$ begin
    execute format('alter table dom360.%I disable row level security', to_char(now(), '"messages_"YYYY_MM'));
    execute format('grant select (content) on dom360.%I to dom360_jobs', to_char(now(), '"messages_"YYYY_MM'));
end $$;

-- dom360.messages_2: pg_stats shows its values (dom360_app)
do $$ begin
    execute format('alter table dom360.%I disable row level security', to_char(now(), '"messages_"YYYY_MM'));
    execute format('grant select on dom360.%I to dom360_app', to_char(now(), '"messages_"YYYY_MM'));
end $$;
analyze dom360.messages;

-- dom360.everybody: a tenant reads another's rows (dom360_app)
-- A view with the rights of a superuser.
create view dom360.everybody with (security_barrier) as select * from dom360.contacts;
grant select on dom360.everybody to dom360_app;

-- dom360.names: rows can be read with no tenant set (dom360_app)
-- The same without a column that names the tenant.
create view dom360.names as select name from dom360.contacts;
grant select on dom360.names to dom360_app;

-- dom360.totals: a tenant reads another's rows (dom360_app)
-- A materialized view knows no row security.
create materialized view dom360.totals as select tenant_id, count(*) from dom360.messages group by 1;
grant select on dom360.totals to dom360_app;

-- dom360.copies: rows can be read with no tenant set (dom360_jobs)
create table dom360.copies as select content from dom360.messages;
grant select on dom360.copies to dom360_jobs;

-- elsewhere.contacts: a tenant reads another's rows (dom360_app)
create schema elsewhere;
grant usage on schema elsewhere to dom360_app;
create table elsewhere.contacts as select * from dom360.contacts;
grant select on elsewhere.contacts to dom360_app;

-- dom360.peek(): it returns another tenant's rows
-- It belongs to a role that our own policies let see everything.
create function dom360.peek() returns setof dom360.sign_in_emails language sql stable security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$ select * from dom360.sign_in_emails $$;
revoke execute on function dom360.peek() from public;
grant execute on function dom360.peek() to dom360_app;
alter function dom360.peek() owner to dom360_lookup;

-- dom360.peek(uuid): it returns another tenant's rows
-- It believes whoever calls: no comparison with the transaction's tenant.
create function dom360.peek(p_tenant uuid) returns text language sql stable security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$ select string_agg(id::text, ',') from dom360.contacts where tenant_id = p_tenant $$;
revoke execute on function dom360.peek(uuid) from public;
grant execute on function dom360.peek(uuid) to dom360_app;

-- dom360.find_tool_calls(uuid, jsonb, timestamp with time zone, timestamp with time zone, integer): it returns
create or replace function dom360.find_tool_calls(
        p_tenant uuid, p_call jsonb, p_from timestamptz, p_until timestamptz, p_limit integer)
    returns table (created_at timestamptz, id uuid) language sql stable security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$ select created_at, id from dom360.messages
           where tenant_id = p_tenant and tool_calls @> p_call limit p_limit $$;
