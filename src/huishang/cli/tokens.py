"""``huishang tokens``: issue, list and revoke what programs call the interface with."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import click

from huishang.access import actions
from huishang.access.labels import SCOPES
from huishang.access.queries import account_named
from huishang.access.queries.tokens import programs, tokens_of
from huishang.account_rules import rules
from huishang.kernel import clock
from huishang.kernel.errors import InvalidData
from huishang.organisations import queries as organisations

from .setup import AT_THE_TERMINAL, require_current_database


@click.group()
def tokens() -> None:
    """接口令牌：查看、签发、吊销。服务账号由系统管理员在页面开通。"""
    require_current_database()


@tokens.command(name="list")
def listed() -> None:
    """列出服务账号及其令牌。"""
    for account in programs():
        click.echo(f"{account.username}  {account.person.name}")
        for token in tokens_of(account.pk):
            state = "已吊销" if token.revoked_at else f"有效期至 {token.expires_on}"
            used = f"{token.last_used_at:%Y-%m-%d}" if token.last_used_at else "没有用过"
            click.echo(f"  {token.pk}  {token.head}…  {token.name}  {state}  最近使用：{used}")


@tokens.command()
@click.argument("username")
@click.option("--name", required=True, help="用途。")
@click.option(
    "--scope", "scopes", multiple=True, type=click.Choice(list(SCOPES)), help="权限，可重复。"
)
@click.option(
    "--network", "networks", multiple=True, help="限定的网络地址，如 10.1.2.0/24，可重复。"
)
@click.option("--days", default=180, show_default=True, help="有效天数。")
def issue(
    username: str, name: str, scopes: tuple[str, ...], networks: tuple[str, ...], days: int
) -> None:
    """为服务账号签发令牌，只显示这一次。"""
    account = account_named(username)
    posts = organisations.posts_of(account.person_id)
    if not posts:
        raise InvalidData({"岗位": "这个服务账号还没有岗位，请由安全管理员先登记任职。"})
    _, text = actions.issue_token(
        actor=AT_THE_TERMINAL,
        account_id=account.pk,
        post_id=posts[0].pk,
        name=name,
        scopes=scopes,
        networks=networks,
        expires_on=clock.today() + timedelta(days=min(days, rules().token_days)),
    )
    click.echo(text)


@tokens.command()
@click.argument("token_id", type=click.UUID)
def revoke(token_id: UUID) -> None:
    """吊销令牌，立即生效。"""
    actions.revoke_token(actor=AT_THE_TERMINAL, token_id=token_id)
    click.echo("已吊销。")
