"""What the pages want of the npm packages, and that its absence is seen."""

from __future__ import annotations

import pytest

from huishang import assets


def test_icons_are_wanted_though_they_are_never_served(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all("icons" not in line for line in assets.missing() if assets.ICONS.is_dir())
    monkeypatch.setattr(assets, "ICONS", assets.NODE_MODULES / "@tabler" / "no-icons")
    assert "@tabler/no-icons" in assets.missing()
