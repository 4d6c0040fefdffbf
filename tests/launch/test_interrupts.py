"""Signals that ask `dom360 up` to end: none of them gets lost."""

import signal

import pytest

from dom360.launch.interrupts import Interrupted, Interrupts


class _Clearing:
    """Python drops what is raised while it clears this away, and says so on standard error."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGHUP)


def test_the_first_signal_interrupts_and_the_next_one_hurries():
    with Interrupts() as interrupts, pytest.raises(Interrupted) as caught:
        signal.raise_signal(signal.SIGTERM)
    assert caught.value.signal is signal.SIGTERM

    with interrupts:
        signal.raise_signal(signal.SIGINT)
    assert interrupts.is_forced()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_signal_that_came_while_python_cleared_something_away_is_not_lost():
    with Interrupts() as interrupts:
        interrupts.raise_again()
        cleared = _Clearing()
        del cleared

        with pytest.raises(Interrupted) as caught:
            interrupts.raise_again()
        assert caught.value.signal is signal.SIGHUP

        interrupts.stop_raising()
        interrupts.raise_again()
        assert not interrupts.is_forced()
