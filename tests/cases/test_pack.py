"""What a seat has to know, and no more."""

from __future__ import annotations

from huishang.cases import actions, queries
from huishang.people import actions as people
from tests.discovery.road import told
from tests.valley import FORD, SPRING, Valley


def test_the_pack_gives_nobody_away(valley: Valley) -> None:
    report = told(
        valley.police,
        registered_division=FORD,
        residence_division=SPRING,
        address="甲镇泉村1号",
        school="泉村小学",
        reporter_name="赵某人",
    )
    people.add_guardian(actor=valley.clerk, child_id=report.child_id, name="张大山", relation="61")
    case = actions.open_case(
        actor=valley.worker,
        report_id=report.pk,
        title="留守儿童监护缺失个案",
        issues=("guardianship_absent",),
        summary="张小明（140802201405200016）随祖父张大山（13800138000）生活，祖父住院。",
    )
    pack = queries.need_to_know(case.pk)
    written = str(pack)
    for secret in ("小明", "大山", "泉村", "甲镇", "13800138000", "05200016", "赵某人"):
        assert secret not in written
    assert pack.title == "留守儿童监护缺失个案"
    assert pack.issue_codes == ("guardianship_absent",)
    assert pack.issues == ("监护缺失",)
    (child,) = pack.children
    assert child.name == "张某某"
    assert child.words.startswith("男，")
    assert [(place.label, place.county[-3:]) for place in pack.places] == [
        ("事发地", "盐湖区"),
        ("居住地", "盐湖区"),
        ("户籍地", "稷山县"),
    ]
    assert pack.problem.endswith("生活，祖父住院。")


def test_an_unknown_registration_is_left_out(valley: Valley) -> None:
    from tests.cases.road import opened

    pack = queries.need_to_know(opened(valley).pk)
    assert [place.label for place in pack.places] == ["事发地", "居住地"]
