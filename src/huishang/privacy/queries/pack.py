"""The year's compliance material, and a sheet of anchors, as forms to be printed.

Basis: provisions ``compliance_audit`` and ``compliance_audit_due``. Every number is counted from
the record; what was not done stands there as nought.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from huishang.access import events as access
from huishang.audit import queries as audit
from huishang.audit.event_types import EventType, Nature
from huishang.audit.queries import Anchor, Unusual, Year
from huishang.audit.queries.noting import grouped
from huishang.documents.rendering.form import Masthead, NoticeForm, Section, Signature
from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor
from huishang.kernel.clock import BEIJING
from huishang.kernel.divisions import NATION
from huishang.law import book, provisions
from huishang.law.provision import Provision
from huishang.law.rules import Rules

from ..lifecycle import BreachState, RequestState
from ..models import Activity, Breach, ImpactAssessment, RightsRequest

PLATFORM = "未成年人保护个案会商工作平台"
_WHY = "年度合规审计：只计数，不看内容"


def pack(actor: AnyActor, year: int) -> NoticeForm:
    """Numbers of a year at the actor's place; no child and no requester is named.

    :raises NotPermitted: as `audit.queries.yearly`.
    """
    told = audit.yearly(actor, year)
    place = actor.division
    prefix = "" if place == NATION else place.prefix
    today = clock.today()
    issuer = actor.organisation_name if isinstance(actor, Actor) else PLATFORM
    return NoticeForm(
        masthead=Masthead(f"{issuer}", disclosure_note="此件不公开"),
        title=f"未成年人个人信息保护合规审计材料\n（{year}年度）",
        addressees=(),
        opening=(_opening(year, today),),
        sections=(
            Section("查阅和审批", items=tuple(_access(told))),
            Section("异常查阅及处理", items=tuple(map(_unusual, told.unusual))),
            Section("处理活动和影响评估", items=tuple(_register(prefix, year))),
            Section("权利请求", items=tuple(_requests(prefix, year))),
            Section("泄露事件", items=tuple(_breaches(prefix, year))),
            Section("审计记录的完整性", items=tuple(_integrity(actor, told))),
            Section("全部事项", items=tuple(_all(told))),
        ),
        closing="以上数目由平台审计记录自动统计，供合规审计使用；审计结论由审计单位作出。",
        signature=Signature(issuer, today),
    )


def _opening(year: int, today: date) -> str:
    law = Rules.at(NATION, today)
    yearly, due = law.find(provisions.COMPLIANCE_AUDIT), law.find(provisions.COMPLIANCE_AUDIT_DUE)
    return (
        f"依照{book.current().cite(*yearly.basis)}，应当每年进行合规审计。"
        f"{_cited(provisions.COMPLIANCE_AUDIT_DUE, today)}本年度情况应于"
        f"{year + 1}年{due.value.amount}月底前报送。"
        f"材料统计期间为{year}年1月1日至12月31日，生成于{today:%Y年%-m月%-d日}。"
    )


def _cited(provision: Provision[object], today: date) -> str:
    found = Rules.at(NATION, today).find(provision)
    return f"依照{book.current().cite(*found.basis)}，" if found.basis else "按本地设定，"


def _access(told: Year) -> Iterator[str]:
    yield f"查阅儿童档案、个案和附件{told.opened}次，涉及查阅人员{told.readers}人。"
    yield _listed("调阅审批、授权和紧急查阅", _times(told, _SIGHT))
    yield _listed("封存记录", _times(told, _SEALED))
    refused = told.of(nature=Nature.REFUSAL)
    yield _listed("拒绝", ((count.label, count.times) for count in refused))
    yield f"导出、下载{told.exports}次。"


_SIGHT = (
    access.ASKED,
    access.APPROVED,
    access.REFUSED,
    access.GRANTED,
    access.REVOKED,
    access.EMERGENCY_OPENED,
    access.EMERGENCY_JUSTIFIED,
    access.EMERGENCY_OBJECTED,
)
_SEALED = (
    access.UNSEALING_ASKED,
    access.UNSEALING_APPROVED,
    access.UNSEALING_REFUSED,
    access.UNSEALING_OPENED,
    access.SEALED_LOOKED_AT,
)


def _times(told: Year, kinds: tuple[EventType, ...]) -> Iterator[tuple[str, int]]:
    return ((kind.label, told.times(kind.name)) for kind in kinds)


def _listed(what: str, counts: Iterable[tuple[str, int]]) -> str:
    parts = [f"{label}{times}次" for label, times in counts]
    return f"{what}：{'，'.join(parts) if parts else '0次'}。"


def _unusual(kind: Unusual) -> str:
    return (
        f"{kind.label}：发现{kind.found}项，已说明{kind.explained}项，"
        f"移交核查{kind.forwarded}项，待核实{kind.waiting}项。"
    )


def _register(prefix: str, year: int) -> Iterator[str]:
    last = date(year, 12, 31)
    stood = Activity.objects.unscoped(reason=_WHY).filter(
        division__startswith=prefix, created_at__date__lte=last
    )
    standing = stood.exclude(ended_on__lte=last)
    sensitive = standing.filter(sensitive=True)
    yield (
        f"年末登记在册的处理活动{standing.count()}项，其中涉及敏感个人信息{sensitive.count()}项。"
    )
    made = ImpactAssessment.objects.unscoped(reason=_WHY).filter(division__startswith=prefix)
    in_force = made.filter(assessed_on__lte=last, valid_until__gte=last)
    covered = sensitive.filter(pk__in=in_force.values("activity")).count()
    yield (
        f"本年度完成影响评估{made.filter(assessed_on__year=year).count()}次；"
        f"年末有有效评估的敏感处理活动{covered}项。"
    )


def _requests(prefix: str, year: int) -> Iterator[str]:
    rows = RightsRequest.objects.unscoped(reason=_WHY).filter(
        division__startswith=prefix, received_on__year=year
    )
    by_state = [
        f"{state.label}{rows.filter(status=state.value).count()}件" for state in RequestState
    ]
    yield f"收到{rows.count()}件：{'，'.join(by_state)}。"
    late = [
        row
        for row in rows.only("due_on", "answered_at", "status")
        if (row.answered_at.astimezone(clock.BEIJING).date() if row.answered_at else clock.today())
        > row.due_on
    ]
    yield f"逾期答复或者逾期未答复{len(late)}件。"


def _breaches(prefix: str, year: int) -> Iterator[str]:
    rows = Breach.objects.unscoped(reason=_WHY).filter(
        division__startswith=prefix, discovered_at__year=year
    )
    closed = rows.filter(status=BreachState.CLOSED.value).count()
    late = sum(1 for row in rows if (row.reported_at or clock.now()) > row.report_by)
    affected = sum(rows.values_list("affected", flat=True))
    yield (
        f"发生{rows.count()}起，受影响{affected}人，已办结{closed}起，"
        f"逾期报告或者逾期未报告{late}起。"
    )


def _integrity(actor: AnyActor, told: Year) -> Iterator[str]:
    last = audit.proofs(actor, latest=1)
    for proof in last:
        when = f"{proof.at.astimezone(BEIJING):%Y年%-m月%-d日 %H:%M}"
        if proof.intact:
            yield f"{when}核验审计记录{proof.events}条、日锚{proof.anchors}个，完整。"
        else:
            yield f"{when}核验，审计记录不完整：{proof.broken_at}，{proof.fault}。"
    if not last:
        yield "还没有核验过审计记录。"
    if told.first and told.last:
        yield f"本年度建立日锚{told.anchors}个。"
        for anchor in dict.fromkeys((told.first, told.last)):
            yield f"{anchor.day:%Y年%-m月%-d日}日锚：{grouped(anchor.hash)}"
    else:
        yield "本年度没有建立日锚。"


def _all(told: Year) -> Iterator[str]:
    for nature, label in _NATURES.items():
        yield _listed(label, ((count.label, count.times) for count in told.of(nature=nature)))


_NATURES = {Nature.READ: "查阅、登录和导出", Nature.WRITE: "办理", Nature.SYSTEM: "系统"}


def anchor_sheet(anchors: Iterable[Anchor], *, on: date) -> NoticeForm:
    """One page to sign and lock away."""
    rows = [f"{anchor.day.isoformat()}　{grouped(anchor.hash)}" for anchor in anchors]
    return NoticeForm(
        masthead=Masthead(PLATFORM, disclosure_note="此件不公开"),
        title="审计日锚留存单",
        addressees=(),
        opening=(
            "下列日锚为当日全部审计记录链的校验值（SM3，GB/T 32905）。请与平台分开保管；"
            "核验时用 huishang audit verify --noted 比对。",
        ),
        sections=(Section("日锚", paragraphs=tuple(rows)),),
        closing="打印人（签字）：　　　　　　　　保管人（签字）：",
        signature=Signature(PLATFORM, on),
    )
