-- Data for the benchmark, written by the superuser with session_replication_role = replica: neither
-- triggers nor foreign keys run, so the rows must be right by themselves. Ids follow from numbers, so
-- that pgbench finds them without asking.

-- name: quiet
set session_replication_role = replica;

-- name: make_tenants
insert into dom360.tenants (id, slug, name)
select bench.tenant(n), 'bench-' || n, 'Empresa ' || n from generate_series(0, %(tenants)s - 1) n;

-- name: make_slugs
insert into dom360.tenant_slugs (slug, tenant_id)
select 'bench-' || n, bench.tenant(n) from generate_series(0, %(tenants)s - 1) n;

-- name: make_settings
insert into dom360.account_vars (tenant_id)
select bench.tenant(n) from generate_series(0, %(tenants)s - 1) n;

-- name: make_inboxes
insert into dom360.inboxes (tenant_id, id, name)
select bench.tenant(n), bench.inbox(n), 'Site' from generate_series(0, %(tenants)s - 1) n;

-- name: make_key
insert into dom360.api_keys (tenant_id, name, prefix, key_hash)
values (bench.tenant(%(n)s), 'Bench', 'dom360_bench', %(hash)s);

-- name: make_month
select dom360.make_month('messages', %(first)s);

-- name: forget_counters
delete from dom360.consumption_inbox_daily;

-- name: count
-- The counters, from what was stored: what the triggers would have counted, all at once. Nobody writes
-- meanwhile.
insert into dom360.consumption_inbox_daily
select c.*
  from dom360.tenants t
 cross join lateral dom360.consumption_counted(
           t.id, (now() - interval '14 months')::date, (now() + interval '1 day')::date) c
 where t.kind = 'customer';

-- name: written
-- How much was written to the log so far, and how many turns there are.
select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint,
       (select count(*) from dom360.turns);

-- name: sizes
-- Bytes with indexes, and rows, of what grows with the messages.
select t.name, sum(pg_total_relation_size(c.oid))::bigint, t.rows
  from (values ('messages', (select count(*) from dom360.messages)),
               ('conversations', (select count(*) from dom360.conversations)),
               ('turns', (select count(*) from dom360.turns))) t (name, rows)
  join pg_class c on c.oid = ('dom360.' || t.name)::regclass
                  or c.oid in (select i.inhrelid from pg_inherits i
                                where i.inhparent = ('dom360.' || t.name)::regclass)
 group by t.name, t.rows
 order by t.name;

-- name: analyze
vacuum (analyze);

-- name: make_contacts
-- A conversation each. Number c of tenant n; what is talked about now is the last day's.
insert into dom360.contacts (tenant_id, id, phone_e164, name)
select bench.tenant(n), bench.contact(n, c), '+55119' || lpad(c::text, 8, '0'), 'Contato ' || c
  from generate_series(0, %(tenants)s - 1) n, generate_series(0, %(contacts)s - 1) c;

-- name: make_active_conversations
insert into dom360.conversations (tenant_id, id, inbox_id, contact_id, agent_type,
                                  last_message_index, last_message_at, created_at, month,
                                  total_tokens, cost_micro_usd)
select bench.tenant(n), bench.conversation(n, c), bench.inbox(n), bench.contact(n, c), 'SDR',
       %(depth)s, now() - interval '1 hour', now() - interval '1 day',
       date_trunc('month', (now() - interval '1 day') at time zone 'utc')::date,
       145 * (%(depth)s / 2), 40 * (%(depth)s / 2)
  from generate_series(0, %(tenants)s - 1) n, generate_series(0, %(contacts)s - 1) c;

-- name: make_active_messages
insert into dom360.messages (tenant_id, conversation_id, inbox_id, agent_type, message_index, role,
                             content, model, input_tokens, output_tokens, total_tokens,
                             cost_micro_usd, latency_ms, platform_ms, created_at)
select bench.tenant(n), bench.conversation(n, c), bench.inbox(n), 'SDR', i,
       case i %% 2 when 1 then 'user' else 'assistant' end, bench.words(i),
       case i %% 2 when 1 then '' else 'bench-1' end, 120 * (1 - i %% 2), 25 * (1 - i %% 2),
       145 * (1 - i %% 2), 40 * (1 - i %% 2), nullif(900 * (1 - i %% 2), 0),
       nullif(9 * (1 - i %% 2), 0), now() - interval '1 day' + i * interval '1 minute'
  from generate_series(0, %(tenants)s - 1) n, generate_series(0, %(contacts)s - 1) c,
       generate_series(1, %(depth)s) i;

-- name: make_old_conversations
-- Closed ones of one month, spread over the month and over `spread` tenants.
insert into dom360.conversations (tenant_id, id, inbox_id, contact_id, agent_type, status, closed_at,
                                  last_message_index, last_message_at, created_at, month,
                                  total_tokens, cost_micro_usd)
select bench.tenant(n), bench.old_conversation(%(month)s, k), bench.inbox(n), bench.contact(n, 0),
       'SDR', 'closed', t + interval '1 hour', %(depth)s, t + interval '1 hour', t,
       date_trunc('month', t at time zone 'utc')::date, 145 * (%(depth)s / 2), 40 * (%(depth)s / 2)
  from (select k, (k %% %(spread)s)::integer as n,
               %(first)s::timestamptz + (k * 2654435761 %% 2505600) * interval '1 second' as t
          from generate_series(%(from)s, %(from)s + %(conversations)s - 1) k) one;

-- name: make_old_messages
insert into dom360.messages (tenant_id, conversation_id, inbox_id, agent_type, message_index, role,
                             content, model, input_tokens, output_tokens, total_tokens,
                             cost_micro_usd, latency_ms, platform_ms, created_at)
select bench.tenant(n), bench.old_conversation(%(month)s, k), bench.inbox(n), 'SDR', i,
       case i %% 2 when 1 then 'user' else 'assistant' end, bench.words(i),
       case i %% 2 when 1 then '' else 'bench-1' end, 120 * (1 - i %% 2), 25 * (1 - i %% 2),
       145 * (1 - i %% 2), 40 * (1 - i %% 2), nullif(900 * (1 - i %% 2), 0),
       nullif(9 * (1 - i %% 2), 0), t + i * interval '1 minute'
  from (select k, (k %% %(spread)s)::integer as n,
               %(first)s::timestamptz + (k * 2654435761 %% 2505600) * interval '1 second' as t
          from generate_series(%(from)s, %(from)s + %(conversations)s - 1) k) one,
       generate_series(1, %(depth)s) i;
