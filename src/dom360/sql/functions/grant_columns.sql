-- Grants dom360_lookup a privilege on those of the columns that exist and that it lacks.
create or replace function dom360.grant_columns(p_privilege text, p_table regclass, p_columns text[])
    returns void
    language plpgsql
    as $$
declare
    v_columns text;
begin
    select string_agg(quote_ident(a.attname), ', ') into v_columns
      from pg_catalog.pg_attribute a
     where a.attrelid = p_table
       and a.attname = any (p_columns)
       and not pg_catalog.has_column_privilege('dom360_lookup', p_table, a.attnum, p_privilege);
    if v_columns is not null then
        execute pg_catalog.format('grant %s (%s) on %s to dom360_lookup', p_privilege, v_columns, p_table);
    end if;
end
$$;
