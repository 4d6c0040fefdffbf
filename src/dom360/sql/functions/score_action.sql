-- What a score says to do next.
create or replace function dom360.score_action(p_score integer) returns text
    language sql immutable parallel safe
    as $$
    select case when p_score >= 90 then 'book_now'
                when p_score >= 70 then 'qualify_and_book'
                when p_score >= 50 then 'nurture'
                when p_score >= 30 then 'follow_up_in_30_days'
                else 'close_politely' end
    $$;

grant execute on function dom360.score_action(integer) to dom360_app, dom360_jobs;
