-- Adds one line to a tenant's audit chain, in the caller's transaction. The head's row is locked
-- until that transaction ends: so there are no gaps, also after a rollback, and no forks. Lock order:
-- the head comes last, after everything else that the transaction changes.
-- p_old and p_new are hidden, cut and stored; null or {} for an event without columns.
drop function if exists dom360.append_audit(uuid, text, text, text, jsonb, jsonb);
create function dom360.append_audit(
        p_tenant uuid, p_action text, p_subject_table text, p_subject_id text, p_old jsonb, p_new jsonb)
    returns void
    language plpgsql security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
declare
    -- In a definer function only the setting still knows of a SET ROLE.
    v_caller text := coalesce(nullif(current_setting('role'), 'none'), session_user);
    v_actor jsonb := coalesce(nullif(current_setting('app.actor', true), ''), '{}')::jsonb;
    v_head dom360.audit_heads;
    v_row dom360.audit_log;
begin
    if p_tenant is null
       or p_tenant is distinct from dom360.current_tenant_id()
          and v_caller <> 'dom360_admin' and not pg_has_role(v_caller, 'dom360_owner', 'member') then
        raise exception 'append_audit: not the tenant of this transaction'
            using errcode = 'insufficient_privilege';
    end if;

    insert into dom360.audit_heads (tenant_id) values (p_tenant) on conflict (tenant_id) do nothing;
    select * into strict v_head from dom360.audit_heads where tenant_id = p_tenant for update;

    v_row.tenant_id := p_tenant;
    v_row.seq := v_head.seq + 1;
    v_row.id := dom360.new_id();
    v_row.actor_kind := coalesce(v_actor ->> 'kind', case v_caller
        when 'dom360_admin' then 'platform' when 'dom360_jobs' then 'worker' else 'system' end);
    v_row.actor_id := case when v_actor ? 'kind' then v_actor ->> 'id' else v_caller end;
    v_row.action := p_action;
    v_row.subject_table := p_subject_table;
    v_row.subject_id := p_subject_id;
    v_row.old := dom360.audit_safe(p_old);
    v_row.new := dom360.audit_safe(p_new);
    v_row.request_id := v_actor ->> 'request_id';
    v_row.address := v_actor ->> 'address';
    -- Never before the row before, whatever the clock does: seq and time tell one order.
    v_row.created_at := greatest(clock_timestamp(), v_head.last_at);
    v_row.prev_hash := v_head.hash;
    v_row.hash := sha256(convert_to(dom360.audit_canonical(v_row), 'UTF8'));
    insert into dom360.audit_log values (v_row.*);

    update dom360.audit_heads
       set seq = v_row.seq, hash = v_row.hash, last_at = v_row.created_at
     where tenant_id = p_tenant;
end
$$;

grant execute on function dom360.append_audit(uuid, text, text, text, jsonb, jsonb)
    to dom360_app, dom360_jobs, dom360_admin;
alter function dom360.append_audit(uuid, text, text, text, jsonb, jsonb) owner to dom360_lookup;
-- A cascade runs as the table's owner, whoever deleted the row above. Granted by the new owner: the
-- change of owner would take a grant to the old one along.
set role dom360_lookup;
grant execute on function dom360.append_audit(uuid, text, text, text, jsonb, jsonb) to dom360_owner;
set role dom360_owner;
