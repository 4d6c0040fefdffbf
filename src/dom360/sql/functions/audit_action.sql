-- The stable word for a change of a row: what people call it, where that is more than added,
-- changed, removed.
create or replace function dom360.audit_action(p_noun text, p_operation text, p_old jsonb, p_new jsonb)
    returns text
    language sql immutable
    as $$
    select p_noun || '.' || case
        when p_operation = 'INSERT' then
            case p_noun when 'session' then 'signed_in' when 'api_key' then 'created' else 'added' end
        when p_operation = 'DELETE' then 'removed'
        when p_noun = 'session' and p_new ->> 'revoked_at' is not null then 'signed_out'
        when p_noun = 'session' and p_new ->> 'acting_tenant_id' is not null then 'tenant_chosen'
        when p_noun = 'session' and p_new ? 'acting_tenant_id' then 'tenant_left'
        -- The same company once more, or for longer.
        when p_noun = 'session' and p_new ? 'acting_until' then 'tenant_chosen'
        when p_noun in ('api_key', 'invitation') and p_new ->> 'revoked_at' is not null then 'revoked'
        when p_noun = 'invitation' and p_new ->> 'accepted_at' is not null then 'accepted'
        when p_noun = 'user' and p_new ->> 'removed_at' is not null then 'removed'
        when p_noun = 'user' and p_new ? 'disabled_at' then
            case when p_new ->> 'disabled_at' is null then 'enabled' else 'disabled' end
        when p_noun = 'second_factor' and p_new ->> 'confirmed_at' is not null then 'enabled'
        else 'changed'
    end
    $$;

grant execute on function dom360.audit_action(text, text, jsonb, jsonb)
    to dom360_app, dom360_jobs, dom360_admin;
