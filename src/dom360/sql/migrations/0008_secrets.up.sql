-- Secrets that a tenant entrusts to us. They are stored encrypted only, in the form
-- v1:<key id>:<base64>, and the checks refuse everything else: a plaintext cannot be stored by mistake.

-- Which keys the stored secrets need. The canary is a known text under that key, so that a service
-- with another key of the same name finds out when it starts. Nobody gets a grant: the functions do.
create table dom360.encryption_keys (
    key_id      text        not null primary key check (key_id ~ '^[a-z0-9][a-z0-9_-]{0,31}$'),
    canary      text        not null,
    created_at  timestamptz not null default now(),
    retired_at  timestamptz,
    released_at timestamptz,
    check (released_at is null or retired_at is not null)
);

comment on table dom360.encryption_keys is 'The keys that stored secrets were encrypted with, never the keys themselves.';
comment on column dom360.encryption_keys.retired_at is 'From here on it encrypts nothing any more.';
comment on column dom360.encryption_keys.released_at is
    'No secret needs it any more: it may be taken out of DOM360_ENCRYPTION_KEYS.';

alter table dom360.account_vars
    add column agent_key_encrypted text
        check (agent_key_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$'),
    add column crm_token_encrypted text
        check (crm_token_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$');

comment on column dom360.account_vars.agent_key_encrypted is
    'Sent as a bearer token to agents_endpoint_url, and to no other address.';
comment on column dom360.account_vars.crm_token_encrypted is 'What the tenant''s CRM accepts us by.';

grant update (agent_key_encrypted, crm_token_encrypted, updated_at)
    on dom360.account_vars to dom360_app, dom360_jobs;

alter table dom360.inboxes
    add column channel_token_encrypted text
        check (channel_token_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$');

comment on column dom360.inboxes.channel_token_encrypted is
    'What the channel behind this inbox (a messenger, a mail server) accepts us by.';

grant update (channel_token_encrypted) on dom360.inboxes to dom360_app, dom360_jobs;

alter table dom360.contacts
    add column document_encrypted text
        check (document_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$'),
    add column document_index bytea check (octet_length(document_index) = 32),
    add check ((document_encrypted is null) = (document_index is null));

comment on column dom360.contacts.document_encrypted is
    'A number that the state gave this person (CPF, passport), without ornaments.';
comment on column dom360.contacts.document_index is
    'HMAC of the document, bound to the tenant: finds a contact by it without decrypting any.';

-- Serves find_contact_by_document. Not unique: while keys are rotated, one document has two values.
create index contacts_by_document on dom360.contacts (tenant_id, document_index)
    where document_index is not null;

grant update (document_encrypted, document_index) on dom360.contacts to dom360_app, dom360_jobs;
