"""A small run with faults on real processes: killed, restarted, refused, and nothing lost or doubled."""

import pytest

from evals.faults.run import run_faults


@pytest.mark.timeout(400)
async def test_nothing_is_lost_or_doubled_while_everything_breaks() -> None:
    report = await run_faults(chats=8, each=4, breaks=4)
    assert report.details == []
    assert report.figures["breaks"] >= 2
    assert report.n >= 8 * 4
    assert report.passed
