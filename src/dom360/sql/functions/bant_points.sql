-- The points of one field: its weight, times how clear the value is, times how sure we are. Budget 25,
-- authority 30, need (pain) 35, timeline 10; the other fields give none. From a confidence of 0.7 on
-- (what an answer to our own question gets) a value counts fully; below, in proportion.
create or replace function dom360.bant_points(p_field text, p_value jsonb, p_confidence numeric)
    returns integer
    language sql immutable parallel safe
    as $$
    select round(
        case p_field when 'budget' then 25 when 'authority' then 30 when 'pain' then 35
                     when 'timeline' then 10 else 0 end
        -- In sixths, and divided once, at the end: a third written as a number is a little too small,
        -- and a half would be rounded down.
        * case p_field
            -- A sum of money. "None" and "it depends" are no budget.
            when 'budget' then case when jsonb_typeof(p_value -> 'amount') = 'number'
                                     and (p_value ->> 'amount')::numeric > 0 then 6 else 0 end
            when 'authority' then case p_value ->> 'decides' when 'self' then 6
                                       when 'shared' then 4 when 'other' then 2 else 0 end
            -- Within three months is soon; later, or unclear, is half of it.
            when 'timeline' then case when jsonb_typeof(p_value -> 'within_days') = 'number'
                                       and (p_value ->> 'within_days')::numeric between 0 and 90
                                      then 6 else 3 end
            else 6 end
        * least(0.7, greatest(0.0, p_confidence)) / (6 * 0.7))::integer
    $$;

grant execute on function dom360.bant_points(text, jsonb, numeric) to dom360_app, dom360_jobs;
