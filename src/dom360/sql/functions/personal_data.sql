-- What is personal in the rows that hang on a contact, and what becomes of it when the contact is
-- erased. Every text, json, array or bytes column of such a table needs a line here, except those whose
-- check lists their values; a test says which line is missing, and erase_contact() refuses without it.
-- Lines of columns that are not there (yet) do no harm.
--
--   null     nothing is left
--   marker   a fixed text, where something has to stand there
--   items    as many items as before, with nothing in them: a count may depend on how many there were
--   id       the row's own id, where the value has to be unique
--   digest   the hash of the row's id, where the value is a hash
--   json     the same as a json text
--   keep     no personal data: our own words, or those of the tenant about itself
create or replace function dom360.personal_data()
    returns table (table_name text, column_name text, treatment text)
    language sql immutable parallel safe
    as $$
    values
        ('contacts', 'phone_e164',         'null'),
        ('contacts', 'claimed_phone',      'null'),
        ('contacts', 'name',               'null'),
        ('contacts', 'document_encrypted', 'null'),
        ('contacts', 'document_index',     'null'),
        ('messages', 'content',            'marker'),
        ('messages', 'tool_calls',         'items'),
        ('messages', 'rag_context',        'items'),
        ('messages', 'structured',         'null'),
        ('messages', 'model',              'keep'),
        ('messages', 'price_source',       'keep'),
        ('turns',    'request_id',         'id'),
        ('turns',    'body_hash',          'digest'),
        ('turns',    'agent_type',         'keep'),
        ('turns',    'error_code',         'keep'),
        ('turns',    'held_budgets',       'keep'),
        -- A hash that no token has: the browser of somebody who was erased is a stranger.
        ('web_visitors', 'token_hash',     'digest'),
        ('erasures', 'counts',             'keep'),
        ('conversations', 'handoff_reason', 'null'),
        ('handovers',   'agent_type',      'keep'),
        ('leads',       'source',          'null'),
        ('leads',       'currency',        'keep'),
        ('lead_fields', 'value',           'json'),
        ('lead_events', 'from_state',      'keep'),
        ('lead_events', 'to_state',        'keep'),
        ('lead_events', 'field',           'keep'),
        ('lead_events', 'old',             'null'),
        ('lead_events', 'new',             'null'),
        ('lead_events', 'comment',         'null'),
        ('lead_events', 'actor_id',        'keep'),
        ('agent_tool_calls', 'call_id',    'id'),
        ('agent_tool_calls', 'agent_type', 'keep'),
        ('agent_tool_calls', 'tool',       'keep'),
        ('agent_tool_calls', 'body_hash',  'digest'),
        ('agent_tool_calls', 'error_code', 'keep'),
        ('agent_tool_calls', 'result',     'null')
    $$;

grant execute on function dom360.personal_data() to dom360_lookup, dom360_app, dom360_jobs, dom360_admin;
