-- Puts an answer on the budgets that bind its turn, and gives back what the turn held. Returns the
-- budgets that passed their warning or their limit with it, for the audit log: its head comes last in
-- the order of locks. Null, mostly.
create or replace function dom360.charge_budgets(
        p_tenant uuid, p_turn dom360.turns, p_tokens bigint, p_micro_usd bigint)
    returns jsonb
    language plpgsql
    as $$
declare
    v_old dom360.budgets;
    v_new dom360.budgets;
    v_told jsonb;
begin
    for v_old in select * from dom360.lock_budgets(p_tenant, p_turn.inbox_id, p_turn.api_key_id) loop
        v_new := v_old;
        v_new.used_tokens := v_old.used_tokens + p_tokens;
        v_new.used_micro_usd := v_old.used_micro_usd + p_micro_usd;
        if v_old.id = any (p_turn.held_budgets) then
            v_new.held_tokens := greatest(0, v_old.held_tokens - p_turn.held_tokens);
            v_new.held_micro_usd := greatest(0, v_old.held_micro_usd - p_turn.held_micro_usd);
        end if;
        v_new.exhausted_at := coalesce(v_old.exhausted_at, case
            when v_new.used_tokens >= v_old.max_tokens
                 or v_new.used_micro_usd >= v_old.max_micro_usd then now() end);
        v_new.warned_at := coalesce(v_old.warned_at, case
            when v_new.used_tokens >= v_old.max_tokens / 100.0 * v_old.warn_percent
                 or v_new.used_micro_usd >= v_old.max_micro_usd / 100.0 * v_old.warn_percent
            then now() end);

        update dom360.budgets b
           set used_tokens = v_new.used_tokens,
               used_micro_usd = v_new.used_micro_usd,
               held_tokens = v_new.held_tokens,
               held_micro_usd = v_new.held_micro_usd,
               usual_tokens = greatest(p_tokens, (b.usual_tokens * 7 + p_tokens) / 8),
               usual_micro_usd = greatest(p_micro_usd, (b.usual_micro_usd * 7 + p_micro_usd) / 8),
               warned_at = v_new.warned_at,
               exhausted_at = v_new.exhausted_at
         where b.tenant_id = p_tenant and b.id = v_old.id;

        if v_new.warned_at is distinct from v_old.warned_at
           or v_new.exhausted_at is distinct from v_old.exhausted_at then
            v_told := coalesce(v_told, '[]') || jsonb_build_array(jsonb_build_object(
                'id', v_old.id,
                'action', case when v_new.exhausted_at is distinct from v_old.exhausted_at
                               then 'budget.exhausted' else 'budget.warned' end,
                'used_tokens', v_new.used_tokens, 'max_tokens', v_old.max_tokens,
                'used_micro_usd', v_new.used_micro_usd, 'max_micro_usd', v_old.max_micro_usd));
        end if;
    end loop;
    return v_told;
end
$$;

grant execute on function dom360.charge_budgets(uuid, dom360.turns, bigint, bigint)
    to dom360_app, dom360_jobs;
