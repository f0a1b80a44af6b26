"""Tests that share a house, a browser or a folder stay on one worker."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("held together")
def test_a_group_of_tests_is_kept_together(request: pytest.FixtureRequest) -> None:
    """xdist puts the group's name behind a test's id, and schedules by it: a pytest that loses it scatters journeys."""
    if request.config.getoption("dist", "no") != "loadgroup" and not request.config.getoption("loadgroup", False):
        pytest.skip("this run keeps no groups: say --dist loadgroup")
    assert request.node.nodeid.endswith("@held together")
