"""The books must agree: what the messages say is what was metered."""

from tests.support.postgres import ScratchDatabase

_DIFFERENCES = """
with said as (
    select m.tenant_id, m.inbox_id, (m.created_at at time zone v.timezone)::date as day,
           count(*) as messages, count(*) filter (where m.role = 'assistant') as answers,
           sum(m.input_tokens) as input_tokens, sum(m.output_tokens) as output_tokens,
           sum(m.cached_tokens) as cached_tokens, sum(m.total_tokens) as total_tokens,
           sum(coalesce(m.cost_micro_usd, 0)) as cost
      from dom360.messages m join dom360.account_vars v using (tenant_id)
     group by 1, 2, 3
), metered as (
    select tenant_id, inbox_id, day, sum(messages) as messages, sum(answers) as answers,
           sum(input_tokens) as input_tokens, sum(output_tokens) as output_tokens,
           sum(cached_tokens) as cached_tokens, sum(total_tokens) as total_tokens,
           sum(cost_micro_usd) as cost
      from dom360.consumption_inbox_daily
     group by 1, 2, 3
    having sum(messages) > 0
)
(select * from said except select * from metered)
union all
(select * from metered except select * from said)
"""

_BROKEN_ORDER = """
select conversation_id, count(*), max(message_index), count(distinct message_index)
  from dom360.messages
 group by tenant_id, conversation_id
having count(*) <> max(message_index) or count(*) <> count(distinct message_index)
"""


def assert_books_agree(database: ScratchDatabase) -> None:
    """Sums equal messages for every tenant, inbox and day; every conversation counts 1..n."""
    for query in (_DIFFERENCES, _BROKEN_ORDER):
        found = database.rows(query)
        assert found == [], found
