drop policy lookup_reads on dom360.tenants;
revoke select (id, status) on dom360.tenants from dom360_lookup;
drop table dom360.api_keys;
drop table dom360.sessions;
drop table dom360.sign_in_emails;
drop table dom360.users;
