"""What is written down about one agenda item, and by its seats."""

from __future__ import annotations

from ....forms import HouseForm, TextField


class QuestionsForm(HouseForm):
    """咨询事项."""

    questions = TextField(
        label="咨询事项",
        rows=6,
        help_text="每行一项，写明请参会单位研究答复的问题；随通知送达，不写未成年人姓名。",
    )
