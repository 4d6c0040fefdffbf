-- The text whose SHA-256, in UTF-8, is the row's hash: a JSON array, so no value can run into the
-- next one. docs/audit.md tells it byte for byte; `dom360 audit verify` spells it out once more and
-- does not trust this function.
create or replace function dom360.audit_canonical(p_row dom360.audit_log) returns text
    language sql stable
    as $$
    select jsonb_build_array(
        'dom360-audit-1', p_row.tenant_id, p_row.seq, p_row.id, p_row.actor_kind, p_row.actor_id,
        p_row.action, p_row.subject_table, p_row.subject_id, p_row.old, p_row.new, p_row.request_id,
        p_row.address, to_char(p_row.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        encode(p_row.prev_hash, 'hex'))::text
    $$;

grant execute on function dom360.audit_canonical(dom360.audit_log)
    to dom360_lookup, dom360_app, dom360_jobs, dom360_admin;
