create or replace trigger t90_audit after insert or delete on dom360.inbox_agents
    for each row execute function dom360.audit_row('inbox_agent');
