"""What a seat answers: who comes, and its written opinion."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from huishang.conferences.queries import Reply, Seat
from huishang.organisations.queries import Post

from ....forms import HouseForm
from ....forms.judged import Chosen, Stated, Ticked
from ....request import HouseRequest

_ANSWERS = (Reply.COMING, Reply.SUBSTITUTE, Reply.LEAVE)


class ReplyForm(HouseForm):
    """回复参会. An expert comes in person or not at all."""

    reply = Chosen(label="是否参加", widget=forms.RadioSelect)
    attendees = Ticked(label="参会人员")
    reason = Stated(
        label="原因",
        required=False,
        rows=2,
        max_length=300,
        help_text="派人替代或者请假的，必须写明；印入纪要。",
    )

    def __init__(
        self, request: HouseRequest, seat: Seat, staff: Iterable[Post], **options: Any
    ) -> None:
        self._seat = seat
        self._staff = list(staff)
        super().__init__(request, **options)

    def furnish(self) -> None:
        alone = self._seat.expert_id is not None
        answers = [answer for answer in _ANSWERS if not (alone and answer is Reply.SUBSTITUTE)]
        self.choose("reply", [(answer.value, answer.label) for answer in answers])
        if alone:
            del self.fields["attendees"]
            return
        field = self.fields["attendees"]
        field.help_text = (
            f"从本单位名册中选择，{self._seat.get_rank_display()}以上；"
            "名册中没有的，请未保办先登记任职。"
        )
        people = {post.person_id: f"{post.person.name}（{post.title}）" for post in self._staff}
        self.choose("attendees", [(str(key), words) for key, words in people.items()])


class OpinionForm(HouseForm):
    """书面意见."""

    facts = Stated(label="事实情节", rows=4, help_text="写明意见所依据的事实。")
    legal_basis = Stated(label="法律政策依据", rows=2, help_text="写明法律、政策的名称和条款。")
    advice = Stated(
        label="意见建议", rows=5, help_text="对照咨询事项，写明本单位能做什么、建议怎么做。"
    )
