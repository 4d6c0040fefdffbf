-- How long a plan keeps its rows, and who is on which plan. Without a rule everything is kept: nothing
-- is ever deleted before somebody said so.
create table dom360.retention_rules (
    plan       text    not null check (plan ~ '^[a-z][a-z0-9_-]{0,31}$'),
    table_name name    not null,
    months     integer not null check (months between 1 and 1200),
    archive    boolean not null default true,
    primary key (plan, table_name)
);

comment on table dom360.retention_rules is
    'How many months a plan keeps of a table that is split by month. No row: kept forever.';
comment on column dom360.retention_rules.months is
    'Whole months before the present one. The rule of messages holds for turns, too.';
comment on column dom360.retention_rules.archive is
    'Whether whole months go to a file before they are dropped (`dom360 db retain --apply`).';

grant select, insert, update, delete on dom360.retention_rules to dom360_admin;
grant select on dom360.retention_rules to dom360_lookup;


create table dom360.tenant_plans (
    tenant_id uuid not null primary key references dom360.tenants on delete cascade,
    plan      text not null check (plan ~ '^[a-z][a-z0-9_-]{0,31}$')
);

comment on table dom360.tenant_plans is 'The plan of a tenant. No row: the plan named standard.';

select dom360.protect_tenant_table('dom360.tenant_plans');
create policy admin_all on dom360.tenant_plans for all to dom360_admin using (true) with check (true);
grant select, insert, delete, update (plan) on dom360.tenant_plans to dom360_admin;
-- A whole month goes only when every tenant's plan lets it go: retention_due() looks at all of them.
create policy lookup_reads on dom360.tenant_plans for select to dom360_lookup using (true);
grant select (plan) on dom360.tenant_plans to dom360_lookup;


create table dom360.retention_holds (
    table_name name        not null,
    month      date        not null check (extract(day from month) = 1),
    until      timestamptz not null,
    primary key (table_name, month)
);

comment on table dom360.retention_holds is
    'Months that retention leaves alone for a while: an archive that was brought back.';

grant select, insert, update, delete on dom360.retention_holds to dom360_admin;
grant select on dom360.retention_holds to dom360_lookup;


create table dom360.retention_drops (
    table_name  name        not null primary key,
    gone_before timestamptz not null
);

comment on table dom360.retention_drops is 'Up to when whole months of a table were dropped.';

grant select on dom360.retention_drops to dom360_lookup;


create table dom360.retention_marks (
    tenant_id   uuid        not null references dom360.tenants on delete cascade,
    table_name  name        not null,
    gone_before timestamptz not null,
    primary key (tenant_id, table_name)
);

comment on table dom360.retention_marks is
    'Up to when rows of one tenant were deleted, whose plan keeps less than the others.';

select dom360.protect_tenant_table('dom360.retention_marks');
grant select, insert, update (gone_before) on dom360.retention_marks to dom360_jobs;


-- The audit chain begins later when a month of it goes.
grant update (kept_from, kept_prev) on dom360.audit_heads to dom360_lookup;

-- Deleting for a plan that keeps less than the others, tenant by tenant, under row security.
grant delete on dom360.messages, dom360.turns to dom360_jobs;

-- find_tool_calls() reads through the GIN index: jsonb's @> is not leakproof, so under a tenant policy
-- no index can serve it. The function compares the tenant itself, and gives keys only.
create policy lookup_reads on dom360.messages for select to dom360_lookup using (true);
grant select (tenant_id, id, created_at, tool_calls) on dom360.messages to dom360_lookup;
