create or replace trigger t70_told after delete or update of status, kind on dom360.tenants
    for each row execute function dom360.tell_of_keys();
