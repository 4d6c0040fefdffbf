-- A model's key is for the provider and the address it was stored with, and goes when either leads
-- elsewhere (see account_vars_t10_bound.sql).
create or replace function dom360.keep_agents_bound() returns trigger
    language plpgsql
    as $$
begin
    if (new.provider is distinct from old.provider
        or dom360.url_origin(new.base_url) is distinct from dom360.url_origin(old.base_url))
       and new.api_key_encrypted is not distinct from old.api_key_encrypted then
        new.api_key_encrypted := null;
        new.api_key_hint := null;
        new.api_key_at := null;
    end if;
    return new;
end
$$;

create or replace trigger t10_bound before update on dom360.agents
    for each row execute function dom360.keep_agents_bound();
