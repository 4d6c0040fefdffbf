-- What every inbox consumed on every day of its tenant, kept by a trigger in the transaction of the
-- message itself. One row a day would be a hot row (32 clients: 377 turns/s on one row, 1,610
-- spread), so a day has several slots, and readers see their sum in the view consumption_daily.
create table dom360.consumption_inbox_daily (
    tenant_id      uuid     not null,
    inbox_id       uuid     not null,
    day            date     not null,
    agent_type     text     not null,
    model          text     not null,
    slot           smallint not null check (slot between 0 and 15),
    messages       bigint   not null default 0 check (messages >= 0),
    answers        bigint   not null default 0 check (answers >= 0),
    errors         bigint   not null default 0 check (errors >= 0),
    input_tokens   bigint   not null default 0 check (input_tokens >= 0),
    output_tokens  bigint   not null default 0 check (output_tokens >= 0),
    cached_tokens  bigint   not null default 0 check (cached_tokens >= 0),
    total_tokens   bigint   not null default 0 check (total_tokens >= 0),
    cost_micro_usd bigint   not null default 0 check (cost_micro_usd >= 0),
    latency_ms_sum bigint   not null default 0 check (latency_ms_sum >= 0),
    primary key (tenant_id, inbox_id, day, agent_type, model, slot),
    foreign key (tenant_id, inbox_id) references dom360.inboxes on delete cascade
) with (fillfactor = 50);

comment on table dom360.consumption_inbox_daily is
    'Counters by inbox, day (tenant''s time zone), agent type and model. Read them through consumption_daily.';
comment on column dom360.consumption_inbox_daily.errors is 'Turns that ended without an answer.';

select dom360.protect_tenant_table('dom360.consumption_inbox_daily');
grant select, insert on dom360.consumption_inbox_daily to dom360_app, dom360_jobs;
grant update (messages, answers, errors, input_tokens, output_tokens, cached_tokens, total_tokens,
              cost_micro_usd, latency_ms_sum)
    on dom360.consumption_inbox_daily to dom360_app, dom360_jobs;
