"""What one process leaves for others is there for all of them, and whoever leaves nothing keeps nobody waiting."""

import os
import signal
from contextlib import closing

import pytest

from kentan.cli.pipes import Aside

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system begins no processes by forking")


def taken_by_a_fork(aside: Aside, expected: bytes) -> int:
    process = os.fork()
    if process == 0:
        os._exit(aside.take() != expected)
    return process


def test_what_was_left_is_there_for_this_process_and_for_those_begun_before_and_after() -> None:
    said = "留下的".encode() * 100_000
    with closing(Aside()) as aside:
        leaving = os.fork()
        if leaving == 0:
            aside.leave(said)
            os._exit(0)
        aside.only_take()
        takers = [taken_by_a_fork(aside, said)]
        assert aside.take() == said
        takers.append(taken_by_a_fork(aside, said))
        assert aside.take() == said
        assert [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in (leaving, *takers)] == [0, 0, 0]


def test_nobody_waits_for_who_is_gone() -> None:
    with closing(Aside()) as aside:
        leaving = os.fork()
        if leaving == 0:
            signal.pause()
        aside.only_take()
        os.kill(leaving, signal.SIGKILL)
        os.waitpid(leaving, 0)
        assert aside.take() == b""
