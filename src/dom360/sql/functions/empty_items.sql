-- As many items as before, with nothing left in them: who counts answers that used a tool or named a
-- passage counts the same as before.
create or replace function dom360.empty_items(p_items jsonb) returns jsonb
    language sql immutable
    as $$
    select coalesce(jsonb_agg(jsonb_build_object('name', '[erased]', 'doc_id', '[erased]')), '[]')
      from jsonb_array_elements(case jsonb_typeof(p_items) when 'array' then p_items else '[]' end)
    $$;

grant execute on function dom360.empty_items(jsonb) to dom360_lookup;
