-- Refuses every move that lead_transitions() does not name, and any change of a merged lead. An agent
-- needs three criteria for QUALIFIED; a person may know more than the messages say.
-- Errors: DM020 illegal move, DM021 merged lead, DM022 too few criteria.
create or replace function dom360.lead_state_guard() returns trigger
    language plpgsql
    as $$
declare
    v_actor jsonb := coalesce(nullif(current_setting('app.lead_actor', true), ''), '{}')::jsonb;
begin
    -- erase_personal_data() overwrites the words; the lead, its score and its states stay as they were.
    if current_user = 'dom360_lookup' then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'NEW' then
            raise exception 'a lead begins as NEW, not as %', new.state using errcode = 'DM020';
        end if;
        return new;
    end if;
    if old.merged_into is not null and new.merged_into is not null
       and to_jsonb(old) - 'merged_into' <> to_jsonb(new) - 'merged_into' then
        raise exception 'this lead was merged into another' using errcode = 'DM021';
    end if;
    if new.state = old.state then
        return new;
    end if;
    if new.state <> all (dom360.lead_transitions(old.state)) then
        raise exception 'a lead cannot go from % to %', old.state, new.state using errcode = 'DM020',
            hint = format('From %s it can go to: %s.', old.state,
                          coalesce(nullif(array_to_string(dom360.lead_transitions(old.state), ', '), ''),
                                   'nowhere'));
    end if;
    if new.state = 'QUALIFIED' and v_actor ->> 'kind' = 'agent' and old.criteria_met < 3 then
        raise exception 'QUALIFIED takes three criteria, this lead has %', old.criteria_met
            using errcode = 'DM022';
    end if;
    return new;
end
$$;

create or replace trigger t10_state before insert or update on dom360.leads
    for each row execute function dom360.lead_state_guard();
