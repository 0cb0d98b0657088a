"""``huishang keys``: which keys close this database, and the move from one to the next."""

from __future__ import annotations

import click

from huishang.access import actions
from huishang.kernel.actor import SystemActor
from huishang.kernel.clock import BEIJING
from huishang.vault import queries
from huishang.vault.algorithms import Algorithm

from .setup import require_current_database

_ALGORITHMS = {algorithm.label.lower(): algorithm for algorithm in Algorithm}


@click.group()
def keys() -> None:
    """数据密钥：查看、轮换、停用。"""
    require_current_database()


@keys.command()
def status() -> None:
    """各版密钥，以及还有多少内容没有改用新密钥。"""
    for use in queries.uses():
        day = use.created_at.astimezone(BEIJING)
        state = "使用中" if use.is_current else "已停用" if use.retired_at else "只用于打开旧内容"
        click.echo(f"第{use.number}版  {use.algorithm.label:<12}{day:%Y-%m-%d %H:%M}  {state}")
    left = queries.under_other_keys()
    for store, number in left.items():
        click.echo(f"  {store}：{number}项仍用旧密钥")
    if not left:
        click.echo("全部内容都用当前密钥加密。")


@keys.command()
@click.option(
    "--algorithm",
    type=click.Choice(list(_ALGORITHMS), case_sensitive=False),
    default=Algorithm.SM4.label.lower(),
    show_default=True,
    help="新密钥的算法。",
)
def rotate(algorithm: str) -> None:
    """启用新密钥并改用它加密全部内容；服务不用停，中断后再次运行即可继续。"""
    actor = SystemActor("密钥轮换")
    if queries.under_other_keys():
        click.echo("上一次轮换没有完成，继续进行。")
    else:
        number = actions.next_key(actor=actor, algorithm=_ALGORITHMS[algorithm.lower()])
        click.echo(f"已启用第{number}版密钥。请立即另行备份密钥文件。")
    for step in actions.move_to_newest(actor=actor):
        if step.moved:
            click.echo(f"  {step.store}：已改{step.moved}项，剩余{step.remaining}项")
    click.echo("轮换完成。旧密钥仍用于打开备份；确认不再需要后运行 huishang keys retire。")


@keys.command()
@click.argument("number", type=click.IntRange(1))
def retire(number: int) -> None:
    """停用一版旧密钥；此后密钥文件可以移出本机，归入备份。"""
    actions.retire_key(actor=SystemActor("密钥停用"), number=number)
    click.echo(f"第{number}版密钥已停用，可以把它的文件移到备份介质。")
