"""The first three administrators of a new installation: who they are is asked, nothing is preset.

One gives the way in, one gives posts and guards accounts, one reads the audit; each of them needs
the others, so all three are made together (GB/T 22239-2019 8.1.5). Everybody else comes from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import click
from django.db import transaction

from huishang.access import actions as access
from huishang.kernel import clock
from huishang.kernel.actor import SystemActor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData
from huishang.kernel.terms import ADMINISTRATORS, OrganisationKind, PostKind
from huishang.organisations import actions as organisations
from huishang.organisations import queries

_SETTING_UP = SystemActor("建立平台")
_ASKED = ("行政区划代码", "行政区划名称", "平台运维单位名称")


def begin(given: Sequence[str], *, ask: bool) -> None:
    """
    :param given: the place's code and name, the unit, and 用户名:姓名 of the three, as options.
    :param ask: somebody sits at the terminal and may be asked for what is wanting.
    :raises InvalidData: some options and not all of them, or something wrong with one.
    """
    if not any(given) and not ask:
        click.echo("尚无账号。请在终端运行 huishang setup，或者以选项给出三个管理员。")
        return
    if not ask and not all(given):
        raise InvalidData({"setup": "行政区划、运维单位和三个管理员须一并给出，见 setup --help。"})
    answers = [
        text or click.prompt(label)
        for label, text in zip(
            (*_ASKED, *(f"{post.label}（用户名:姓名）" for post in ADMINISTRATORS)),
            given,
            strict=True,
        )
    ]
    passwords = [_password(post, ask=ask) for post in ADMINISTRATORS]
    with transaction.atomic():
        made = _create(answers, passwords)
    for post, username, password, drawn in made:
        shown = f"密码 {password} （只显示这一次）" if drawn else "密码为您输入的密码"
        click.echo(f"{post.label}：用户名 {username}，{shown}，首次登录须修改。")


def _password(post: PostKind, *, ask: bool) -> str:
    """What was typed; empty where one is to be drawn."""
    if not ask:
        return ""
    typed: str = click.prompt(
        f"{post.label}的初始密码（直接回车则自动生成）",
        default="",
        hide_input=True,
        show_default=False,
    )
    return typed


def _create(
    answers: Sequence[str], passwords: Sequence[str]
) -> list[tuple[PostKind, str, str, bool]]:
    code, place, unit, *people = answers
    unit_id = _unit(code, place, unit)
    made = []
    for post, named, typed in zip(ADMINISTRATORS, people, passwords, strict=True):
        username, mark, name = named.partition(":")
        if not mark:
            raise InvalidData({post.label: "请写作“用户名:姓名”，如 lihua:李华。"})
        person = organisations.register_person(actor=_SETTING_UP, name=name)
        organisations.appoint(
            actor=_SETTING_UP, person_id=person.pk, organisation_id=unit_id, kind=post
        )
        password = typed or access.draw_password()
        account = access.create_account(
            actor=_SETTING_UP,
            username=username,
            password=password,
            person_id=person.pk,
            must_change=True,
        )
        made.append((post, account.username, password, not typed))
    return made


def _unit(code: str, place: str, unit: str) -> UUID:
    try:
        division = DivisionCode.parse(code)
    except ValueError as wrong:
        raise InvalidData({"行政区划代码": str(wrong)}) from None
    if not queries.divisions_known():
        organisations.register_division(
            actor=_SETTING_UP, code=division.code, name=place, valid_from=clock.today()
        )
    return organisations.register_organisation(
        actor=_SETTING_UP, name=unit, kind=OrganisationKind.PLATFORM, division=division.code
    ).pk
