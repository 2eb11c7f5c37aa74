"""The blogs of hostile texts, each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.payloads import FAMILIES
from tests.hostile.sites import build

if TYPE_CHECKING:
    from tests.hostile.sites import Hostile


@pytest.fixture(scope="session", params=FAMILIES)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """The rendered blog of a family."""
    return build(tmp_path_factory.mktemp("hostile"), request.param)
