-- Whom a secret that goes with an address is meant for: scheme, host and port, in one spelling.
create or replace function dom360.url_origin(p_url text) returns text
    language sql immutable parallel safe
    as $$
    select regexp_replace(lower(substring(btrim(p_url) from '^[^/?#]*//[^/?#]*')),
                          '^(http://.*):80$|^(https://.*):443$', '\1\2')
    $$;

grant execute on function dom360.url_origin(text) to dom360_app, dom360_jobs, dom360_admin;
