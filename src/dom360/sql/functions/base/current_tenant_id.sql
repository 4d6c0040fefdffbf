-- The tenant of this transaction, or null when none is set: then no policy lets a row through.
-- A setting that ended with its transaction reads as an empty string, hence nullif. STABLE, never
-- IMMUTABLE: a cached plan would go on serving the tenant before. A malformed value raises 22P02.
create or replace function dom360.current_tenant_id() returns uuid
    language sql stable parallel safe
    as $$ select nullif(pg_catalog.current_setting('app.tenant_id', true), '')::uuid $$;

grant execute on function dom360.current_tenant_id()
    to dom360_owner, dom360_lookup, dom360_app, dom360_auth, dom360_jobs, dom360_admin;
