-- The weekly report by mail: who asked for it, and which week was handed to whom.
create table dom360.report_subscriptions (
    tenant_id  uuid        not null,
    user_id    uuid        not null,
    token      uuid        not null default gen_random_uuid(),
    created_at timestamptz not null default now(),
    primary key (tenant_id, user_id),
    foreign key (tenant_id, user_id) references dom360.users on delete cascade
);

comment on table dom360.report_subscriptions is 'A person who wants the weekly report by mail.';
comment on column dom360.report_subscriptions.token is
    'Stands in the mails'' link for ending them, and can do nothing else.';

select dom360.protect_tenant_table('dom360.report_subscriptions');
grant select, insert, delete on dom360.report_subscriptions to dom360_app;
create policy admin_reads on dom360.report_subscriptions for select to dom360_admin using (true);
grant select on dom360.report_subscriptions to dom360_admin;


-- Its key lets one worker have a mail and no other. Handing it to the mail server is announced first: who
-- dies in the middle of that cannot know whether the server has it, and it is not sent a second time.
create table dom360.report_mails (
    tenant_id uuid        not null,
    user_id   uuid        not null,
    week      date        not null check (extract(isodow from week) = 1),
    state     text        not null default 'waiting'
              check (state in ('waiting', 'handing', 'sent', 'refused')),
    tries     integer     not null default 1 check (tries > 0),
    try_after timestamptz not null,
    ended_at  timestamptz,
    primary key (tenant_id, user_id, week),
    foreign key (tenant_id, user_id) references dom360.users on delete cascade,
    check ((state in ('sent', 'refused')) = (ended_at is not null))
);

comment on table dom360.report_mails is 'The weekly report of one week to one person.';
comment on column dom360.report_mails.try_after is
    'While it waits: when somebody else may take it up, because whoever has it is gone.';

select dom360.protect_tenant_table('dom360.report_mails');
grant select, insert on dom360.report_mails to dom360_app;
grant update (state, tries, try_after, ended_at) on dom360.report_mails to dom360_app;
create policy admin_reads on dom360.report_mails for select to dom360_admin using (true);
grant select on dom360.report_mails to dom360_admin;
