-- Rollup rows for the dashboards, as they would be after years; no messages. Written by the superuser
-- with session_replication_role = replica: triggers don't run, so the rows must be right by themselves.

-- name: make_tenants
insert into dom360.tenants (id, slug, name)
select bench.tenant(n), 'bench-' || n, 'Empresa ' || n from generate_series(0, %(tenants)s - 1) n;

-- name: make_settings
insert into dom360.account_vars (tenant_id)
select bench.tenant(n) from generate_series(0, %(tenants)s - 1) n;

-- name: make_inboxes
insert into dom360.inboxes (tenant_id, id, name)
select bench.tenant(n), bench.contact(n, i), 'Caixa ' || i
  from generate_series(0, %(tenants)s - 1) n, generate_series(1, 3) i;

-- name: make_small
-- Everybody but the first: one inbox, two rows a day.
insert into dom360.consumption_inbox_daily (tenant_id, inbox_id, day, agent_type, model, slot,
    messages, answers, conversations, input_tokens, output_tokens, total_tokens, cost_micro_usd,
    latency_ms_sum, agent_ms_1000, platform_ms_25)
select bench.tenant(n), bench.contact(n, 1), current_date - d, 'SDR', m.model, 0, 20, m.answers,
       2 * (1 - sign(m.answers)), 2400 * m.answers, 500 * m.answers, 2900 * m.answers, 900 * m.answers,
       18000 * m.answers, m.answers, m.answers
  from generate_series(1, %(tenants)s - 1) n, generate_series(0, %(days)s - 1) d,
       (values ('', 0), ('model-1', 20)) m (model, answers);

-- name: make_large
-- The first: three inboxes, five kinds of rows, and all sixteen slots of every day.
insert into dom360.consumption_inbox_daily (tenant_id, inbox_id, day, agent_type, model, slot,
    messages, answers, conversations, errors, retries, grounded_answers, knowledge_misses, input_tokens,
    output_tokens, total_tokens, cost_micro_usd, latency_ms_sum, platform_ms_sum, first_ms_sum,
    agent_ms_1000, agent_ms_2000, platform_ms_25, first_ms_500)
select bench.tenant(0), bench.contact(0, i), current_date - d, m.agent_type, m.model, s,
       %(a_row)s, m.answers, m.conversations, m.conversations, 1, m.answers / 2, m.answers / 9,
       120 * m.answers, 25 * m.answers, 145 * m.answers, 40 * m.answers, 900 * m.answers,
       14 * m.answers, 300 * m.answers, m.answers / 2, m.answers - m.answers / 2, m.answers, m.answers
  from generate_series(0, %(days)s - 1) d, generate_series(1, 3) i, generate_series(0, 15) s,
       (values ('SDR', '', 0, 3), ('SDR', 'model-1', %(a_row)s, 0), ('SDR', 'model-2', %(a_row)s, 0),
               ('COPILOT', '', 0, 3), ('COPILOT', 'model-1', %(a_row)s, 0))
           m (agent_type, model, answers, conversations);

-- name: make_conversations
insert into dom360.conversations (tenant_id, id, inbox_id, contact_id, agent_type, status, closed_at,
    last_message_index, last_message_at, created_at, month, total_tokens, cost_micro_usd)
select bench.tenant(0), bench.conversation(0, c), bench.contact(0, 1 + c %% 3), bench.contact(0, c), 'SDR',
       'closed', a.at, 12, a.at, a.at, date_trunc('month', a.at at time zone 'utc')::date,
       145 * (c::bigint * 7919 %% 997 + 1), 40 * (c::bigint * 104729 %% 991 + 1)
  from generate_series(1, %(conversations)s) c,
       lateral (select now() - (c %% (%(days)s * 1440)) * interval '1 minute' as at) a;

-- name: make_leads
insert into dom360.leads (tenant_id, id, contact_id, inbox_id, state, score, source, created_at,
    qualifying_at, qualified_at, scheduled_at, completed_at)
