-- What may be written down of a row: values under a secret's name are hidden (that they changed
-- still shows), addresses lose sign-ins and queries, and long texts are cut.
create or replace function dom360.audit_safe(p_value jsonb) returns jsonb
    language plpgsql immutable
    as $$
declare
    v_text text;
begin
    case jsonb_typeof(p_value)
    when 'object' then
        return (select coalesce(jsonb_object_agg(e.key, case
                           when jsonb_typeof(e.value) <> 'null' and e.key ~*
                               '(^|_)(password|secret|token|hash|encrypted|credentials?|api_?key|ciphertext)$'
                               then '"[hidden]"'
                           else dom360.audit_safe(e.value)
                       end), '{}')
                  from jsonb_each(p_value) e);
    when 'array' then
        return (select coalesce(jsonb_agg(dom360.audit_safe(e.value) order by e.place), '[]')
                  from jsonb_array_elements(p_value) with ordinality e (value, place));
    when 'string' then
        v_text := p_value #>> '{}';
        if v_text ~* '^[a-z][a-z0-9+.-]*://' then
            v_text := regexp_replace(v_text, '^([^:]+://)[^/?#]*@', '\1[hidden]@');
            v_text := regexp_replace(v_text, '[?#].*$', '?[hidden]');
        end if;
        if length(v_text) > 2000 then
            v_text := format('%s… (%s characters)', left(v_text, 2000), length(v_text));
        end if;
        return to_jsonb(v_text);
    else
        return p_value;
    end case;
end
$$;

grant execute on function dom360.audit_safe(jsonb) to dom360_lookup;
