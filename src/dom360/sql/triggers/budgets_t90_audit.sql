create or replace trigger t90_audit after insert or delete on dom360.budgets
    for each row execute function dom360.audit_row('budget');

-- That a budget is used is no event; charge_budgets() tells when it runs low.
create or replace trigger t91_audit after update on dom360.budgets
    for each row when (old.kind is distinct from new.kind
                       or old.max_tokens is distinct from new.max_tokens
                       or old.max_micro_usd is distinct from new.max_micro_usd
                       or old.warn_percent is distinct from new.warn_percent)
    execute function dom360.audit_row('budget');
