-- What a tenant, an inbox or an API key may consume in a day or a month. The counters stand in the
-- budget's own row: asking whether one more turn fits is one row to read, however long the month is,
-- and a tenant without budgets pays one look into an index.
create table dom360.budgets (
    tenant_id      uuid        not null references dom360.tenants on delete cascade,
    id             uuid        not null default dom360.new_id(),
    scope          text        not null check (scope in ('tenant', 'inbox', 'api_key')),
    inbox_id       uuid,
    api_key_id     uuid,
    period         text        not null check (period in ('day', 'month')),
    kind           text        not null check (kind in ('soft', 'hard')),
    max_tokens     bigint      check (max_tokens > 0),
    max_micro_usd  bigint      check (max_micro_usd > 0),
    warn_percent   smallint    not null default 80 check (warn_percent between 1 and 100),
    period_start   date        not null,
    used_tokens    bigint      not null default 0 check (used_tokens >= 0),
    used_micro_usd bigint      not null default 0 check (used_micro_usd >= 0),
    held_tokens    bigint      not null default 0 check (held_tokens >= 0),
    held_micro_usd bigint      not null default 0 check (held_micro_usd >= 0),
    usual_tokens    bigint     not null default 2000 check (usual_tokens >= 0),
    usual_micro_usd bigint     not null default 2000 check (usual_micro_usd >= 0),
    warned_at      timestamptz,
    exhausted_at   timestamptz,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    primary key (tenant_id, id),
    unique nulls not distinct (tenant_id, inbox_id, api_key_id, period, kind),
    foreign key (tenant_id, inbox_id) references dom360.inboxes on delete cascade,
    foreign key (tenant_id, api_key_id) references dom360.api_keys on delete cascade,
    check ((scope = 'inbox') = (inbox_id is not null)),
    check ((scope = 'api_key') = (api_key_id is not null)),
    check (num_nonnulls(max_tokens, max_micro_usd) > 0)
) with (fillfactor = 50);

comment on table dom360.budgets is
    'How much may be consumed in a day or a month, by the tenant''s clock; with what was consumed.';
comment on column dom360.budgets.kind is
    'hard: a turn that does not fit is refused before the agent is asked; soft: only told.';
comment on column dom360.budgets.api_key_id is 'Holds for the keys of its rotations, too.';
comment on column dom360.budgets.period_start is
    'The period that the counters belong to. The first turn of the next one moves it on.';
comment on column dom360.budgets.held_tokens is
    'The estimates of the turns that are under way. Given back when a turn ends.';
comment on column dom360.budgets.usual_tokens is
    'What one turn is expected to take: rises at once with a larger answer, falls slowly.';
comment on column dom360.budgets.warned_at is 'When warn_percent was passed in this period.';

select dom360.protect_tenant_table('dom360.budgets');
grant select, insert, delete on dom360.budgets to dom360_app;
grant select on dom360.budgets to dom360_jobs;
grant update (kind, max_tokens, max_micro_usd, warn_percent, period_start, used_tokens,
              used_micro_usd, held_tokens, held_micro_usd, usual_tokens, usual_micro_usd, warned_at,
              exhausted_at, updated_at)
    on dom360.budgets to dom360_app, dom360_jobs;


alter table dom360.turns
    add column api_key_id     uuid,
    add column held_budgets   uuid[],
    add column held_tokens    bigint,
    add column held_micro_usd bigint;

comment on column dom360.turns.api_key_id is 'Whose call it was, where a program made it.';
comment on column dom360.turns.held_budgets is
    'The budgets that hold held_tokens and held_micro_usd back for this turn. Null: none, or settled.';

grant update (held_budgets, held_tokens, held_micro_usd) on dom360.turns to dom360_app, dom360_jobs;
