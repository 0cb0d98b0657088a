"""Numbers run without gaps, whoever comes at the same moment, on both databases."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from django.db import transaction

from huishang.documents import actions as documents
from huishang.documents.actions.numbering import ABBREVIATIONS, STRIDE, parsed
from huishang.kernel.errors import InvalidData
from huishang.kernel.ids import new_id
from huishang.kernel.terms import OrganisationKind
from tests.documents.papers import Registry
from tests.together import at_once

DAY = date(2026, 3, 2)


@pytest.mark.django_db
class TestANumber:
    def test_runs_by_organisation_series_and_year(self, registry: Registry) -> None:
        office, police = registry.office.pk, registry.police.pk

        def take(organisation: object, series: str, day: date = DAY) -> str:
            return documents.next_number(organisation, series, "运未保办备", day)  # type: ignore[arg-type]

        assert take(office, "落实备案") == "运未保办备〔2026〕1号"
        assert take(office, "落实备案") == "运未保办备〔2026〕2号"
        assert take(office, "会议纪要") == "运未保办备〔2026〕1号"
        assert take(police, "落实备案") == "运未保办备〔2026〕1号"
        assert take(office, "落实备案", date(2027, 1, 1)) == "运未保办备〔2027〕1号"
        assert take(office, "落实备案") == "运未保办备〔2026〕3号"

    def test_a_scattered_series_steps_at_random_and_never_twice(self, registry: Registry) -> None:
        """So that a number missing from a list says nothing of what was sealed."""
        taken = [
            parsed(
                documents.scattered_number(registry.office.pk, "个案", "运未保办个案", DAY)
            ).serial
            for _ in range(60)
        ]
        steps = {later - earlier for earlier, later in pairwise(taken)}
        assert steps <= set(range(1, STRIDE + 1))
        assert len(steps) > STRIDE // 2

    def test_a_failed_act_gives_its_number_back(self, registry: Registry) -> None:
        @transaction.atomic
        def fail() -> None:
            documents.next_number(registry.office.pk, "落实备案", "甲", DAY)
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()
        assert documents.next_number(registry.office.pk, "落实备案", "甲", DAY).endswith("〕1号")

    def test_without_a_mark_there_is_nothing_to_number_with(self, registry: Registry) -> None:
        school = registry.city.body(OrganisationKind.SCHOOL)
        assert documents.mark_of(school.pk, "落实备案") == ""
        with pytest.raises(InvalidData, match="没有登记机关代字"):
            documents.next_number(school.pk, "落实备案", "", DAY)

    def test_the_mark_says_the_series(self, registry: Registry) -> None:
        assert documents.mark_of(registry.office.pk, "会商通知") == "运未保办"
        assert documents.mark_of(registry.office.pk, "落实备案") == "运未保办备"
        assert documents.mark_of(registry.office.pk, "专题研究") == "运未保办专题研究"

    def test_no_two_series_share_an_abbreviation(self) -> None:
        assert len(set(ABBREVIATIONS.values())) == len(ABBREVIATIONS)

    def test_a_number_reads_back(self) -> None:
        assert str(parsed("运未保办备〔2026〕12号")) == "运未保办备〔2026〕12号"
        with pytest.raises(ValueError, match="不是发文字号"):
            parsed("第12号")


@pytest.mark.django_db(transaction=True)
class TestTogether:
    def test_outside_a_transaction_no_number_is_given(self) -> None:
        with pytest.raises(RuntimeError, match="outside the transaction"):
            documents.next_number(new_id(), "落实备案", "甲", DAY)

    def test_people_who_come_at_once_get_neighbouring_numbers(self) -> None:
        registry = Registry()

        def take(fails: bool) -> str:
            with transaction.atomic():
                number = documents.next_number(registry.office.pk, "落实备案", "甲", DAY)
                if fails:
                    raise ZeroDivisionError
            return number

        answers = at_once(*[lambda n=n: take(fails=n % 4 == 0) for n in range(12)])  # type: ignore[misc]
        given = sorted(int(str(answer)[7:-1]) for answer in answers if isinstance(answer, str))
        assert given == list(range(1, 10))
