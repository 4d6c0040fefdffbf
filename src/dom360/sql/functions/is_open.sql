-- Whether an inbox with these business hours is open at a moment, by its tenant's clock. Without hours
-- it always is.
create or replace function dom360.is_open(p_hours jsonb, p_timezone text, p_at timestamptz)
    returns boolean
    language sql stable parallel safe
    as $$
    select p_hours is null or exists (
        select from (select p_at at time zone p_timezone as at) local
         cross join lateral jsonb_array_elements(
             coalesce(p_hours -> to_char(local.at, 'FMday'), '[]')) span
         where to_char(local.at, 'HH24:MI') >= span ->> 'from'
           and to_char(local.at, 'HH24:MI') < span ->> 'to')
    $$;

grant execute on function dom360.is_open(jsonb, text, timestamptz) to dom360_app, dom360_jobs;
