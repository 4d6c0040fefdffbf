-- Serves a contact's page and the list of contacts, which counts each one's conversations; and whoever
-- tells or erases all of one person.
create index conversations_by_contact on dom360.conversations (tenant_id, contact_id);
