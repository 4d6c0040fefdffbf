"""Every job of the queue, counted and traced. Its arguments are in neither."""

import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from dom360.kit.tracing import work_span
from dom360.web import metrics

if TYPE_CHECKING:
    from procrastinate import JobContext
    from procrastinate.worker import Worker


async def watch(call_next: Callable[[], Awaitable[Any]], context: "JobContext", _: "Worker") -> Any:  # noqa: ANN401  # whatever the job returns
    """A middleware of Procrastinate's worker."""
    task = context.job.task_name
    started = time.perf_counter()
    outcome: metrics.JobOutcome = "failed"
    try:
        with work_span(f"job {task}", dom360__task=task):
            result = await call_next()
        outcome = "done"
        return result
    finally:
        metrics.job_ended(task, outcome, time.perf_counter() - started)
