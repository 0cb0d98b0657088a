from __future__ import annotations

from huishang.documents.queries import Confidentiality

from ...forms import ChoiceField, HouseForm
from ...forms.judged import Stated


class LevelForm(HouseForm):
    level = ChoiceField(
        label="密级",
        choices=[(level.value, level.label) for level in Confidentiality],
        help_text="封存后任何人不能再看这份公文。涉及国家秘密的内容不得进入本平台。",
    )
    reason = Stated(label="变更理由", rows=3)
