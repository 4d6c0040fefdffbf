-- A new company begins with an invitation for its first administrator, in the transaction that makes it.
create policy admin_all on dom360.invitations for all to dom360_admin using (true) with check (true);
grant insert, select (tenant_id, id) on dom360.invitations to dom360_admin;

-- Who has a turn. A call whose connection broke right after its commit finds its own turn again and
-- goes on with it; before, the turn waited for the lease that nobody held any more.
alter table dom360.turns add column holder uuid;

comment on column dom360.turns.holder is
    'Made up by the process at work, anew for each call: whoever knows it is the one who has the turn.';

grant update (holder) on dom360.turns to dom360_app, dom360_jobs;
