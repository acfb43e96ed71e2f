"""A hall full of virtual devices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drivers.lobby.hall import Hall, opened_hall


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with opened_hall(tmp_path) as hall:
        yield hall
