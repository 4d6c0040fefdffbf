alter table dom360.contacts drop column document_index, drop column document_encrypted;
alter table dom360.inboxes drop column channel_token_encrypted;
revoke update (agent_key_encrypted, crm_token_encrypted, updated_at)
    on dom360.account_vars from dom360_app, dom360_jobs;
alter table dom360.account_vars drop column crm_token_encrypted, drop column agent_key_encrypted;
drop table dom360.encryption_keys;
