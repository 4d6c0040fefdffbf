-- The one place where a transaction gets its keys: "id:base64,id2:base64", the first encrypts.
-- set_config() and not SET LOCAL, whose text would hold the keys: 18 hides them in pg_stat_statements,
-- an error's context does not.
-- Gone when the transaction ends. Call it with a bound parameter, never with a literal.
create or replace function dom360.use_encryption_keys(p_keys text) returns void
    language plpgsql
    as $$
begin
    perform pg_catalog.set_config('app.encryption_keys', p_keys, true);
end
$$;

grant execute on function dom360.use_encryption_keys(text) to dom360_app, dom360_jobs;
