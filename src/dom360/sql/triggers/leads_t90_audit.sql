-- A lead that came, went or was moved, given, won, lost or merged. What is learned of it in between is
-- in lead_events, which nobody can change either; here it would fill the log.
create or replace trigger t90_audit after insert or delete on dom360.leads
    for each row execute function dom360.audit_row('lead');

create or replace trigger t91_audit after update on dom360.leads
    for each row when ((old.state, old.owner_user_id, old.outcome, old.value_cents, old.merged_into)
                       is distinct from
                       (new.state, new.owner_user_id, new.outcome, new.value_cents, new.merged_into))
    execute function dom360.audit_row('lead');
