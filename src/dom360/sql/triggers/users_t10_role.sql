-- A MASTER is made by the platform, never by the role that serves a company's own administrators.
create or replace function dom360.users_role_guard() returns trigger
    language plpgsql
    as $$
begin
    if current_user = 'dom360_app' then
        raise exception 'only the platform makes a MASTER' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;

grant execute on function dom360.users_role_guard() to dom360_app, dom360_jobs, dom360_admin;

create or replace trigger t10_role before insert on dom360.users
    for each row when (new.role = 'MASTER') execute function dom360.users_role_guard();

create or replace trigger t11_role before update of role on dom360.users
    for each row when (new.role = 'MASTER' and old.role <> 'MASTER')
    execute function dom360.users_role_guard();
