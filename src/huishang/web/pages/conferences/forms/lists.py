"""The filters above the lists."""

from __future__ import annotations

from huishang.conferences.queries import ConferenceState, RequestState

from ....forms import ChoiceField, DayField, FilterForm

_ALL = ("", "全部")


class RequestFilter(FilterForm):
    status = ChoiceField(label="状态", required=False, choices=[_ALL, *RequestState.choices()])


class ConferenceFilter(FilterForm):
    status = ChoiceField(label="状态", required=False, choices=[_ALL, *ConferenceState.choices()])
    since = DayField(label="会议日期从", required=False)
    until = DayField(label="至", required=False)
