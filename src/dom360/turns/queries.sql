-- name: begin_turn
select * from begin_turn(%(tenant_id)s, %(request_id)s, %(body_hash)s, %(inbox_id)s, %(agent_type)s,
                         %(conversation_id)s, %(phone)s, %(name)s, %(content)s,
                         %(lease_margin_ms)s, %(history)s, %(api_key_id)s, %(holder)s);

-- name: claim_turn
select * from claim_turn(%(tenant_id)s, %(turn_id)s, %(attempt)s, %(take_over)s,
                         %(lease_margin_ms)s, %(history)s, %(holder)s);

-- name: finish_turn
select * from finish_turn(%(tenant_id)s, %(turn_id)s, %(attempt)s, %(content)s, %(visibility)s, %(model)s,
                   %(input_tokens)s, %(output_tokens)s, %(cached_tokens)s, %(total_tokens)s,
                   %(cost_micro_usd)s, %(agent_latency_ms)s, %(tool_calls)s, %(rag_context)s,
                   %(structured)s, %(price_source)s, %(handoff)s, %(first_token_ms)s);

-- name: fail_turn
select fail_turn(%(tenant_id)s, %(turn_id)s, %(attempt)s, %(error_code)s,
                 %(error_status)s) as failed;

-- name: list_abandoned_turns
select tenant_id, turn_id, attempt from list_abandoned_turns(%(limit)s);

-- name: get_open_turn
select t.request_id, m.content as question
  from turns t
  join messages m on m.tenant_id = t.tenant_id and m.created_at = t.user_message_at
                 and m.id = t.user_message_id
 where t.tenant_id = %(tenant_id)s
   and t.id = %(turn_id)s;

-- name: find_end
select t.state, t.error_code
  from turns t
 where t.tenant_id = %(tenant_id)s
   and t.id = %(turn_id)s;

-- name: find_answered_turn
select t.request_id, t.conversation_id, t.latency_ms,
       q.id as question_id, q.message_index as question_index, q.content as question,
       q.created_at as question_at,
       a.id as answer_id, a.message_index as answer_index, a.content as answer,
       a.created_at as answer_at, a.model, a.input_tokens, a.output_tokens, a.cached_tokens,
       a.total_tokens, a.cost_micro_usd, a.tool_calls, a.rag_context,
       coalesce(a.structured -> 'degraded' = 'true', false) as degraded,
       case when jsonb_typeof(a.structured -> 'degraded_reason') = 'string'
            then left(a.structured ->> 'degraded_reason', 100) end as degraded_reason
  from turns t
  join messages q on q.tenant_id = t.tenant_id and q.created_at = t.user_message_at
                 and q.id = t.user_message_id
  join messages a on a.tenant_id = t.tenant_id and a.created_at = t.answer_message_at
                 and a.id = t.answer_message_id
 where t.tenant_id = %(tenant_id)s
   and t.id = %(turn_id)s
   and t.state = 'answered';
