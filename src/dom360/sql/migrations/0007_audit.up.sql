-- What was changed, by whom and when: one line a change, in the transaction of the change. Rows are
-- appended and never touched again; old months are detached whole. docs/audit.md tells the format.
-- No foreign key to tenants: the log outlives what it tells of.
create table dom360.audit_log (
    tenant_id     uuid        not null,
    seq           bigint      not null check (seq > 0),
    id            uuid        not null,
    actor_kind    text        not null
                  check (actor_kind in ('user', 'api_key', 'platform', 'worker', 'system')),
    actor_id      text,
    action        text        not null check (action ~ '^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$'),
    subject_table text        not null,
    subject_id    text,
    old           jsonb,
    new           jsonb,
    request_id    text,
    address       text,
    created_at    timestamptz not null,
    prev_hash     bytea       not null check (octet_length(prev_hash) = 32),
    hash          bytea       not null check (octet_length(hash) = 32),
    primary key (tenant_id, seq, created_at)
) partition by range (created_at);

comment on table dom360.audit_log is
    'Append-only: who changed what. A hash chain for each tenant; written by append_audit() only.';
comment on column dom360.audit_log.seq is '1, 2, 3 … inside the tenant, without gaps.';
comment on column dom360.audit_log.old is 'The changed columns before, secrets hidden. Null: it was added.';
comment on column dom360.audit_log.new is 'The changed columns after, secrets hidden. Null: it was removed.';
comment on column dom360.audit_log.address is 'Where the request came from: an IP address.';
comment on column dom360.audit_log.prev_hash is 'The hash of the row before; 32 zero bytes in the first.';
comment on column dom360.audit_log.hash is 'SHA-256 of audit_canonical(), which includes prev_hash.';

-- Serves the history of one thing.
create index audit_log_by_subject
    on dom360.audit_log (tenant_id, subject_table, subject_id, seq);

select dom360.protect_tenant_table('dom360.audit_log');
grant select on dom360.audit_log to dom360_app, dom360_jobs;
-- Only append_audit() writes: it belongs to dom360_lookup, and compares the tenant itself.
create policy append_only on dom360.audit_log for insert to dom360_lookup with check (true);
grant insert on dom360.audit_log to dom360_lookup;
-- `dom360 audit verify` reads every tenant's chain.
create policy admin_reads on dom360.audit_log for select to dom360_admin using (true);
grant select on dom360.audit_log to dom360_admin;

select dom360.ensure_month_partitions('audit_log', 3);


create table dom360.audit_heads (
    tenant_id  uuid        not null primary key,
    seq        bigint      not null default 0 check (seq >= 0),
    hash       bytea       not null default decode(repeat('00', 32), 'hex') check (octet_length(hash) = 32),
    kept_from  bigint      not null default 1 check (kept_from > 0),
    kept_prev  bytea       not null default decode(repeat('00', 32), 'hex') check (octet_length(kept_prev) = 32),
    last_at    timestamptz not null default '-infinity',
    created_at timestamptz not null default now()
);

comment on table dom360.audit_heads is
    'Where a tenant''s audit chain ends, and the lock that keeps it one chain.';
comment on column dom360.audit_heads.kept_from is
    'The oldest row that is still kept. Whoever detaches old months moves it, with kept_prev.';
comment on column dom360.audit_heads.kept_prev is 'The prev_hash of that row.';

select dom360.protect_tenant_table('dom360.audit_heads');
create policy append_only on dom360.audit_heads for all to dom360_lookup
    using (true) with check (true);
grant select, insert on dom360.audit_heads to dom360_lookup;
grant update (seq, hash, last_at) on dom360.audit_heads to dom360_lookup;
create policy admin_reads on dom360.audit_heads for select to dom360_admin using (true);
grant select on dom360.audit_heads to dom360_admin;


-- A MASTER's choice of a tenant and its line in that tenant's log are one transaction, which only
-- dom360_admin can be at home in: the session is in one tenant, the log in another.
create policy admin_chooses on dom360.sessions for all to dom360_admin using (true) with check (true);
grant select (tenant_id, id, acting_tenant_id) on dom360.sessions to dom360_admin;
grant update (acting_tenant_id) on dom360.sessions to dom360_admin;
