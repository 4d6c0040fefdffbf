-- What people bring, replace and remove. How far the worker has come with it is no news.
create or replace trigger t90_audit after insert or delete on dom360.documents
    for each row execute function dom360.audit_row('document');

create or replace trigger t91_audit after update on dom360.documents
    for each row when (old.version <> new.version)
    execute function dom360.audit_row('document');
