create or replace trigger t90_audit after insert or delete on dom360.second_factors
    for each row execute function dom360.audit_row('second_factor');

-- Each accepted code moves last_step: the sign-in that it was for is the event.
create or replace trigger t91_audit after update on dom360.second_factors
    for each row when (old.confirmed_at is distinct from new.confirmed_at
                       or old.totp_secret_encrypted is distinct from new.totp_secret_encrypted)
    execute function dom360.audit_row('second_factor');
