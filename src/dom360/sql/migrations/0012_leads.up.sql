-- Who might buy. One living lead for each contact of a tenant, whichever inbox they write to: who
-- decides and what a company needs is true of the person, not of the inbox, and two leads would let
-- two people call the same number. The inbox is where the lead began. A closed lead stays as it was;
-- when its contact comes back there is a new one.
create table dom360.leads (
    tenant_id        uuid        not null,
    id               uuid        not null default dom360.new_id(),
    contact_id       uuid        not null,
    inbox_id         uuid        not null,
    state            text        not null default 'NEW'
                     check (state in ('NEW', 'QUALIFYING', 'QUALIFIED', 'NURTURING', 'SCHEDULED',
                                      'RESCHEDULED', 'COMPLETED', 'UNQUALIFIED', 'CLOSED')),
    score_budget     smallint    not null default 0 check (score_budget between 0 and 25),
    score_authority  smallint    not null default 0 check (score_authority between 0 and 30),
    score_need       smallint    not null default 0 check (score_need between 0 and 35),
    score_timeline   smallint    not null default 0 check (score_timeline between 0 and 10),
    score            smallint    not null default 0 check (score between 0 and 100),
    criteria_met     smallint    not null default 0 check (criteria_met between 0 and 4),
    interest         text        check (interest in ('none', 'low', 'medium', 'high')),
    source           text        check (btrim(source) <> ''),
    owner_user_id    uuid,
    meeting_at       timestamptz,
    outcome          text        check (outcome in ('won', 'lost')),
    value_cents      bigint      check (value_cents >= 0),
    currency         text        not null default 'BRL' check (currency ~ '^[A-Z]{3}$'),
    merged_into      uuid,
    last_activity_at timestamptz not null default now(),
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references dom360.contacts on delete cascade,
    foreign key (tenant_id, inbox_id) references dom360.inboxes,
    foreign key (tenant_id, owner_user_id) references dom360.users,
    foreign key (tenant_id, merged_into) references dom360.leads on delete cascade,
    check (merged_into <> id)
) with (fillfactor = 80);

comment on table dom360.leads is 'A contact who might buy, and how far that has come.';
comment on column dom360.leads.state is 'Moves along lead_transitions() only; a trigger refuses the rest.';
comment on column dom360.leads.score is
    'BANT, 0 to 100: the sum of its parts. Computed by trigger from lead_fields; what is written here is overwritten.';
comment on column dom360.leads.criteria_met is
    'How many of the four parts have at least half of their points. Three make a lead QUALIFIED.';
comment on column dom360.leads.value_cents is 'What was won or lost, in hundredths of the currency.';
comment on column dom360.leads.merged_into is
    'This lead was a duplicate; the other one lives on. A merged lead changes no more.';

create unique index leads_one_living on dom360.leads (tenant_id, contact_id)
    where merged_into is null and state <> 'CLOSED';
-- Serves the lead of a contact, closed and merged ones too.
create index leads_by_contact on dom360.leads (tenant_id, contact_id, created_at desc);
-- Serve list_leads in either order. Its other filters are looked at row by row inside the tenant.
create index leads_by_activity on dom360.leads (tenant_id, last_activity_at desc, id desc)
    where merged_into is null;
create index leads_by_score on dom360.leads (tenant_id, score desc, id desc)
    where merged_into is null;
-- Serves the timeline and the merge of leads with duplicates.
create index leads_by_survivor on dom360.leads (tenant_id, merged_into)
    where merged_into is not null;

select dom360.protect_tenant_table('dom360.leads');
grant select, insert on dom360.leads to dom360_app, dom360_jobs;
grant update (state, score_budget, score_authority, score_need, score_timeline, score, criteria_met,
              interest, source, owner_user_id, meeting_at, outcome, value_cents, currency,
              merged_into, last_activity_at, updated_at)
    on dom360.leads to dom360_app, dom360_jobs;


create table dom360.lead_fields (
    tenant_id       uuid         not null,
    id              uuid         not null default dom360.new_id(),
    lead_id         uuid         not null,
    field           text         not null
                    check (field in ('company', 'sector', 'employees', 'pain', 'budget', 'authority',
                                     'timeline')),
    value           jsonb        not null check (value <> 'null'),
    confidence      numeric(4,3) not null check (confidence between 0 and 1),
    conversation_id uuid,
    message_id      uuid,
    message_at      timestamptz,
    message_index   integer      check (message_index > 0),
    updated_at      timestamptz  not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, lead_id, field),
    foreign key (tenant_id, lead_id) references dom360.leads on delete cascade,
    check ((message_id is null) = (message_at is null) and (message_id is null) = (message_index is null)
           and (message_id is null) = (conversation_id is null))
) with (fillfactor = 80);

comment on table dom360.lead_fields is
    'What is known of a lead: one value a field, how sure we are, and the message that says so.';
comment on column dom360.lead_fields.message_id is
    'The evidence. Null: a person or an import said it. No foreign key: months of messages are detached.';

select dom360.protect_tenant_table('dom360.lead_fields');
grant select, insert, delete on dom360.lead_fields to dom360_app, dom360_jobs;
grant update (value, confidence, conversation_id, message_id, message_at, message_index, updated_at)
    on dom360.lead_fields to dom360_app, dom360_jobs;


-- Comments are events too: one timeline, and nothing in it is ever changed.
create table dom360.lead_events (
    tenant_id       uuid        not null,
    id              uuid        not null default dom360.new_id(),
    lead_id         uuid        not null,
    kind            text        not null
                    check (kind in ('created', 'state', 'field', 'changed', 'comment', 'merged')),
    from_state      text,
    to_state        text,
    field           text,
    old             jsonb,
    new             jsonb,
    old_score       smallint,
    new_score       smallint,
    comment         text        check (btrim(comment) <> ''),
    actor_kind      text        not null
                    check (actor_kind in ('user', 'api_key', 'agent', 'import', 'system')),
    actor_id        text,
    conversation_id uuid,
    message_id      uuid,
    message_at      timestamptz,
    message_index   integer,
    created_at      timestamptz not null default clock_timestamp(),
    primary key (tenant_id, created_at, id),
    foreign key (tenant_id, lead_id) references dom360.leads on delete cascade,
    -- An erased contact's comments are there without their words.
    check (comment is null or kind = 'comment'),
    check ((kind in ('created', 'state')) = (to_state is not null))
) partition by range (created_at);

comment on table dom360.lead_events is
    'What happened to a lead, written by triggers, and the comments on it. Only added to.';
comment on column dom360.lead_events.message_id is 'The message in whose turn it happened.';

-- Serves the timeline of a lead.
create index lead_events_by_lead on dom360.lead_events (tenant_id, lead_id, created_at desc, id desc);
-- Serves figures over states and time.
create index lead_events_by_state on dom360.lead_events (tenant_id, created_at, to_state)
    where to_state is not null;

select dom360.protect_tenant_table('dom360.lead_events');
grant select, insert on dom360.lead_events to dom360_app, dom360_jobs;
-- For retention, of plans that keep less than the others.
grant delete on dom360.lead_events to dom360_jobs;

select dom360.ensure_month_partitions('lead_events', 3);
