"""Writes the reference pages that follow from tables: lifecycles, posts and acts, regimes, the API,
who gets which page.

``python -m tools.docs`` writes them; ``--check`` compares and names the pages that are behind.
The tables are the truth, the pages a print of them; nothing is typed here twice.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from huishang.cli import prepare_django
from huishang.kernel.basis import Basis
from huishang.kernel.terms import PostKind
from huishang.law import provisions
from huishang.law.book import LawBook
from huishang.law.loader import load
from huishang.law.provisions import Provision
from huishang.law.regimes import Clause, Regime, Source
from huishang.law.rendering import lines
from huishang.workflow.diagrams import mermaid, table
from huishang.workflow.lifecycle import Lifecycle

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
MATRIX = ROOT / "tests" / "matrix"
PRINTED = "<!-- 本页由 make docs 按代码和制度数据生成，请勿手改。 -->"


def lifecycles() -> list[Lifecycle]:
    """Every lifecycle of every room, in the order of the road."""
    rooms = sorted(path.parent.name for path in ROOT.glob("src/huishang/*/lifecycle.py"))
    return [
        thing
        for room in rooms
        for thing in vars(import_module(f"huishang.{room}.lifecycle")).values()
        if isinstance(thing, Lifecycle)
    ]


def lifecycle_page() -> str:
    parts = [PRINTED, "# 办理环节", "每一类事项只沿下列环节变化；状态不在别处改写。"]
    for lifecycle in lifecycles():
        parts += [f"## {lifecycle.subject}", f"```mermaid\n{mermaid(lifecycle)}\n```"]
        parts.append(table(lifecycle))
    return "\n\n".join(parts) + "\n"


def post_page() -> str:
    """Which post carries which step: the owners of the lifecycle rows, as a matrix."""
    rows = [(lifecycle, row) for lifecycle in lifecycles() for row in lifecycle.rows]
    posts = [post for post in PostKind if any(post in row.owners for _, row in rows)]
    others = "、".join(post.label for post in PostKind if post not in posts)
    cells = [
        (lifecycle.subject, row.label, *("●" if post in row.owners else "" for post in posts))
        for lifecycle, row in rows
    ]
    header = ("事项", "环节", *(post.label for post in posts))
    return (
        "\n\n".join(
            (
                PRINTED,
                "# 岗位与环节",
                "“●”表示该岗位承办这一环节。具体哪个单位的哪个人，由查看范围、所在单位和制度再定。\n"
                f"不承办环节、只在各自范围内查看或报告的岗位：{others}。",
                _table(header, cells),
            )
        )
        + "\n"
    )


def reading_page(book: LawBook) -> str:
    """What each post reads of a file it has a duty in, and by which doors anybody comes to one."""
    prepare_django()
    from huishang.access.visibility import KEEPS_THE_PLATFORM, TABLE, WORKS_ON_FILES, Section
    from huishang.access.visibility.asking import REVIEWS
    from huishang.people.visibility import SEES_BY_PLACE

    team, approvers, openers, sealing, asking, unsealing, exporting = (
        _national(book, provision)
        for provision in (
            provisions.CASE_TEAM,
            provisions.ACCESS_APPROVERS,
            provisions.EMERGENCY_OPENERS,
            provisions.SEALED_BY,
            provisions.UNSEALING_ASKED_BY,
            provisions.UNSEALING_APPROVERS,
            provisions.EXPORTED_BY,
        )
    )
    sections = [(post.label, *(reach.label for reach in row)) for post, row in TABLE.items()]
    doors = [
        (
            post.label,
            f"{SEES_BY_PLACE[post].label}辖区" if post in SEES_BY_PLACE else "",
            ("依岗位" if post in team else "逐案指定") if post in WORKS_ON_FILES else "",
            *(
                "●" if may else ""
                for may in (
                    post not in KEEPS_THE_PLATFORM,
                    post in openers,
                    post in approvers,
                    post in REVIEWS,
                    post in sealing,
                    post in asking,
                    post in unsealing,
                    post in exporting,
                )
            ),
        )
        for post in PostKind
    ]
    return (
        "\n\n".join(
            (
                PRINTED,
                "# 岗位与查阅",
                "## 看得见一份档案时，看得见哪些部分",
                "行是岗位，列是档案的部分。“办理”含查阅；“不可见”的部分既不显示，也不能经由列表、接口和"
                "文书看到。\n受邀、经批准、紧急查阅和抽调的人员只查阅准予的部分，不办理，不受本表所限。",
                _table(("岗位", *(section.label for section in Section)), sections),
                "## 怎样才看得见一份档案",
                "“本单位案卷”指本单位办理的个案：依岗位即可查阅，或者经逐案指定；“申请调阅”以下各列，"
                "带“●”的岗位可以办理。\n岗位依全国通行的规定和设定，各地可以另行设定。",
                _table(
                    (
                        "岗位",
                        "儿童档案",
                        "本单位案卷",
                        "申请调阅",
                        "紧急查阅",
                        "审批调阅",
                        "复核紧急查阅",
                        "封存",
                        "申请查询封存记录",
                        "审批查询",
                        "导出台账",
                    ),
                    doors,
                ),
            )
        )
        + "\n"
    )


def _national(book: LawBook, provision: Provision[tuple[PostKind, ...]]) -> tuple[PostKind, ...]:
    """As the rules for the whole country say it last."""
    clauses = (c for c in book.regimes["china"].clauses if c.provision is provision)
    value: tuple[PostKind, ...] = max(clauses, key=lambda clause: clause.start).value
    return value


def regime_page(book: LawBook, regime: Regime) -> str:
    end = f"至{regime.end.isoformat()}前" if regime.end else "施行"
    levels = "、".join(level.label for level in regime.levels)
    parts = [
        PRINTED,
        f"# {regime.title}",
        f"适用于{regime.place}（{regime.division}）{levels}，自{regime.start.isoformat()}起{end}。\n"
        "“本地设定”是制度未作规定、由本级自行设定的事项，不是制度条文。",
    ]
    for source in Source:
        clauses = [clause for clause in regime.clauses if clause.source is source]
        if clauses:
            parts += [f"## {source.label}", _table(_CLAUSE, (_clause(book, c) for c in clauses))]
    if regime.not_encoded:
        omitted = ((book.cite(item.basis), item.why) for item in regime.not_encoded)
        parts += ["## 未转为规则的条文", _table(("条文", "原因"), omitted)]
    return "\n\n".join(parts) + "\n"


_CLAUSE = ("事项", "层级", "内容", "依据", "起止", "说明")


def _clause(book: LawBook, clause: Clause) -> tuple[str, ...]:
    value = () if clause.source is Source.SILENT else lines(clause.value, book.departments)
    until = clause.end.isoformat() if clause.end else ""
    return (
        f"{clause.provision.label} `{clause.provision.key}`",
        "、".join(level.label for level in clause.levels),
        "<br>".join(value),
        _cited(book, clause.basis) or _after(book, clause.modelled_on),
        f"{clause.start.isoformat()} — {until}",
        clause.note,
    )


def _cited(book: LawBook, bases: tuple[Basis, ...]) -> str:
    return book.cite(*bases) if bases else ""


def _after(book: LawBook, bases: tuple[Basis, ...]) -> str:
    return f"参照 {book.cite(*bases)}" if bases else ""


def _table(header: tuple[str, ...], rows: Iterator[tuple[str, ...]] | list[tuple[str, ...]]) -> str:
    printed = [header, ("---",) * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in printed)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


_HEADINGS = {"circles": "“圈子”", "fields": "“接口答复的每一项”"}
_MATRIX_READ = (
    "每个岗位以各种关系打开平台的每一个地址、每一项接口，得到什么；每一处内容谁读得到。\n"
    "测试以每个岗位的身份逐格打开，与本页有一格不同就不通过。"
)


def matrix_page() -> str:
    """The tables the tests of sight ask by, as one page; the first says who is who."""
    files = ("circles", "pages", "interface", "words", "fields")
    parts = (MATRIX.joinpath(f"{name}.md").read_text(encoding="utf-8").strip() for name in files)
    text = "\n\n".join(re.sub(r"^#", "##", part, flags=re.MULTILINE) for part in parts)
    linked = re.sub(r"\[\w+\.md\]\((\w+)\.md\)", lambda link: _HEADINGS[link[1]], text)
    return "\n\n".join((PRINTED, "# 谁得到什么", _MATRIX_READ, linked)) + "\n"


def interface() -> str:
    """The OpenAPI description of the programs' interface."""
    prepare_django()
    from huishang.api.interface import description

    return description()


