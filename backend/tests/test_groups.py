"""What is costly to set up is set up by one worker: pytest 9.2 silently lost the groups."""

import pytest


@pytest.mark.xdist_group("this")
def test_a_group_reaches_the_scheduler(request):
    if getattr(request.config.option, "loadgroup", False):
        assert request.node.nodeid.endswith("@this")
