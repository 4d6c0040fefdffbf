-- A lead that came, went or was moved, given, won, lost or merged. What is learned of it in between is
-- in lead_events, which nobody can change either; here it would fill the log.
create or replace trigger t90_audit after insert or delete on dom360.leads
    for each row execute function dom360.audit_row('lead');

create or replace trigger t91_audit after update on dom360.leads
    for each row when (old.state <> new.state
                       or old.owner_user_id is distinct from new.owner_user_id
                       or old.outcome is distinct from new.outcome
                       or old.value_cents is distinct from new.value_cents
                       or old.merged_into is distinct from new.merged_into)
    execute function dom360.audit_row('lead');
