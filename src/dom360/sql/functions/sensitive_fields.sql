-- Every column that holds ciphertexts, with the key of its rows beside the tenant, and its blind index
-- where it has one. A test compares it with the catalogue; reencrypt_field() rotates what is named here.
create or replace function dom360.sensitive_fields()
    returns table (table_name text, column_name text, id_name text, index_name text)
    language sql immutable
    as $$
        values ('account_vars', 'agent_key_encrypted', 'tenant_id', null),
               ('account_vars', 'crm_token_encrypted', 'tenant_id', null),
               ('account_vars', 'embeddings_key_encrypted', 'tenant_id', null),
               ('inboxes', 'channel_token_encrypted', 'id', null),
               ('contacts', 'document_encrypted', 'id', 'document_index'),
               ('second_factors', 'totp_secret_encrypted', 'user_id', null),
               ('identity_providers', 'client_secret_encrypted', 'tenant_id', null),
               ('agents', 'api_key_encrypted', 'id', null)
    $$;

grant execute on function dom360.sensitive_fields() to dom360_app, dom360_jobs;
