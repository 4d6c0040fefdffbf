revoke insert, select (tenant_id, id) on dom360.invitations from dom360_admin;
drop policy admin_all on dom360.invitations;
alter table dom360.turns drop column holder;
