-- What the signed-in role could do beyond the tenant policies. Every column must be false.
select r.rolsuper                                                      as superuser,
       r.rolbypassrls                                                  as bypassrls,
       r.rolcreatedb                                                   as createdb,
       r.rolcreaterole                                                 as createrole,
       r.rolreplication                                                as replication,
       exists (select 1 from pg_auth_members m where m.member = r.oid) as member_of_a_role,
       exists (select 1 from pg_class c where c.relowner = r.oid)      as owner_of_relations
  from pg_roles r
 where r.rolname = current_user;
