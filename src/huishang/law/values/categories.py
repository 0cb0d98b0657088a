"""Categories of children: which facts of a child and the parents make which article hold.

A scheme is one document's division of children in difficulty; a child may fall under several.
Its *situations* say what a single fact must be (grade 1 or 2, six months or more); its
*categories* join situations of the child and of the parents. The vocabulary is closed, and each
word of it means the same for one child in Python and for a whole population in a query: a
situation is a condition on one row of facts, a category a formula over situations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huishang.kernel.basis import Basis

from .durations import Duration, Unit
from .labelled import Labelled


class Status(Labelled):
    """What may be known of a person: the kinds of fact that archives and rosters hold."""

    DEAD = "dead", "死亡"
    MISSING = "missing", "宣告失踪"
    IMPRISONED = "imprisoned", "服刑在押"
    DETOX = "detox", "强制隔离戒毒"
    RESTRAINED = "restrained", "被执行其他限制人身自由的措施"
    CONTACT_LOST = "contact_lost", "失去联系"
    REVOKED = "revoked", "被撤销监护资格"
    DEPORTED = "deported", "被遣送（驱逐）出境"
    DISABLED = "disabled", "残疾"
    ILL = "ill", "患病"
    MEDICAL_COST = "medical_cost", "医疗费用自付"
    AWAY = "away", "外出务工"
    CANNOT_CARE = "cannot_care", "无监护能力"
    PARENTS_UNKNOWN = "parents_unknown", "查找不到生父母"
    WANDERING = "wandering", "流浪"
    HARMED = "harmed", "受侵害或者虐待"
    TRAFFICKED = "trafficked", "被拐卖、非法雇用"
    DELINQUENT = "delinquent", "有不良行为或者违法犯罪"
    ABANDONED = "abandoned", "被遗弃"
    SINGLE_PARENT = "single_parent", "单亲家庭"
    POOR = "poor", "家庭生活困难"
    DROPPED_OUT = "dropped_out", "辍学"
    NEGLECTED = "neglected", "得不到适当监护"
    RURAL = "rural", "农村户籍"


class Kind(Labelled):
    """What a disability or an illness is."""

    SIGHT = "sight", "视力"
    HEARING = "hearing", "听力"
    SPEECH = "speech", "言语"
    LIMB = "limb", "肢体"
    MIND = "mind", "智力"
    PSYCHE = "psyche", "精神"
    SEVERAL = "several", "多重"
    SERIOUS = "serious", "重大疾病"
    OTHER = "other", "其他疾病"


class Proof(Labelled):
    """The paper a fact rests on."""

    COURT = "court", "人民法院裁判文书"
    POLICE = "police", "公安机关证明"
    DEATH_CERTIFICATE = "death_certificate", "死亡证明"
    JUSTICE = "justice", "司法行政机关证明"
    DISABILITY_CARD = "disability_card", "残疾人证"
    HOSPITAL = "hospital", "医疗机构诊断证明"
    BILL = "bill", "医疗费用结算单"
    VILLAGE = "village", "村（居）民委员会证明"
    SCHOOL = "school", "学校证明"
    REGISTER = "register", "户籍信息"
    ROSTER = "roster", "部门数据"
    STATEMENT = "statement", "本人或者家属陈述"


@dataclass(frozen=True, slots=True)
class Shows:
    """What one fact has to be.

    :param grades: its grade is one of these; disability: 1 is the gravest.
    :param kinds: of what kind; empty: whichever.
    :param lasting: it has lasted so long, or was ordered for so long. Months only.
    :param over: the yuan paid within `sum_over` come to more than this.
    :param sum_over: the time payments are added up over, back from the day asked about.
    """

    status: Status
    grades: tuple[int, ...] = ()
    kinds: tuple[Kind, ...] = ()
    lasting: Duration | None = None
    over: int | None = None
    sum_over: Duration | None = None

    def __post_init__(self) -> None:
        for period in (self.lasting, self.sum_over):
            if period is not None and period.unit is not Unit.MONTH:
                raise ValueError(f"时长以月计（month），得到的是“{period}”")
        if (self.over is None) != (self.sum_over is None):
            raise ValueError("over 和 sum_over 应当同时写")


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation of one person, shown by any one of some facts.

    :param proofs: papers that prove it; without one of them nobody confirms what rests on it.
    """

    code: str
    label: str
    any_of: tuple[Shows, ...]
    basis: Basis
    proofs: tuple[Proof, ...] = ()

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class OfChild:
    """The child is in one of these situations."""

    child: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfBoth:
    """Each of the two parents is in one of these situations."""

    both_parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfOneAndOther:
    """One parent is in one of the first situations, the other in one of the second."""

    one_parent: tuple[str, ...]
    other_parent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    any_of: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    all_of: tuple[Formula, ...]


Formula = OfChild | OfBoth | OfOneAndOther | AnyOf | AllOf


@dataclass(frozen=True, slots=True)
class Category:
    """A category of a scheme.

    :param below: years of age the child has not reached.
    """

    code: str
    label: str
    when: Formula
    below: int
    basis: Basis

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Scheme:
    """One document's division of children in difficulty."""

    code: str
    label: str
    situations: tuple[Situation, ...]
    categories: tuple[Category, ...]

    def __post_init__(self) -> None:
        known = {situation.code for situation in self.situations}
        named = {code for category in self.categories for code in codes_in(category.when)}
        if unknown := named - known:
            raise ValueError(f"没有“{'、'.join(sorted(unknown))}”这一情形")
        if idle := known - named:
            raise ValueError(f"情形“{'、'.join(sorted(idle))}”没有用处")

    def situation(self, code: str) -> Situation:
        return next(found for found in self.situations if found.code == code)

    def __str__(self) -> str:
        return f"{self.label}：{'、'.join(category.label for category in self.categories)}"


def codes_in(formula: Formula) -> Iterator[str]:
    """Every situation a formula speaks of."""
    match formula:
        case OfChild(codes) | OfBoth(codes):
            yield from codes
        case OfOneAndOther(one, other):
            yield from (*one, *other)
        case _:
            parts = formula.any_of if isinstance(formula, AnyOf) else formula.all_of
            for part in parts:
                yield from codes_in(part)
