"""Two distributions bring a package named `escpos`: only python-escpos may be installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, packages_distributions, version

import pytest


def test_escpos_comes_from_python_escpos() -> None:
    assert packages_distributions()["escpos"] == ["python-escpos"]
    assert version("python-escpos") == "3.1"


def test_the_old_fork_is_not_installed() -> None:
    with pytest.raises(PackageNotFoundError):
        version("escpos")
