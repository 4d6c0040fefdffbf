-- The month that a conversation began in, by which the largest ones are found.
create or replace function dom360.set_conversation_month() returns trigger
    language plpgsql
    as $$
begin
    new.month := date_trunc('month', new.created_at at time zone 'utc')::date;
    return new;
end
$$;

create or replace trigger t20_month before insert on dom360.conversations
    for each row execute function dom360.set_conversation_month();
