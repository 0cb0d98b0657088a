from __future__ import annotations

from ...forms import HouseForm, TextField


class ExportForm(HouseForm):
    """What an export is for; every list that is taken out asks it."""

    purpose = TextField(
        label="导出目的",
        rows=2,
        max_length=200,
        help_text="写明用于什么、交给谁；将随导出记录保存。",
    )
