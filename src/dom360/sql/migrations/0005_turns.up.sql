-- A turn is one message of a contact and the answer to it. Its row makes a chat call repeatable
-- (request_id), survives the process that works on it (state, attempt, lease) and keeps the order
-- of a conversation. A lease that ended lets anybody take the turn over with the next attempt;
-- whoever held the attempt before can then no longer finish it.
create table dom360.turns (
    tenant_id            uuid        not null,
    id                   uuid        not null default dom360.new_id(),
    request_id           text        not null check (length(request_id) between 1 and 128),
    body_hash            bytea       not null check (octet_length(body_hash) = 32),
    conversation_id      uuid        not null,
    inbox_id             uuid        not null,
    agent_type           text        not null,
    state                text        not null check (state in ('accepted', 'calling', 'answered', 'failed')),
    attempt              integer     not null default 1 check (attempt > 0),
    lease_until          timestamptz not null,
    user_message_id      uuid        not null,
    user_message_index   integer     not null,
    user_message_at      timestamptz not null,
    answer_message_id    uuid,
    answer_message_at    timestamptz,
    error_code           text,
    error_status         integer     check (error_status between 400 and 599),
    latency_ms           integer     check (latency_ms >= 0),
    finished_at          timestamptz,
    created_at           timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, request_id),
    foreign key (tenant_id, conversation_id) references dom360.conversations on delete cascade,
    check ((state = 'answered') = (answer_message_id is not null)),
    check ((state = 'failed') = (error_code is not null))
) with (fillfactor = 70);

comment on table dom360.turns is 'A message of a contact on its way to an answer.';
comment on column dom360.turns.state is
    'accepted: stored, waits for the turns before it; calling: with the agent; answered; failed.';
comment on column dom360.turns.attempt is
    'Fencing number: only the holder of the present attempt may finish the turn.';
comment on column dom360.turns.latency_ms is 'From the call''s arrival to the stored answer.';

-- Serves the order inside a conversation: the few turns that are not done.
create index turns_open on dom360.turns (tenant_id, conversation_id, user_message_index)
    where state in ('accepted', 'calling');
-- Serves list_abandoned_turns: whose lease ended, over all tenants.
create index turns_by_lease on dom360.turns (lease_until)
    where state in ('accepted', 'calling');

select dom360.protect_tenant_table('dom360.turns');
grant select, insert on dom360.turns to dom360_app, dom360_jobs;
grant update (state, attempt, lease_until, answer_message_id, answer_message_at, error_code,
              error_status, latency_ms, finished_at)
    on dom360.turns to dom360_app, dom360_jobs;

create policy lookup_reads on dom360.turns for select to dom360_lookup using (true);
grant select (tenant_id, id, conversation_id, user_message_index, state, lease_until, attempt)
    on dom360.turns to dom360_lookup;
