"""Tests of a group run in one process: nothing else would tell when they no longer do."""

import pytest


@pytest.mark.xdist_group("example")
def test_the_group_of_a_test_is_in_its_id(request: pytest.FixtureRequest) -> None:
    is_grouping = getattr(request.config.option, "loadgroup", False)
    assert request.node.nodeid.endswith("@example") == is_grouping