select bench.tenant(0), bench.conversation(1, l), bench.contact(0, l), bench.contact(0, 1 + l %% 3), s.state,
       l %% 100, (array['Google', 'Feira', 'Parceiro', null])[1 + l %% 4], a.at,
       case when s.steps > 1 then a.at + l %% 90 * interval '1 minute' end,
       case when s.steps > 2 then a.at + l %% 900 * interval '2 minutes' end,
       case when s.steps > 3 then a.at + l %% 900 * interval '3 minutes' end,
       case when s.steps > 4 then a.at + l %% 900 * interval '9 minutes' end
  from generate_series(1, %(leads)s) l,
       lateral (select now() - (l::bigint * 13 %% (%(days)s * 1440)) * interval '1 minute' as at) a
  join lateral (select (array['NEW', 'QUALIFYING', 'UNQUALIFIED', 'QUALIFIED', 'NURTURING', 'SCHEDULED',
                              'COMPLETED'])[1 + l %% 7] as state,
                       (array[1, 2, 2, 3, 2, 4, 5])[1 + l %% 7] as steps) s on true;

-- name: make_failures
insert into dom360.turns (tenant_id, id, request_id, body_hash, conversation_id, inbox_id, agent_type, state,
    lease_until, user_message_id, user_message_index, user_message_at, error_code, error_status,
    finished_at, created_at)
select bench.tenant(0), bench.conversation(2, t), 'bench-' || t, decode(repeat('01', 32), 'hex'),
       bench.conversation(0, t), bench.contact(0, 1 + t %% 3), 'SDR', 'failed', a.at, bench.conversation(3, t), 1,
       a.at, (array['AGENT_TIMEOUT', 'AGENT_ERROR', 'AGENT_UNAVAILABLE'])[1 + t %% 3], 502, a.at, a.at
  from generate_series(1, %(failures)s) t,
       lateral (select now() - (t::bigint * 17 %% (%(days)s * 1440)) * interval '1 minute' as at) a;

-- name: make_repaired
-- Turns that a second attempt answered.
insert into dom360.turns (tenant_id, id, request_id, body_hash, conversation_id, inbox_id, agent_type, state,
    attempt, lease_until, user_message_id, user_message_index, user_message_at, answer_message_id,
    answer_message_at, finished_at, created_at)
select bench.tenant(0), bench.conversation(4, t), 'again-' || t, decode(repeat('01', 32), 'hex'),
       bench.conversation(0, t), bench.contact(0, 1 + t %% 3), 'SDR', 'answered', 2, a.at,
       bench.conversation(5, t), 1, a.at, bench.conversation(6, t), a.at, a.at, a.at
  from generate_series(1, %(repaired)s) t,
       lateral (select now() - (t::bigint * 19 %% (%(days)s * 1440)) * interval '1 minute' as at) a;

-- name: make_handovers
insert into dom360.handovers (tenant_id, conversation_id, inbox_id, agent_type, created_at)
select bench.tenant(0), bench.conversation(0, h), bench.contact(0, 1 + h %% 3), 'SDR',
       now() - (h::bigint * 23 %% (%(days)s * 1440)) * interval '1 minute'
  from generate_series(1, %(handovers)s) h;

-- name: mark_some
-- As many leads as change in five minutes have changed: mostly of the last weeks.
insert into dom360.figure_marks (tenant_id, at)
select bench.tenant(0), now() - n * n * interval '1 day' from generate_series(1, 6) n;

-- name: analyze
vacuum (analyze);

-- name: set_tenant
select dom360.set_tenant(bench.tenant(0));

-- name: fold
-- What the worker does every hour.
select dom360.fold_consumption(bench.tenant(0), current_date - %(days)s, current_date - 2);

-- name: roll
-- What the worker does every five minutes.
select dom360.roll_figures(bench.tenant(0), 1000);
