-- The prices of the platform, which belong to no tenant and tell nothing about one. The services may
-- not read the table itself: they hold rights on tenant tables only.
drop function if exists dom360.list_default_model_prices();
create function dom360.list_default_model_prices()
    returns table (model text, valid_from timestamptz, input bigint, output bigint, cached bigint)
    language sql stable security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
    select p.model, p.valid_from, p.input, p.output, p.cached from dom360.default_model_prices p
    $$;

grant execute on function dom360.list_default_model_prices() to dom360_app, dom360_jobs;
alter function dom360.list_default_model_prices() owner to dom360_lookup;
