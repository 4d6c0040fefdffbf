revoke select (tenant_id, id, created_at, tool_calls) on dom360.messages from dom360_lookup;
drop policy lookup_reads on dom360.messages;
revoke delete on dom360.messages, dom360.turns from dom360_jobs;
revoke update (kept_from, kept_prev) on dom360.audit_heads from dom360_lookup;
drop table dom360.retention_marks;
drop table dom360.retention_drops;
drop table dom360.retention_holds;
drop table dom360.tenant_plans;
drop table dom360.retention_rules;
