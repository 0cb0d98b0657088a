"""The command line: ``huishang``.

Owns how a command is named, found and started, and how a refusal is printed on a terminal.
Must not know: any rule, any table, any query; commands call the same actions and queries as the
pages. A command's module is imported only when that command runs.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module

import click

from huishang.kernel.errors import HuishangError, InvalidData
from huishang.law import book

REFUSED = 2


@dataclass(frozen=True, slots=True)
class Command:
    """A line of ``huishang --help`` and where its command lives.

    :param target: ``module:attribute`` of a click command.
    :param django: whether Django must be ready before the module is imported.
    """

    target: str
    summary: str
    django: bool = True


COMMANDS = {
    "demo": Command("huishang.cli.demo:demo", "建立演示数据，走完三个案例，并启动服务"),
    "serve": Command("huishang.cli.serve:serve", "启动网页服务"),
    "setup": Command(
        "huishang.cli.setup:setup", "建立正式环境：数据目录、密钥、数据库表和三个管理员账号"
    ),
    "migrate": Command("huishang.cli.setup:migrate", "把数据库升级到当前版本"),
    "doctor": Command("huishang.cli.doctor:doctor", "检查运行环境，说明缺什么、怎么补", False),
    "law": Command("huishang.cli.law:law", "查阅和核对制度依据", False),
    "audit": Command("huishang.cli.audit:audit", "核验审计记录"),
    "keys": Command("huishang.cli.keys:keys", "数据密钥：查看、轮换、停用"),
    "tokens": Command("huishang.cli.tokens:tokens", "接口令牌：查看、签发、吊销"),
    "children": Command("huishang.cli.children:children", "查找和导入儿童档案，范围与指定账号相同"),
    "work": Command("huishang.cli.work:work", "办理等候的导入，把办理结果发给提交报告的热线和平台"),
    "daily": Command("huishang.cli.daily:daily", "每日例行：到期提醒、暂定期限重算、审计日锚"),
}


def prepare_django() -> None:
    """Make models and settings usable in this process. Safe to repeat."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huishang.settings")
    django.setup()


def refusal(error: HuishangError) -> str:
    """A refusal as a terminal shows it: what and why (each wrong field), what instead, basis."""
    if isinstance(error, InvalidData):
        problems = (f"  {field}：{problem}" for field, problem in error.fields.items())
        return "\n".join((f"{error.title}：", *problems))
    lines = [f"{error.title}：{error.message}", error.instead]
    if error.basis:
        lines.append(book.current().resting_on(error.basis))
    return "\n".join(filter(None, lines))


class LazyGroup(click.Group):
    """The table of commands as a click group, and the one place a refusal becomes a line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        row = COMMANDS.get(cmd_name)
        if row is None:
            return None
        if row.django:
            prepare_django()
        module, _, attribute = row.target.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, row.summary) for name, row in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except HuishangError as error:
            click.echo(refusal(error), err=True)
            ctx.exit(REFUSED)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="huishang", prog_name="huishang")
def main() -> None:
    """会商：未成年人保护个案会商工作平台。"""
