"""A table is checked as a form is, taken in row by row, once, and by its owner only."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from huishang.access import actions as access
from huishang.audit.models import Event
from huishang.documents import storage
from huishang.imports import actions, queries
from huishang.imports.actions import batches as handing
from huishang.imports.lifecycle import LineState
from huishang.imports.models import Batch, Line
from huishang.kernel import clock
from huishang.kernel.actor import Actor, SystemActor
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.notifications import queries as notifications
from huishang.people.models import Child, Guardian
from tests.imports.tables import child, number, table
from tests.valley import FORD

if TYPE_CHECKING:
    from tests.valley import Valley


def checked(actor: Actor, *rows: dict[str, Any]) -> Batch:
    batch = actions.upload(actor=actor, file=table(*rows))
    actions.work(batch_id=batch.pk)
    return queries.batch(actor, batch.pk)


def taken(actor: Actor, *rows: dict[str, Any]) -> Batch:
    batch = checked(actor, *rows)
    actions.confirm_batch(actor=actor, batch_id=batch.pk)
    actions.work(batch_id=batch.pk)
    return queries.batch(actor, batch.pk)


def faults(batch: Batch) -> dict[int, str]:
    return {line.number: queries.said_of(line.faults) for line in queries.unfit_lines(batch)}


def kept() -> int:
    return Child.objects.unscoped(reason="测试").count()


class TestChecking:
    def test_nothing_is_taken_in_before_a_person_confirms(self, valley: Valley) -> None:
        batch = checked(valley.supervisor, child(1), child(2))
        assert (batch.status, queries.progress(batch).fit, kept()) == ("checked", 2, 0)

    def test_every_row_is_judged_as_the_form_would(self, valley: Valley) -> None:
        batch = checked(
            valley.supervisor,
            child(1, name=""),
            child(2, resident_id=number(2)[:-1]),
            child(3, residence_division=FORD),
            child(4, residence_division="渡村"),
            child(5, **{"name.1": "李四"}),
            child(6, birth_date="1990-01-01", resident_id=None),
            child(7),
            child(8, sex="娃", **{"relation.2": "祖父"}),
        )
        found = faults(batch)
        for row, words in {
            2: "请填写“姓名”",
            3: "应为18位",
            4: "不在您负责的区域内",
            5: "没有“渡村”",
            6: "与儿童的关系",
            7: "不是未成年人",
            9: "监护人姓名",
        }.items():
            assert words in found[row], found[row]
        assert "请从下拉列表中选择" in found[9]
        assert (sorted(found), queries.progress(batch).fit) == ([2, 3, 4, 5, 6, 7, 9], 1)

    def test_a_number_twice_in_the_table_is_named_with_its_first_row(self, valley: Valley) -> None:
        batch = checked(valley.supervisor, child(1), child(2, resident_id=number(1).lower()))
        assert "与第2行的居民身份号码相同" in faults(batch)[3]

    def test_a_number_on_file_is_told_as_far_as_sight_goes(self, valley: Valley) -> None:
        mine = valley.child(name="赵甲", resident_id=number(1))
        theirs = valley.child(
            name="赵乙",
            by=valley.director_of(FORD),
            residence_division=FORD,
            resident_id=number(2),
        )
        batch = checked(
            valley.supervisor,
            child(1, name=mine.name, sex="男"),
            child(2, name=theirs.name, sex="男"),
            child(1, name="钱丙", sex="男", resident_id=number(1)),
        )
        assert queries.progress(batch).known == 1
        assert "不能用于本次登记" in faults(batch)[3]
        assert "渡村" not in faults(batch)[3]
        assert kept() == 2

    def test_who_may_be_on_file_already_is_left_to_a_person(self, valley: Valley) -> None:
        valley.child(name="赵小明")
        batch = checked(
            valley.supervisor, child(1, name="赵小明", sex="男", resident_id="", age=11)
        )
        assert "请用“建立档案”登记" in faults(batch)[2]

    def test_who_begins_no_files_hands_in_no_table(self, valley: Valley) -> None:
        for actor in (valley.police, valley.city_clerk):
            with pytest.raises(NotPermitted):
                actions.upload(actor=actor, file=table(child(1)))
        assert queries.import_act(valley.supervisor).decision

    def test_checking_is_taken_up_where_it_was_broken_off(self, valley: Valley) -> None:
        batch = actions.upload(actor=valley.supervisor, file=table(child(1), child(2)))
        Line.objects.create(batch=batch, number=2, state=LineState.UNFIT.value)
        actions.work(batch_id=batch.pk)
        assert queries.progress(batch).looked_at == 2
        assert list(faults(batch)) == [2]


class TestTakingIn:
    def test_a_row_becomes_a_file_with_guardians_and_events(self, valley: Valley) -> None:
        batch = taken(
            valley.supervisor,
            child(1, **{"name.1": "李四", "relation.1": "母亲", "phone.1": 13800000000}),
        )
        assert (batch.status, queries.progress(batch).taken) == ("done", 1)
        kept = Child.objects.visible_to(valley.director).get()
        assert (kept.resident_id, kept.sex) == (number(1), "2")
        guardian = Guardian.objects.visible_to(valley.director).get()
        assert (guardian.name, guardian.relation, guardian.phone) == ("李四", "52", "13800000000")
        begun = Event.objects.get(act="people.register_child")
        assert begun.actor_account == valley.supervisor.account_id
        assert Event.objects.filter(act__startswith="imports.").count() == 4

    def test_a_row_goes_once_however_often_it_is_worked(self, valley: Valley) -> None:
        batch = taken(valley.supervisor, child(1), child(2))
        actions.work(batch_id=batch.pk)
        assert kept() == 2
        again = checked(valley.supervisor, child(1), child(2))
        assert (queries.progress(again).known, kept()) == (2, 2)
        with pytest.raises(NotInThisState, match="没有可以导入的行"):
            actions.confirm_batch(actor=valley.supervisor, batch_id=again.pk)

    def test_what_no_longer_holds_when_its_turn_comes_is_told(self, valley: Valley) -> None:
        supervisor = valley.supervisor
        batch = checked(
            supervisor,
            child(1),
            child(2),
            child(3, resident_id="", age=9, name="孙小丽"),
            child(4, resident_id="", age=9, name="孙小丽"),
        )
        valley.child(name=child(1)["name"], sex="2", resident_id=number(1))
        valley.child(name="别人", resident_id=number(2))
        actions.confirm_batch(actor=supervisor, batch_id=batch.pk)
        actions.work(batch_id=batch.pk)
        found = queries.progress(batch)
        assert (found.known, found.taken, found.unfit) == (1, 1, 2)
        assert "另一个姓名" in faults(batch)[3]
        assert "可能已有" in faults(batch)[5]

    def test_a_row_is_one_transaction(
        self, valley: Valley, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        batch = checked(valley.supervisor, child(1, **{"name.1": "李四", "relation.1": "母亲"}))
        Line.objects.unscoped(reason="测试").update(state="fit")
        actions.confirm_batch(actor=valley.supervisor, batch_id=batch.pk)
        broken = {**handing.rows_kept(batch)[0].cells, "phone.1": "1"}
        row = handing.rows_kept(batch)[0]
        from huishang.imports.actions import working

        changed = [type(row)(row.number, broken)]
        monkeypatch.setattr(working, "rows_kept", lambda _: changed)
        actions.work(batch_id=batch.pk)
        assert (kept(), queries.progress(batch).unfit) == (0, 1)

    def test_who_left_the_page_is_told_when_it_is_looked_through_and_when_it_is_done(
        self, valley: Valley
    ) -> None:
        batch = taken(valley.supervisor, child(1), child(2, sex="娃"))
        told = notifications.inbox(valley.supervisor)
        assert [(one.title, one.body) for one in told] == [
            ("您上传的导入表：已完成", "已导入1名，已有档案0名，不能导入1名。"),
            ("您上传的导入表：待确认", "可以导入1名，不能导入1名。请核对后开始导入。"),
        ]
        assert {one.link for one in told} == {f"/imports/{batch.pk}/"}
        assert not [one for one in notifications.inbox(valley.clerk) if "导入" in one.title]

    def test_asked_to_stop_it_leaves_the_rest_for_the_next(self, valley: Valley) -> None:
        supervisor = valley.supervisor
        batch = actions.upload(actor=supervisor, file=table(child(1), child(2), child(3)))
        actions.work(batch_id=batch.pk, stop=lambda: True)
        assert queries.progress(batch).looked_at == 0
        actions.work(batch_id=batch.pk)
        actions.confirm_batch(actor=supervisor, batch_id=batch.pk)
        asked = iter((False, True))
        actions.work(batch_id=batch.pk, stop=lambda: next(asked))
        assert (queries.progress(batch).taken, kept()) == (1, 1)
        assert queries.batch(supervisor, batch.pk).status == "running"
        actions.work(batch_id=batch.pk)
        assert (queries.progress(batch).taken, kept()) == (3, 3)
        assert queries.batch(supervisor, batch.pk).status == "done"

    def test_stopped_by_its_owner_meanwhile_it_takes_in_no_further_row(
        self, valley: Valley
    ) -> None:
        supervisor = valley.supervisor
        batch = checked(supervisor, child(1), child(2))
        actions.confirm_batch(actor=supervisor, batch_id=batch.pk)
        rows = iter((False, False))

        def stopped_after_the_first() -> bool:
            if kept():
                actions.stop_batch(actor=supervisor, batch_id=batch.pk)
            return next(rows)

        actions.work(batch_id=batch.pk, stop=stopped_after_the_first)
        assert (queries.batch(supervisor, batch.pk).status, kept()) == ("stopped", 1)

    def test_the_post_given_to_another_takes_nothing_in(self, valley: Valley) -> None:
        supervisor = valley.supervisor
        batch = checked(supervisor, child(1))
        actions.confirm_batch(actor=supervisor, batch_id=batch.pk)
        Batch.objects.unscoped(reason="测试").update(post=valley.clerk.post_id)
        actions.work(batch_id=batch.pk)
        stopped = queries.batch(supervisor, batch.pk)
        assert (stopped.status, kept()) == ("stopped", 0)
        assert "已由他人担任" in stopped.stopped_because

    def test_stopping_leaves_what_was_taken_in(self, valley: Valley) -> None:
        supervisor = valley.supervisor
        batch = checked(supervisor, child(1), child(2))
        actions.confirm_batch(actor=supervisor, batch_id=batch.pk)
        actions.stop_batch(actor=supervisor, batch_id=batch.pk)
        actions.work(batch_id=batch.pk)
        assert (queries.batch(supervisor, batch.pk).status, kept()) == ("stopped", 0)
        done = taken(supervisor, child(3))
        with pytest.raises(NotInThisState):
            actions.stop_batch(actor=supervisor, batch_id=done.pk)
        assert kept() == 1

    def test_who_left_the_post_takes_nothing_in_any_more(self, valley: Valley) -> None:
        supervisor = valley.supervisor
        batch = checked(supervisor, child(1))
        actions.confirm_batch(actor=supervisor, batch_id=batch.pk)
        access.close_account(
            actor=SystemActor("测试"), account_id=supervisor.account_id, reason="调离"
        )
        actions.work(batch_id=batch.pk)
        batch = queries.batch(supervisor, batch.pk)
        assert (batch.status, kept()) == ("stopped", 0)
        assert "无人在任" in batch.stopped_because

    def test_a_damaged_file_stops_its_batch_and_says_so(self, valley: Valley) -> None:
        batch = checked(valley.supervisor, child(1))
        actions.confirm_batch(actor=valley.supervisor, batch_id=batch.pk)
        storage.forget(batch.digest)
        actions.work(batch_id=batch.pk)
        assert "已损坏" in queries.batch(valley.supervisor, batch.pk).stopped_because
        assert "已损坏" in notifications.inbox(valley.supervisor)[0].body


class TestWhoSees:
    def test_only_its_owner_sees_a_batch(self, valley: Valley) -> None:
        batch = checked(valley.supervisor, child(1))
        assert [one.pk for one in queries.batches(valley.supervisor).rows] == [batch.pk]
        for other in (valley.clerk, valley.director, valley.worker):
            assert not queries.batches(other).rows
            with pytest.raises(NotVisible):
                actions.confirm_batch(actor=other, batch_id=batch.pk)
            with pytest.raises(NotVisible):
                actions.fetch_annotated(actor=other, batch_id=batch.pk)

    def test_equal_tables_of_two_people_are_two_files(self, valley: Valley) -> None:
        first, second = (
            actions.upload(actor=one, file=table(child(1)))
            for one in (valley.supervisor, valley.clerk)
        )
        assert first.digest != second.digest


class TestTheCopyWithReasons:
    def test_it_says_what_became_of_each_row_and_nothing_in_it_runs(self, valley: Valley) -> None:
        file = table(child(1), child(2, name="'=1+1", sex="娃"), child(3, address="=x"[1:]))
        batch = actions.upload(actor=valley.supervisor, file=file)
        unseen = load_workbook(
            io.BytesIO(actions.fetch_annotated(actor=valley.supervisor, batch_id=batch.pk)[1])
        ).active
        assert unseen is not None
        assert unseen["B2"].value == "尚未核对"
        actions.work(batch_id=batch.pk)
        _, copy = actions.fetch_annotated(actor=valley.supervisor, batch_id=batch.pk)
        page = load_workbook(io.BytesIO(copy)).active
        assert page is not None
        assert [page[f"B{row}"].value for row in (2, 3, 4)] == ["可以导入", "不能导入", "可以导入"]
        assert "姓名" in page["C3"].value
        assert page["F3"].fill.bgColor.rgb != page["F2"].fill.bgColor.rgb or (
            page["F3"].fill.fgColor.rgb != page["F2"].fill.fgColor.rgb
        )
        assert {cell.data_type for row in page.iter_rows(min_row=2) for cell in row} <= {"s", "n"}

    def test_the_file_and_the_reasons_are_removed_after_some_days(
        self, valley: Valley, settings: Any
    ) -> None:
        batch = checked(valley.supervisor, child(1), child(2, sex="娃"))
        house = SystemActor("测试")
        assert actions.remove_old_files(actor=house) == 0
        Batch.objects.unscoped(reason="测试").update(
            created_at=clock.now() - timedelta(days=settings.IMPORT_KEPT_DAYS)
        )
        assert actions.remove_old_files(actor=house) == 1
        assert actions.remove_old_files(actor=house) == 0
        batch = queries.batch(valley.supervisor, batch.pk)
        assert (batch.status, faults(batch)) == ("stopped", {3: ""})
        with pytest.raises(storage.Damaged):
            storage.fetch(batch.digest)
        with pytest.raises(NotInThisState):
            actions.fetch_annotated(actor=valley.supervisor, batch_id=batch.pk)


def test_a_file_that_is_no_table_leaves_nothing(valley: Valley) -> None:
    with pytest.raises(InvalidData):
        actions.upload(actor=valley.supervisor, file=table())
    assert not Batch.objects.unscoped(reason="测试").exists()
