revoke select (tenant_id, id, created_at, tool_calls) on dom360.messages from dom360_lookup;
drop policy lookup_reads on dom360.messages;
revoke delete on dom360.messages, dom360.turns from dom360_jobs;
drop table dom360.retention_holds;
drop table dom360.tenant_plans;
drop table dom360.retention_rules;
