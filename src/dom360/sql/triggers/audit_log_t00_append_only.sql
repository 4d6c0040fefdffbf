-- Grants keep the services from changing a row; this keeps everybody else from doing it by mistake.
-- PostgreSQL clones it to each partition.
create or replace function dom360.audit_refuse_change() returns trigger
    language plpgsql
    as $$
begin
    raise exception 'audit_log is append-only' using errcode = 'insufficient_privilege';
end
$$;

create or replace trigger t00_append_only before update or delete on dom360.audit_log
    for each row execute function dom360.audit_refuse_change();
