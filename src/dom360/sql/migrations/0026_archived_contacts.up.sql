-- A contact that nobody needs in the list any more. Not an erasure: all of it stays, and whoever
-- writes again is back.
alter table dom360.contacts add column archived_at timestamptz;

comment on column dom360.contacts.archived_at is
    'When somebody of the tenant took the contact out of the list; its next message brings it back.';

grant update (archived_at) on dom360.contacts to dom360_app, dom360_jobs;
