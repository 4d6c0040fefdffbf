"""When the first words of a streamed answer came."""

import time
from collections.abc import Callable

from dom360.web.agent_call import AgentEvent


class FirstWords:
    """Hands an agent's events on, and remembers after how many milliseconds its first words came.

    `ms` is None until then, and stays so where the answer came as a whole.
    """

    def __init__(
        self,
        hand_on: Callable[[AgentEvent], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.ms: int | None = None
        self._hand_on = hand_on
        self._clock = clock
        self._began = clock()

    def __call__(self, event: AgentEvent) -> None:
        if self.ms is None and event.name == "token":
            self.ms = round((self._clock() - self._began) * 1000)
        self._hand_on(event)
