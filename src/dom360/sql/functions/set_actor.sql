-- Who acts in this transaction, for the audit log: set beside set_tenant, in the same statement. SET
-- LOCAL for the same reasons. Kept as JSON, so that one setting carries it all.
create or replace function dom360.set_actor(
        p_kind text, p_id text, p_request_id text default null, p_address text default null)
    returns void
    language plpgsql
    as $$
begin
    if p_kind is null or p_kind not in ('user', 'api_key', 'platform', 'worker', 'system') then
        raise exception 'set_actor: no such kind of actor' using errcode = 'invalid_parameter_value';
    end if;
    execute pg_catalog.format('set local app.actor = %L', pg_catalog.jsonb_build_object(
        'kind', p_kind, 'id', pg_catalog.left(p_id, 200),
        'request_id', pg_catalog.left(p_request_id, 200), 'address', pg_catalog.left(p_address, 64)));
end
$$;

grant execute on function dom360.set_actor(text, text, text, text)
    to dom360_app, dom360_jobs, dom360_admin;
