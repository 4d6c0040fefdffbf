-- Text as a search compares it: small letters without accents. Needs no extension, so that it works
-- wherever PostgreSQL does. U+0300 to U+036F are the combining accents that NFKD splits off.
create or replace function dom360.fold_text(p_text text) returns text
    language sql immutable parallel safe
    as $$
    select regexp_replace(lower(normalize(coalesce(p_text, ''), NFKD)), '[\u0300-\u036f]', '', 'g')
    $$;

grant execute on function dom360.fold_text(text) to dom360_app, dom360_jobs, dom360_lookup, dom360_admin;
