"""Takes the pictures of the main pages that the documentation shows.

``python -m tools.pictures`` builds the demonstration in a home of its own, serves it, opens each
page as the post it is meant for, at an office's screen and on a phone, and writes ``docs/pictures``
and the page that shows them. It needs the system's Chromium, with its Chinese words (Debian's
``chromium-l10n``) so that fields of dates read as on an office's computer, and is run on request.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.conftest import launched
from tests.browser.demo import Demo, served
from tests.browser.desk import SCREENS, Desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
PAGE = ROOT / "docs" / "explanation" / "screens.md"
QUALITY = 70
"""JPEG quality: the whole set stays under six megabytes."""

CITY = "运城市未成年人保护工作委员会办公室"
PROVINCE = "河南省未成年人保护工作领导小组办公室"


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as one post sees it.

    :param path: address; ``{case}``, ``{conference}``, ``{assignment}`` are those of ``story``.
    :param then: words of a link to follow from there.
    """

    name: str
    says: str
    post: str
    body: str
    path: str
    story: str = "yuncheng"
    then: str = ""


PICTURES_OF = (
    Picture(
        "workbench", "工作台：今天要办什么，何时到期，依据哪一条", "office_clerk", "盐湖区", "/"
    ),
    Picture(
        "report", "发现报告：儿童主任在手机上登记", "child_director", "东沟村", "/reports/new/"
    ),
    Picture("cases", "个案：按状态、问题、地区查找", "office_clerk", "盐湖区", "/cases/"),
    Picture("case", "案卷：儿童是谁、办到哪一步、下一步做什么", "case_worker", "盐湖区", "{case}"),
    Picture(
        "child",
        "一人一档：每项事实写明来源和日期，姓名按需显示",
        "case_worker",
        "盐湖区",
        "{case}family/",
        then="打开档案",
    ),
    Picture(
        "requests", "会商申请：审核、上报、下转", "office_clerk", CITY, "/conferences/requests/"
    ),
    Picture(
        "conference",
        "会商：席位、回复、到会，一页看全",
        "office_clerk",
        PROVINCE,
        "{conference}",
        "henan",
    ),
    Picture(
        "room",
        "会商现场：签到、介绍、讨论、议定",
        "office_director",
        PROVINCE,
        "{conference}room/",
        "henan",
    ),
    Picture(
        "minutes",
        "纪要：按公文格式显示，与印发的一致",
        "office_clerk",
        PROVINCE,
        "{conference}",
        "henan",
        "已印发",
    ),
    Picture(
        "ledger", "交办台账：谁承办、何时到期、是否备案", "office_clerk", CITY, "/assignments/"
    ),
    Picture(
        "assignment",
        "一项交办：期限逐日算给人看，落实、延期、督办都在",
        "liaison",
        "运城市公安局",
        "{assignment}",
    ),
    Picture("inbox", "通知：会议、交办、催办、督办", "liaison", "运城市公安局", "/notices/"),
    Picture(
        "regime",
        "制度依据：每条规定出自哪一条",
        "office_clerk",
        CITY,
        "/law/regimes/yuncheng-2022/",
    ),
    Picture("organisations", "单位与名册", "system_administrator", "运城市", "/organisations/"),
    Picture(
        "audit", "留痕：谁在何时做了什么，链条是否完整", "audit_administrator", "运城市", "/audit/"
    ),
)


def address(demo: Demo, picture: Picture) -> str:
    story = demo.stories[picture.story]
    urls = {
        "case": story["case_url"],
        "conference": story["conference_url"],
        "assignment": story["assignments"][0]["url"],
    }
    return picture.path.format(**{key: "/" + url.split("/", 3)[3] for key, url in urls.items()})


def take(chromium: Browser, demo: Demo) -> Iterator[Path]:
    """Write every picture at both sizes; each post signs in once a size."""
    for screen in SCREENS:
        desks: dict[tuple[str, str], Desk] = {}
        for picture in PICTURES_OF:
            who = demo.account(picture.post, picture.body)
            if who not in desks:
                desks[who] = Desk.of(chromium, demo.base, *who, screen=screen, judged=False)
            desk = desks[who]
            desk.open(address(demo, picture))
            if picture.then:
                desk.follow(picture.then)
            desk.page.wait_for_load_state("networkidle")
            target = PICTURES / f"{picture.name}-{screen}.jpg"
            desk.page.screenshot(path=target, type="jpeg", quality=QUALITY)
            yield target
        for desk in desks.values():
            desk.close()


def page() -> str:
    """The documentation page that shows them, in the order of the road."""
    parts = [
        "# 页面一览",
        "演示数据中的主要页面，以适合的岗位登录，分别在办公室屏幕（1366×768）和手机（390×844）上截取。"
        "人员均为虚构。由 `python -m tools.pictures` 生成，请勿手改。",
    ]
    for picture in PICTURES_OF:
        office, phone = (f"../pictures/{picture.name}-{screen}.jpg" for screen in SCREENS)
        title, _, _ = picture.says.partition("：")
        parts.append(
            f"## {title}\n\n{picture.says}。\n\n"
            f'<img src="{office}" alt="{title}，办公室屏幕" width="660">\n'
            f'<img src="{phone}" alt="{title}，手机" width="190">'
        )
    return "\n\n".join(parts) + "\n"


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="huishang-pictures-") as scratch,
        served(Path(scratch)) as demo,
        launched() as chromium,
    ):
        taken = list(take(chromium, demo))
    for stale in set(PICTURES.glob("*.jpg")) - set(taken):
        stale.unlink()
    PAGE.write_text(page(), encoding="utf-8")
    size = sum(path.stat().st_size for path in taken)
    sys.stdout.write(f"{len(taken)}张，{size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
