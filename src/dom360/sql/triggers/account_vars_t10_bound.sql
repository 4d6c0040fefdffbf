-- A secret is for the address it was stored with, and goes when that leads elsewhere: whoever may
-- change the address must not learn the secret by it. One that comes along with the new address stays.
-- And when the zone changes, the days that were counted are still the old one's.
create or replace function dom360.keep_account_vars_bound() returns trigger
    language plpgsql
    as $$
begin
    if dom360.url_origin(new.agents_endpoint_url) is distinct from dom360.url_origin(old.agents_endpoint_url)
       and new.agent_key_encrypted is not distinct from old.agent_key_encrypted then
        new.agent_key_encrypted := null;
        new.agent_key_hint := null;
        new.agent_key_at := null;
    end if;
    if dom360.url_origin(new.crm_url) is distinct from dom360.url_origin(old.crm_url)
       and new.crm_token_encrypted is not distinct from old.crm_token_encrypted then
        new.crm_token_encrypted := null;
        new.crm_token_hint := null;
        new.crm_token_at := null;
    end if;
    if new.timezone <> old.timezone then
        new.counted_timezone := coalesce(old.counted_timezone, old.timezone);
    end if;
    return new;
end
$$;

create or replace trigger t10_bound before update on dom360.account_vars
    for each row execute function dom360.keep_account_vars_bound();
