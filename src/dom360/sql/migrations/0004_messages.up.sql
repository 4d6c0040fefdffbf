-- Split by month: old months are detached whole, never deleted row by row.
create table dom360.messages (
    tenant_id       uuid        not null,
    id              uuid        not null default dom360.new_id(),
    conversation_id uuid        not null,
    inbox_id        uuid        not null,
    agent_type      text        not null check (agent_type in ('SDR', 'COPILOT')),
    turn_id         uuid,
    message_index   integer     not null check (message_index > 0),
    role            text        not null check (role in ('user', 'assistant', 'operator', 'system')),
    visibility      text        not null default 'public' check (visibility in ('public', 'internal')),
    content         text        not null check (content <> '' or visibility = 'internal'),
    model           text        not null default '',
    input_tokens    integer     not null default 0 check (input_tokens between 0 and 10000000),
    output_tokens   integer     not null default 0 check (output_tokens between 0 and 10000000),
    cached_tokens   integer     not null default 0 check (cached_tokens between 0 and 10000000),
    total_tokens    integer     not null default 0 check (total_tokens between 0 and 20000000),
    -- A million dollars: more is a mistake, and would let the day's sum overflow for good.
    cost_micro_usd  bigint      check (cost_micro_usd between 0 and 1000000000000),
    latency_ms      integer     check (latency_ms >= 0),
    tool_calls      jsonb       not null default '[]',
    rag_context     jsonb       not null default '[]',
    structured      jsonb,
    created_at      timestamptz not null default now(),
    primary key (tenant_id, created_at, id),
    foreign key (tenant_id, conversation_id) references dom360.conversations on delete cascade
) partition by range (created_at);

comment on table dom360.messages is 'One line of a conversation, from either side.';
comment on column dom360.messages.message_index is
    '1, 2, 3 … inside the conversation, without gaps; given by trigger.';
comment on column dom360.messages.visibility is
    'internal: metered and kept, but not said to the contact (an agent that had nothing to say).';
comment on column dom360.messages.cost_micro_usd is
    'Millionths of a US dollar at the price of that moment; null where the model has no known price.';
comment on column dom360.messages.latency_ms is 'How long the agent took to answer.';

-- Serves the latest messages of a tenant.
create index messages_by_time on dom360.messages (tenant_id, created_at desc);
-- Serves list_messages and the context of a turn: one conversation in order.
create index messages_by_conversation on dom360.messages (tenant_id, conversation_id, message_index);
-- Serves the search for answers that used a tool.
create index messages_by_tool on dom360.messages using gin (tool_calls jsonb_path_ops);

select dom360.protect_tenant_table('dom360.messages');
grant select, insert on dom360.messages to dom360_app, dom360_jobs;

select dom360.ensure_month_partitions('messages', 3);
