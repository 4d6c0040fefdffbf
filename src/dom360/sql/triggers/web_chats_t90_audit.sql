create or replace trigger t90_audit after insert or update or delete on dom360.web_chats
    for each row execute function dom360.audit_row('web_chat');
