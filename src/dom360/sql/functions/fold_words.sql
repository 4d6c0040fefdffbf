-- Text as the full-text half of a search compares it: small letters without accents, words and numbers
-- apart (12mm = 12 mm, CP-II = cp ii, 1.200 = 1200), and the plurals that the Portuguese stemmer only
-- knows with their accents (informacoes = informacao, papeis = papel). Needs no extension.
create or replace function dom360.fold_words(p_text text) returns text
    language sql immutable parallel safe
    as $$
    select pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.regexp_replace(
           pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.regexp_replace(
           pg_catalog.regexp_replace(pg_catalog.regexp_replace(dom360.fold_text(p_text),
               '([0-9])\.([0-9]{3})(?![0-9])', '\1\2', 'g'),
               '[^[:alnum:]]+', ' ', 'g'),
               '([0-9])([[:alpha:]])', '\1 \2', 'g'),
               '([[:alpha:]])([0-9])', '\1 \2', 'g'),
               '([[:alpha:]]{2})oes\M', '\1ao', 'g'),
               '([[:alpha:]]{2})ais\M', '\1al', 'g'),
               '([[:alpha:]]{2})eis\M', '\1el', 'g'),
               '([[:alpha:]]{2})ns\M', '\1m', 'g')
    $$;

grant execute on function dom360.fold_words(text) to dom360_app, dom360_lookup;
