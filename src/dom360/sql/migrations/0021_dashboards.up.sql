-- What the dashboards ask for beside tokens and money: first words, misses of the knowledge base, handovers,
-- what a conversation came to, how far a lead has come and when, and the last proof of the counters.
--
-- Safe beside yesterday's code: every new column has a default or may be null, and the checks are NOT VALID.
-- What earlier rows should say is filled in by `dom360 usage reconcile --repair`.
alter table dom360.messages
    add column first_token_ms integer,
    add column knowledge_miss boolean not null default false,
    add constraint messages_first_token_ms_check check (first_token_ms >= 0) not valid;

comment on column dom360.messages.first_token_ms is
    'From asking the agent to its first words, where they were streamed to somebody.';
comment on column dom360.messages.knowledge_miss is
    'The agent searched the knowledge base and named no passage. Kept here, because an erased contact''s '
    'messages forget their tools'' names.';


alter table dom360.consumption_inbox_daily
    add column knowledge_misses bigint  not null default 0,
    add column first_ms_sum     bigint  not null default 0,
    add column first_ms_100     integer not null default 0,
    add column first_ms_250     integer not null default 0,
    add column first_ms_500     integer not null default 0,
    add column first_ms_1000    integer not null default 0,
    add column first_ms_2000    integer not null default 0,
    add column first_ms_3000    integer not null default 0,
    add column first_ms_5000    integer not null default 0,
    add column first_ms_8000    integer not null default 0,
    add column first_ms_12000   integer not null default 0,
    add column first_ms_20000   integer not null default 0,
    add column first_ms_30000   integer not null default 0,
    add column first_ms_60000   integer not null default 0,
    add column first_ms_more    integer not null default 0,
    add constraint consumption_dashboard_counts_up check (
        least(knowledge_misses, first_ms_sum, first_ms_100, first_ms_250, first_ms_500, first_ms_1000,
              first_ms_2000, first_ms_3000, first_ms_5000, first_ms_8000, first_ms_12000,
              first_ms_20000, first_ms_30000, first_ms_60000, first_ms_more) >= 0) not valid;

comment on column dom360.consumption_inbox_daily.knowledge_misses is
    'Answers whose agent searched the knowledge base and named no passage.';
comment on column dom360.consumption_inbox_daily.first_ms_sum is
    'Time to the agent''s first words, summed over the answers that were streamed.';
comment on column dom360.consumption_inbox_daily.first_ms_100 is
    'Streamed answers whose first words came within 100 ms; the columns that follow as for agent_ms.';

grant update (knowledge_misses, first_ms_sum, first_ms_100, first_ms_250, first_ms_500, first_ms_1000,
              first_ms_2000, first_ms_3000, first_ms_5000, first_ms_8000, first_ms_12000,
              first_ms_20000, first_ms_30000, first_ms_60000, first_ms_more)
    on dom360.consumption_inbox_daily to dom360_app, dom360_jobs;


-- What a conversation came to is added up in its own row, which every message locks and writes anyway.
alter table dom360.conversations
    add column month          date,
    add column total_tokens   bigint not null default 0,
    add column cost_micro_usd bigint not null default 0,
    add constraint conversations_counts_up check (least(total_tokens, cost_micro_usd) >= 0) not valid;

comment on column dom360.conversations.month is
    'The month of created_at by UTC, so that the largest of a period are found month by month. Null: not '
    'counted yet.';
comment on column dom360.conversations.total_tokens is 'Of all its messages.';
grant update (month, total_tokens, cost_micro_usd) on dom360.conversations to dom360_app, dom360_jobs;

-- Serve the largest and the dearest conversations of a period.
create index conversations_by_tokens on dom360.conversations (tenant_id, month, total_tokens desc)
    where total_tokens > 0;
create index conversations_by_cost on dom360.conversations (tenant_id, month, cost_micro_usd desc)
    where cost_micro_usd > 0;


create table dom360.handovers (
    tenant_id       uuid        not null,
    id              uuid        not null default dom360.new_id(),
    conversation_id uuid        not null,
    inbox_id        uuid        not null,
    agent_type      text        not null check (agent_type in ('SDR', 'COPILOT')),
    created_at      timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references dom360.conversations on delete cascade
);

comment on table dom360.handovers is
    'Each time a conversation went from its agent to a person, written by trigger. Only added to.';

-- Serves the count of a period, from the index alone.
create index handovers_by_time on dom360.handovers (tenant_id, created_at) include (inbox_id, agent_type);
-- Serves the cascade from conversations.
create index handovers_by_conversation on dom360.handovers (tenant_id, conversation_id);

select dom360.protect_tenant_table('dom360.handovers');
grant select, insert on dom360.handovers to dom360_app, dom360_jobs;


-- When a lead first came to each step of the funnel; its events say the same in more words.
alter table dom360.leads
    add column qualifying_at timestamptz,
    add column qualified_at  timestamptz,
    add column scheduled_at  timestamptz,
    add column completed_at  timestamptz;

comment on column dom360.leads.qualifying_at is
    'When it first became QUALIFYING, as the three columns that follow for their states. Kept by trigger.';
grant update (qualifying_at, qualified_at, scheduled_at, completed_at) on dom360.leads to dom360_jobs;

-- Serves the funnel of the leads of a period, from the index alone.
create index leads_by_beginning on dom360.leads (tenant_id, created_at)
    include (inbox_id, source, state, score, score_budget, score_authority, score_need, score_timeline,
             qualifying_at, qualified_at, scheduled_at, completed_at)
    where merged_into is null;
-- Serve what a qualified lead and a meeting cost.
create index leads_qualified on dom360.leads (tenant_id, qualified_at) include (inbox_id)
    where qualified_at is not null and merged_into is null;
create index leads_scheduled on dom360.leads (tenant_id, scheduled_at) include (inbox_id)
    where scheduled_at is not null and merged_into is null;


create table dom360.consumption_proofs (
    tenant_id   uuid        not null references dom360.tenants on delete cascade,
    proven_at   timestamptz not null default now(),
    first_day   date        not null,
    last_day    date        not null,
    days_before integer     not null default 0 check (days_before >= 0),
    rows_off    integer     not null check (rows_off >= 0),
    off         jsonb       not null check (jsonb_typeof(off) = 'object'),
    primary key (tenant_id)
);

comment on table dom360.consumption_proofs is
    'What the last comparison of all counters with the messages found.';
comment on column dom360.consumption_proofs.off is
    'By how much each counter says too much (below zero: too little): empty where all agree.';

select dom360.protect_tenant_table('dom360.consumption_proofs');
grant select on dom360.consumption_proofs to dom360_app;
grant select, insert on dom360.consumption_proofs to dom360_jobs;
grant update (proven_at, first_day, last_day, days_before, rows_off, off)
    on dom360.consumption_proofs to dom360_jobs;
create policy admin_reads on dom360.consumption_proofs for select to dom360_admin using (true);
grant select on dom360.consumption_proofs to dom360_admin;
