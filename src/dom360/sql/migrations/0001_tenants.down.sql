drop table dom360.account_vars;
drop table dom360.tenant_slugs;
drop table dom360.tenants;
