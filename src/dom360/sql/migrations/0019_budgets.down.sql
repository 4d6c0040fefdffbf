alter table dom360.turns
    drop column held_micro_usd,
    drop column held_tokens,
    drop column held_budgets,
    drop column api_key_id;
drop table dom360.budgets;
