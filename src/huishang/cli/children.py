"""``huishang children``: find a child or take in a table, with the sight of one account."""

from __future__ import annotations

import json
from pathlib import Path

import click

from huishang.access import actions as access
from huishang.documents.policies.files import Upload
from huishang.imports import actions as imports
from huishang.imports import queries as batches
from huishang.kernel.errors import InvalidData
from huishang.people import queries
from huishang.people.queries import MaskedChild

from .setup import AT_THE_TERMINAL, require_current_database


@click.group()
def children() -> None:
    """儿童档案。"""
    require_current_database()


@children.command()
@click.argument("text")
@click.option("--as", "username", required=True, help="用户名；按这个账号的查看范围查找。")
@click.option("--place", default="", help="行政区划代码，只找居住在这里的。")
@click.option("--category", default="", help="类别代码，如 unattended.both，只找认定为这一类别的。")
@click.option("--elsewhere", is_flag=True, help="找因个案查看的，不找本辖区的。")
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象。")
def find(
    text: str, username: str, place: str, category: str, elsewhere: bool, as_json: bool
) -> None:
    """按姓名、拼音、首字母或者完整的居民身份号码查找儿童。身份信息已隐去，查找会留下记录。"""
    if not text.strip():
        raise InvalidData({"TEXT": "请写姓名的一部分、拼音、首字母或者完整的身份号码。"})
    reader = access.read_as(actor=AT_THE_TERMINAL, username=username)
    page = queries.children(reader, text=text, place=place, category=category, elsewhere=elsewhere)
    if as_json:
        found = {"children": [_plain(child) for child in page.rows], "more": bool(page.after)}
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for child in page.rows:
        click.echo(f"{child.id}  {child.name}  {child.words}  {child.place}")
    if not page.rows:
        click.echo("没有找到。")
    elif page.after:
        click.echo("还有更多，请写得更具体。")


@children.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "username", required=True, help="用户名；按这个账号的权限办理。")
@click.option("--dry-run", is_flag=True, help="只逐行核对，不建立档案。")
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象。")
def import_table(file: Path, username: str, dry_run: bool, as_json: bool) -> None:
    """按导入模板填写的 .xlsx 或者 .csv：逐行核对，再逐行建立档案；不能导入的说明原因。

    中断以后运行 huishang work，从停下的那一行接着办理，不会重复。
    """
    actor = access.act_as(actor=AT_THE_TERMINAL, username=username)
    batch = imports.upload(actor=actor, file=Upload(file.name, file.read_bytes()))
    imports.work(batch_id=batch.pk, actor=actor)
    if not dry_run and batches.progress(batch).fit:
        imports.confirm_batch(actor=actor, batch_id=batch.pk)
        imports.work(batch_id=batch.pk, actor=actor)
    batch = batches.batch(actor, batch.pk)
    found, unfit = batches.progress(batch), batches.unfit_lines(batch)
    if as_json:
        told = {
            "batch": str(batch.pk),
            "status": batch.status,
            "rows": found.rows,
            "fit": found.fit,
            "taken": found.taken,
            "known": found.known,
            "unfit": {line.number: line.faults for line in unfit},
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(
        f"{batch.status_label}：共{found.rows}行，可以导入{found.fit}行，已导入{found.taken}行，"
        f"已有档案{found.known}行，不能导入{found.unfit}行。"
    )
    for line in unfit:
        click.echo(f"第{line.number}行：{batches.said_of(line.faults)}")


def _plain(child: MaskedChild) -> dict[str, object]:
    return {
        "id": str(child.id),
        "name": child.name,
        "sex": child.sex,
        "age": child.age,
        "place": child.place,
        "identity_verified": child.identity_verified,
    }
