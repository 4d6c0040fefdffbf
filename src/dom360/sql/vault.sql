-- What the vault (db/vault.py) and the rotation (db/rotation.py) say to PostgreSQL.

-- name: inspect_log
-- Whether this server would write a statement's bound values into its log: keys and plaintexts.
select current_setting('log_parameter_max_length_on_error') <> '0'
       or current_setting('log_parameter_max_length') <> '0'
          and (current_setting('log_statement') = 'all'
               or current_setting('log_min_duration_statement') <> '-1'
               or current_setting('log_min_duration_sample') <> '-1'
               or current_setting('log_transaction_sample_rate') <> '0')
       or coalesce(current_setting('auto_explain.log_min_duration', true), '-1') not in ('', '-1')
          and coalesce(current_setting('auto_explain.log_parameter_max_length', true), '-1') <> '0'
       or coalesce(current_setting('pgaudit.log_parameter', true), '') = 'on';

-- name: confirm_keys
select problem, key_id from confirm_encryption_keys(%(keys)s);

-- name: use_keys
select use_encryption_keys(%(keys)s);

-- name: encrypt
select encrypt_sensitive_field(%(plaintext)s, %(table)s, %(column)s);

-- name: decrypt
select decrypt_sensitive_field(%(ciphertext)s, %(table)s, %(column)s);

-- name: blind_indexes
select blind_indexes(%(value)s, %(table)s, %(column)s);

-- name: open_secret
select open_secret(%(tenant_id)s, %(keys)s, %(ciphertext)s, %(table)s, %(column)s) as plaintext;

-- name: list_fields
select table_name, column_name from sensitive_fields();

-- name: list_tenants_after
-- The platform's own tenant too. Only dom360_admin sees more than one.
select id from tenants where %(after)s::uuid is null or id > %(after)s order by id limit %(limit)s;

-- name: reencrypt_field
select last_id, changed, unreadable
  from reencrypt_field(%(tenant_id)s, %(keys)s, %(table)s, %(column)s, %(after)s, %(limit)s);

-- name: retire_keys
select retire_encryption_keys(%(key_id)s);

-- name: release_keys
select release_encryption_keys();