def pages() -> dict[Path, str]:
    """Every generated page by its path."""
    book = load(None)
    regimes = [f"- [{regime.title}](regimes/{key}.md)" for key, regime in book.regimes.items()]
    index = [PRINTED, "# 制度", "各地现行制度，逐项列明内容和依据。", "\n".join(regimes)]
    return {
        REFERENCE / "lifecycles.md": lifecycle_page(),
        REFERENCE / "posts.md": post_page(),
        REFERENCE / "reading.md": reading_page(book),
        REFERENCE / "regimes.md": "\n\n".join(index) + "\n",
        REFERENCE / "answers.md": matrix_page(),
        REFERENCE / "openapi.json": interface(),
        **{
            REFERENCE / "regimes" / f"{key}.md": regime_page(book, regime)
            for key, regime in book.regimes.items()
        },
    }


def behind(printed: dict[Path, str]) -> Iterator[str]:
    """The pages that do not say what the tables say, and those no table asks for any more."""
    for path, text in printed.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield f"{path.relative_to(ROOT)} 与代码或制度数据不一致，请运行 make docs。"
    for path in REFERENCE.glob("regimes/*.md"):
        if path not in printed:
            yield f"{path.relative_to(ROOT)} 已无对应的制度，请删除。"


def main(arguments: list[str]) -> int:
    printed = pages()
    if "--check" in arguments:
        faults = list(behind(printed))
        sys.stdout.writelines(f"{fault}\n" for fault in faults)
        return 1 if faults else 0
    for path, text in printed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
