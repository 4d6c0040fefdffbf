-- Who answers in a conversation, and what agents did in a turn with their tools. The column is new and
-- empty, so its foreign key has nothing to look through (NOT VALID).
alter table dom360.conversations
    add column handled_by       text not null default 'agent' check (handled_by in ('agent', 'human')),
    add column assignee_user_id uuid,
    add column handed_at        timestamptz,
    add column handoff_reason   text,
    add constraint conversations_assignee_fkey
        foreign key (tenant_id, assignee_user_id) references dom360.users not valid;

comment on column dom360.conversations.handled_by is
    'human: the agent is silent; messages are stored and wait for a person.';
comment on column dom360.conversations.assignee_user_id is
    'The person who answers. Null while nobody has taken it, and for people of the platform.';

grant update (handled_by, assignee_user_id, handed_at, handoff_reason)
    on dom360.conversations to dom360_app, dom360_jobs;

-- Serves the list of what waits for people.
create index conversations_with_people
    on dom360.conversations (tenant_id, last_message_at desc, id desc)
    where handled_by = 'human';

alter table dom360.messages add column author_user_id uuid;
comment on column dom360.messages.author_user_id is
    'Who wrote it, where a person of the tenant did.';

-- A turn can end in a person's hands: stored, not answered by the agent. NOT VALID, because every row
-- has passed the narrower check before: nothing is read through while the table is locked.
alter table dom360.turns drop constraint turns_state_check;
alter table dom360.turns add constraint turns_state_check
    check (state in ('accepted', 'calling', 'answered', 'failed', 'handed_over')) not valid;
comment on column dom360.turns.state is
    'accepted: stored, waits for the turns before it; calling: with the agent; answered; failed; '
    'handed_over: a person answers.';


create table dom360.agent_tool_calls (
    tenant_id  uuid        not null,
    id         uuid        not null default dom360.new_id(),
    turn_id    uuid        not null,
    call_id    text        not null check (length(call_id) between 1 and 128),
    attempt    integer     not null check (attempt > 0),
    agent_type text        not null,
    tool       text        not null,
    body_hash  bytea       not null check (octet_length(body_hash) = 32),
    outcome    text        not null check (outcome in ('done', 'refused')),
    error_code text,
    result     jsonb,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, turn_id, call_id),
    foreign key (tenant_id, turn_id) references dom360.turns on delete cascade,
    check ((outcome = 'refused') = (error_code is not null))
);

comment on table dom360.agent_tool_calls is
    'Every tool call of an agent: what was called and how it went, and what makes a repeat harmless.';
comment on column dom360.agent_tool_calls.call_id is
    'From the caller, or made up here; a call that comes twice in a turn with one id acts once.';
comment on column dom360.agent_tool_calls.result is
    'What a tool that writes answered, for its repeats. Null for one that reads.';

select dom360.protect_tenant_table('dom360.agent_tool_calls');
grant select, insert on dom360.agent_tool_calls to dom360_app;
grant update (result) on dom360.agent_tool_calls to dom360_app;
