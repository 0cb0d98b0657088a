"""Whoever has no account is heard: once, kept, answered, and known to nobody without need."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.access import actions as access
from huishang.access.models import SignInLock
from huishang.access.queries import Matter, locks
from huishang.account_rules import rules
from huishang.audit import queries as audit
from huishang.discovery import actions, queries
from huishang.discovery.models import Receipt
from huishang.discovery.policies.receipts import check_digit, code_of, draw_key, read_code
from huishang.discovery.queries import PublicEntry, ReportRow
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.terms import PostKind
from huishang.notifications import queries as notifications
from huishang.workflow.acts import Act
from tests.discovery.road import told
from tests.valley import CITY, SPRING, Valley

CRYING, HOME = "三楼常有孩子哭喊，昨晚又打。", "192.0.2.7"
KEY = "k" * 32


def entry(**fields: Any) -> PublicEntry:
    return PublicEntry(**{"key": KEY, "place": SPRING, "narrative": CRYING, **fields})


def report_of(valley: Valley) -> ReportRow:
    (row,) = queries.reports(valley.clerk).rows
    return row


def answering(actor: Actor, report_id: UUID) -> Act:
    acts = queries.report_acts(actor, report_id)
    return next(act for act in acts if act.name == "answer_reporter")


def said(code: str) -> list[tuple[bool, str]]:
    found = actions.open_conversation(code=code, address=HOME)
    return [(line.by_office, line.text) for line in found.said]


digits = st.text("0123456789", min_size=15, max_size=15)


class TestCode:
    def test_the_check_digit_is_the_published_one(self) -> None:
        assert check_digit("572") == "4"

    @given(digits, st.integers(0, 15), st.integers(1, 9))
    def test_one_wrong_digit_is_told(self, body: str, at: int, off: int) -> None:
        code = body + check_digit(body)
        wrong = code[:at] + str((int(code[at]) + off) % 10) + code[at + 1 :]
        with pytest.raises(ValueError, match="抄错"):
            read_code(wrong)

    @given(digits, st.integers(0, 14))
    def test_two_neighbours_that_changed_places_are_told(self, body: str, at: int) -> None:
        code = body + check_digit(body)
        turned = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        if turned != code:
            with pytest.raises(ValueError, match="抄错"):
                read_code(turned)

    @pytest.mark.parametrize("typed", ["", "123", "１" * 16, "a" * 16, "1" * 17])
    def test_what_is_no_code_is_told(self, typed: str) -> None:
        with pytest.raises(ValueError, match="16位"):
            read_code(typed)

    def test_it_is_read_with_blanks_and_strokes(self) -> None:
        code = code_of(draw_key())
        assert read_code(f" {queries.grouped(code)} ") == read_code(queries.grouped(code)) == code

    def test_two_forms_have_two_codes(self) -> None:
        assert len({code_of(draw_key()) for _ in range(50)}) == 50


class TestReporting:
    """网上报告"""

    def test_words_and_a_place_are_enough(self, valley: Valley) -> None:
        code = actions.receive_from_public(entry=entry())
        row = report_of(valley)
        assert (row.channel, row.child.name) == ("网络", "尚未查明")
        assert row.office == valley.county.office.name
        assert said(code) == [(False, CRYING)]

    def test_the_office_hears_at_once(self, valley: Valley) -> None:
        actions.receive_from_public(entry=entry())
        assert "公众网上报告" in notifications.inbox(valley.clerk)[0].title

    def test_who_reported_is_kept_for_a_purpose_only(self, valley: Valley) -> None:
        actions.receive_from_public(
            entry=entry(reporter_name="邻居老王", reporter_phone="13800000000")
        )
        view = actions.open_report(actor=valley.clerk, report_id=report_of(valley).id)
        assert view.has_reporter
        assert "老王" not in repr(view)
        assert "13800000000" not in repr(view)

    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({"narrative": " "}, "narrative"),
            ({"narrative": "哭" * 10_001}, "narrative"),
            ({"place": ""}, "place"),
            ({"place": CITY}, "place"),
            ({"place": "999999999999"}, "place"),
            ({"key": "1"}, "key"),
            ({"reporter_phone": "电话"}, "reporter_phone"),
            ({"child": "哭" * 501}, "child"),
        ],
    )
    def test_what_is_wrong_is_told(
        self, valley: Valley, fields: dict[str, Any], wrong: str
    ) -> None:
        with pytest.raises(InvalidData) as refusal:
            actions.receive_from_public(entry=entry(**fields))
        assert set(refusal.value.fields) == {wrong}
        assert queries.reports(valley.clerk).rows == ()

    def test_the_same_form_twice_is_one_report_with_one_receipt(self, valley: Valley) -> None:
        codes = {actions.receive_from_public(entry=entry()) for _ in range(3)}
        assert len(codes) == 1
        assert said(codes.pop()) == [(False, CRYING)]
        assert report_of(valley)

    def test_what_a_form_says_otherwise_the_second_time_is_added(self, valley: Valley) -> None:
        code = actions.receive_from_public(entry=entry())
        for _ in range(2):
            assert actions.receive_from_public(entry=entry(narrative="今晚又打。")) == code
        assert said(code) == [(False, CRYING), (False, "今晚又打。")]
        assert report_of(valley)

    def test_another_form_is_another_report(self, valley: Valley) -> None:
        first, second = (
            actions.receive_from_public(entry=entry(key=key)) for key in (KEY, "j" * 32)
        )
        assert first != second
        assert len(queries.reports(valley.clerk).rows) == 2

    def test_the_code_is_kept_nowhere(self, valley: Valley) -> None:
        code = actions.receive_from_public(entry=entry())
        kept = Receipt.objects.values_list("digest", flat=True).get()
        assert code not in kept
        assert KEY not in kept
        assert len(kept) == 64


class TestConversation:
    """往来"""

    def test_goes_both_ways_without_an_account(self, valley: Valley) -> None:
        code = actions.receive_from_public(entry=entry())
        report = report_of(valley)
        actions.answer_reporter(actor=valley.clerk, report_id=report.id, text="已派人上门。")
        actions.add_fact(code=code, text="孩子被带走了，车牌尾号07。", address=HOME)
        assert [line[0] for line in said(code)] == [False, True, False]
        seen = queries.remarks(valley.clerk, report.id)
        assert [line.text for line in seen] == ["已派人上门。", "孩子被带走了，车牌尾号07。"]
        assert seen[0].by == valley.clerk.label
        assert seen[1].by == ""
        assert valley.clerk.label not in repr(actions.open_conversation(code=code, address=HOME))

    def test_the_same_words_twice_in_a_row_are_said_once(self, valley: Valley) -> None:
        code = actions.receive_from_public(entry=entry())
        for text in ("又打了。", "又打了。", "报警了。", "又打了。"):
            actions.add_fact(code=code, text=text, address=HOME)
        assert [line[1] for line in said(code)][1:] == ["又打了。", "报警了。", "又打了。"]

    def test_is_answered_by_who_decides_and_seen_by_who_sees_the_report(
        self, valley: Valley
    ) -> None:
        code = actions.receive_from_public(entry=entry())
        report = report_of(valley)
        actions.add_fact(code=code, text="又打了。", address=HOME)
        for stranger in (valley.other_clerk, valley.police, valley.city_clerk):
            assert queries.remarks(stranger, report.id) == ()
            with pytest.raises(NotVisible):
                actions.answer_reporter(actor=stranger, report_id=report.id, text="好。")
        assert answering(valley.worker, report.id).decision

    def test_only_the_holder_of_a_receipt_is_answered_here(self, valley: Valley) -> None:
        report = told(valley.police)
        act = answering(valley.clerk, report.pk)
        assert not act.here
        with pytest.raises(NotPermitted):
            actions.answer_reporter(actor=valley.police, report_id=report.pk, text="好。")
        with pytest.raises(NotInThisState) as refusal:
            actions.answer_reporter(actor=valley.clerk, report_id=report.pk, text="好。")
        assert refusal.value.message == act.decision.reason

    @pytest.mark.parametrize("text", ["", " ", "又" * 2_001])
    def test_says_what_is_wrong_with_the_words(self, valley: Valley, text: str) -> None:
        code = actions.receive_from_public(entry=entry())
        with pytest.raises(InvalidData):
            actions.add_fact(code=code, text=text, address=HOME)
        with pytest.raises(InvalidData):
            actions.answer_reporter(actor=valley.clerk, report_id=report_of(valley).id, text=text)

    def test_each_step_is_written_down(self, valley: Valley) -> None:
        code = actions.receive_from_public(entry=entry())
        report = report_of(valley)
        said(code)
        actions.add_fact(code=code, text="又打了。", address=HOME)
        actions.answer_reporter(actor=valley.clerk, report_id=report.id, text="已派人上门。")
        entries = audit.events(
            valley.nobody(PostKind.AUDIT_ADMINISTRATOR),
            narrowed=audit.EventFilter(subject_kind="report", subject_id=str(report.id)),
        ).rows
        labels = [entry.label for entry in reversed(entries)]
        assert labels == ["收到报告", "报告人查询回复", "报告人补充情况", "答复报告人"]

    def test_wrong_codes_are_counted_and_lock_the_address_and_no_other(
        self, valley: Valley
    ) -> None:
        code = actions.receive_from_public(entry=entry())
        wrong = code_of("w" * 32)
        for _ in range(rules().address_failures):
            with pytest.raises(NotVisible):
                actions.open_conversation(code=wrong, address=HOME)
        for asked in (code, wrong):
            with pytest.raises(NotPermitted, match="次数过多"):
                actions.open_conversation(code=asked, address=HOME)
        assert actions.open_conversation(code=code, address="192.0.2.8")

    def test_wrong_codes_shut_nobody_out_of_signing_in(self, valley: Valley) -> None:
        for _ in range(rules().address_failures):
            with pytest.raises(NotVisible):
                actions.open_conversation(code=code_of("w" * 32), address=HOME)
        assert locks.locked_until(locks.receipt_key(HOME)) is not None
        assert locks.locked_until(locks.address_key(HOME)) is None

    def test_wrong_passwords_shut_nobody_out_of_a_receipt(self, valley: Valley) -> None:
        code = actions.receive_from_public(entry=entry())
        for _ in range(rules().address_failures):
            access.count_bad_token(address=HOME)
        assert locks.locked_until(locks.address_key(HOME)) is not None
        assert actions.open_conversation(code=code, address=HOME)

    def test_a_slip_of_the_pen_is_not_counted(self, valley: Valley) -> None:
        for _ in range(rules().address_failures + 1):
            with pytest.raises(InvalidData):
                actions.open_conversation(code="1234567890123456", address=HOME)
        assert not SignInLock.objects.exists()


class TestSealed:
    """What was sealed is, to the holder of a receipt as to everybody, not there."""

    def test_the_receipt_opens_nothing_any_more(self, valley: Valley) -> None:
        code = actions.receive_from_public(entry=entry())
        report = report_of(valley)
        actions.answer_reporter(actor=valley.clerk, report_id=report.id, text="已上门看望。")
        access.seal_matter(actor=valley.clerk, matter=Matter.REPORT, matter_id=report.id)
        with pytest.raises(NotVisible) as sealed:
            actions.open_conversation(code=code, address=HOME)
        with pytest.raises(NotVisible):
            actions.add_fact(code=code, text="又听到哭声。", address=HOME)
        with pytest.raises(NotVisible) as nothing:
            actions.open_conversation(code=code_of(draw_key()), address=HOME)
        assert str(sealed.value) == str(nothing.value)

    def test_the_same_form_is_not_lost_and_asks_for_a_new_one(self, valley: Valley) -> None:
        actions.receive_from_public(entry=entry())
        report = report_of(valley)
        access.seal_matter(actor=valley.clerk, matter=Matter.REPORT, matter_id=report.id)
        with pytest.raises(InvalidData, match="重新打开"):
            actions.receive_from_public(entry=entry(narrative="又打了。"))
        actions.receive_from_public(entry=entry(key="n" * 32, narrative="又打了。"))
        assert report_of(valley).id != report.id
