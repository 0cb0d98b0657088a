"""Provisions about reports: who is bound to report what, and how soon each step follows.

Declared as those of `provisions` are; `vocabulary` reads both.
"""

from __future__ import annotations

from .provision import Provision
from .values import Body, Duration, Industry, ReportableSituation

REPORTABLE: Provision[tuple[ReportableSituation, ...]] = Provision(
    "reportable", "强制报告情形", "密切接触未成年人的单位应当报告的情形，以及限于哪些未成年人。"
)
INDUSTRIES: Provision[tuple[Industry, ...]] = Provision(
    "industries", "强制报告行业", "负有强制报告义务的单位分为哪些行业，哪些应当先行报警。"
)
POLICE_TOLD: Provision[bool] = Provision(
    "police_told", "强制报告报案", "负有强制报告义务的单位是否应当立即向公安机关报案。"
)
MANDATORY_CLOCK: Provision[Duration] = Provision(
    "mandatory_clock", "强制报告时限", "负有义务的单位发现后“立即报告”按多长时间掌握。"
)
DANGER_TOLD: Provision[tuple[Body, ...]] = Provision(
    "danger_told", "危险情形送达", "儿童正在面临危险的，报告同时送达哪些单位，由其分别签收。"
)
FOUND_TOLD: Provision[tuple[Body, ...]] = Provision(
    "found_told", "部门发现通报", "部门在履职中发现的，报告一并通报哪些单位。"
)
ALIKE_WITHIN: Provision[Duration] = Provision(
    "alike_within", "相近报告", "前后多少天以内、同一村（居）的报告，提示可能是同一件事。"
)
ACCEPTANCE_CLOCK: Provision[Duration] = Provision(
    "acceptance_clock", "受理时限", "接报后多久决定是否受理。"
)
DISPOSITION_CLOCK: Provision[Duration] = Provision(
    "disposition_clock", "处置时限", "接报后多久作出处置，立案或者不立案。"
)
FEEDBACK_CLOCK: Provision[Duration] = Provision(
    "feedback_clock", "反馈时限", "作出处置或者不予受理后，多久告知报告人。"
)
