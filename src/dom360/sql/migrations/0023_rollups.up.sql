-- What years of a large company are read from: counters of days that are over lie in one slot, and what
-- became of leads, failed turns and handovers is added up by week and day. The worker keeps both; what is
-- not added up yet, or has changed since, is counted from its rows. So nothing is filled in here.
--
-- Safe beside yesterday's code: it reads the sum of the slots, wherever they are, and everything else as
-- before.

-- Serves the worker: days that still have several slots. A row is made once, so messages pay nothing.
create index consumption_unfolded on dom360.consumption_inbox_daily (tenant_id, day) where slot > 0;


-- As before, and with all that the choice looks at: the largest of a period's first and last month are found
-- without a look at every conversation of these months.
drop index dom360.conversations_by_tokens;
create index conversations_by_tokens on dom360.conversations (tenant_id, month, total_tokens desc)
    include (created_at, inbox_id, agent_type, id) where total_tokens > 0;
drop index dom360.conversations_by_cost;
create index conversations_by_cost on dom360.conversations (tenant_id, month, cost_micro_usd desc)
    include (created_at, inbox_id, agent_type, id) where cost_micro_usd > 0;


-- Written with each change of something old that a sum below may count, so that both are there or neither.
-- Only added to: two transactions never wait for each other, and a mark that is not committed yet is not
-- lost when the worker takes away those that it has seen.
create table dom360.figure_marks (
    tenant_id uuid        not null references dom360.tenants on delete cascade,
    id        uuid        not null default dom360.new_id(),
    at        timestamptz not null,
    primary key (tenant_id, id)
);

comment on table dom360.figure_marks is
    'The week of this moment has changed since it was added up: until the worker has been there, it is counted.';

select dom360.protect_tenant_table('dom360.figure_marks');
grant select, insert on dom360.figure_marks to dom360_app, dom360_jobs;
grant delete on dom360.figure_marks to dom360_jobs;
create policy admin_reads on dom360.figure_marks for select to dom360_admin using (true);
grant select on dom360.figure_marks to dom360_admin;


create table dom360.figure_weeks (
    tenant_id uuid        not null references dom360.tenants on delete cascade,
    week      date        not null check (extract(isodow from week) = 1),
    timezone  text        not null,
    rolled_at timestamptz not null default now(),
    primary key (tenant_id, week)
);

comment on table dom360.figure_weeks is
    'The weeks that are added up in lead_cohorts and event_days, also those in which nothing happened.';
comment on column dom360.figure_weeks.timezone is
    'Whose days they are. A week of another time zone than the tenant''s is counted anew.';

select dom360.protect_tenant_table('dom360.figure_weeks');
grant select on dom360.figure_weeks to dom360_app;
grant select, insert, delete on dom360.figure_weeks to dom360_jobs;
grant update (timezone, rolled_at) on dom360.figure_weeks to dom360_jobs;


create table dom360.lead_cohorts (
    tenant_id      uuid      not null,
    week           date      not null,
    inbox_id       uuid      not null,
    source         text      not null,
    leads          integer   not null,
    qualifying     integer   not null,
    qualified      integer   not null,
    scheduled      integer   not null,
    completed      integer   not null,
    score_sum      integer   not null,
    drop_new       integer   not null,
    drop_qualifying integer  not null,
    drop_qualified integer   not null,
    drop_scheduled integer   not null,
    no_budget      integer   not null,
    no_authority   integer   not null,
    no_need        integer   not null,
    no_timeline    integer   not null,
    in_state       integer[] not null,
    score_in_state integer[] not null,
    qualifying_s   integer[] not null,
    qualified_s    integer[] not null,
    scheduled_s    integer[] not null,
    completed_s    integer[] not null,
    primary key (tenant_id, week, inbox_id, source),
    foreign key (tenant_id, inbox_id) references dom360.inboxes on delete cascade
);

comment on table dom360.lead_cohorts is
    'Leads that began in one week, in one inbox, from one source, and what had become of them at the week''s rolled_at.';
comment on column dom360.lead_cohorts.source is 'Empty where the lead has none.';
comment on column dom360.lead_cohorts.drop_new is
    'Out of the running (NURTURING, UNQUALIFIED, CLOSED, never COMPLETED) and came no further than NEW.';
comment on column dom360.lead_cohorts.no_budget is 'Out, with less than half of the points for the budget.';
comment on column dom360.lead_cohorts.in_state is 'How many are in each state, in the order of lead_states().';
comment on column dom360.lead_cohorts.qualifying_s is
    'The seconds from the step before, one for each lead that made the step: medians can be taken of all weeks.';

select dom360.protect_tenant_table('dom360.lead_cohorts');
grant select on dom360.lead_cohorts to dom360_app;
grant select, insert, delete on dom360.lead_cohorts to dom360_jobs;


create table dom360.event_days (
    tenant_id  uuid    not null,
    kind       text    not null check (kind in ('qualified', 'scheduled', 'failed', 'repaired', 'handover')),
    day        date    not null,
    inbox_id   uuid    not null,
    agent_type text    not null,
    code       text    not null,
    events     integer not null,
    primary key (tenant_id, kind, day, inbox_id, agent_type, code),
    foreign key (tenant_id, inbox_id) references dom360.inboxes on delete cascade
);

comment on table dom360.event_days is
    'How often something happened on a day of the tenant, in an inbox.';
comment on column dom360.event_days.kind is
    'A lead first became QUALIFIED or SCHEDULED; a turn failed, or was answered by a later attempt; a '
    'conversation went to a person.';
comment on column dom360.event_days.agent_type is 'Empty for leads.';
comment on column dom360.event_days.code is 'The error of failed turns; else empty.';

select dom360.protect_tenant_table('dom360.event_days');
grant select on dom360.event_days to dom360_app;
grant select, insert, delete on dom360.event_days to dom360_jobs;


-- For BI tools: the funnel, handovers and times. No words, numbers or names of contacts among them.
select dom360.open_table_to_bi('dom360.leads',
    'tenant_id, id, contact_id, inbox_id, state, score, score_budget, score_authority, score_need,
     score_timeline, criteria_met, source, outcome, value_cents, currency, meeting_at, merged_into,
     created_at, qualifying_at, qualified_at, scheduled_at, completed_at');
select dom360.open_table_to_bi('dom360.handovers',
    'tenant_id, id, conversation_id, inbox_id, agent_type, created_at');
select dom360.open_table_to_bi('dom360.account_vars', 'tenant_id, timezone');
grant select (total_tokens, cost_micro_usd) on dom360.conversations to dom360_bi;
grant select (knowledge_misses, first_ms_sum, agent_ms_100, agent_ms_250, agent_ms_500, agent_ms_1000,
              agent_ms_2000, agent_ms_3000, agent_ms_5000, agent_ms_8000, agent_ms_12000, agent_ms_20000,
              agent_ms_30000, agent_ms_60000, agent_ms_more, platform_ms_10, platform_ms_25,
              platform_ms_50, platform_ms_100, platform_ms_250, platform_ms_500, platform_ms_1000,
              platform_ms_2500, platform_ms_10000, platform_ms_more, first_ms_100, first_ms_250,
              first_ms_500, first_ms_1000, first_ms_2000, first_ms_3000, first_ms_5000, first_ms_8000,
              first_ms_12000, first_ms_20000, first_ms_30000, first_ms_60000, first_ms_more)
    on dom360.consumption_inbox_daily to dom360_bi;
