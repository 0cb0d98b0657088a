"""Who may is asked first; state and rules only of who may."""

from __future__ import annotations

from collections.abc import Iterator

from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.workflow.acts import Act

NOT_YOURS, NOT_YET = refused("不归您办理。"), refused("还没有到这一步。")


def test_the_first_refusal_is_the_one_that_is_told() -> None:
    assert Act.judged("close", "结案", (NOT_YOURS, NOT_YET)).decision is NOT_YOURS
    assert Act.judged("close", "结案", (ALLOWED, NOT_YET)).decision is NOT_YET
    assert Act.judged("close", "结案", (ALLOWED, ALLOWED, NOT_YET)).decision is NOT_YET
    assert Act.judged("close", "结案", (ALLOWED, ALLOWED)).decision


def test_who_may_not_is_not_told_whether_it_is_the_time() -> None:
    def checks() -> Iterator[Decision]:
        yield NOT_YOURS
        raise AssertionError("asked of somebody whose act it is not")

    act = Act.judged("close", "结案", checks())
    assert act.may is NOT_YOURS
    assert act.now
