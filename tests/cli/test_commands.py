"""The command line finds its commands lazily and says a refusal in one voice."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from huishang import cli
from huishang.cli import COMMANDS, LazyGroup, main
from huishang.kernel.errors import InvalidData, NotVisible


def test_help_shows_every_command_without_importing_any() -> None:
    program = (
        "import sys; from huishang.cli import main; main(['--help'], standalone_mode=False); "
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert all(row.summary in done.stdout for row in COMMANDS.values())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_exists_and_explains_itself(name: str) -> None:
    command = LazyGroup().get_command(click.Context(main), name)
    assert command is not None
    assert command.help


def test_an_unknown_command_is_refused() -> None:
    assert CliRunner().invoke(main, ["nothing-of-the-kind"]).exit_code == 2


def _refusing(error: Exception) -> click.Command:
    @click.command()
    def command() -> None:
        raise error

    return command


def test_a_refusal_is_a_calm_line_and_exit_code_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LazyGroup, "get_command", lambda *_: _refusing(NotVisible("个案")))
    result = CliRunner().invoke(main, ["anything"])
    assert result.exit_code == cli.REFUSED == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "没有找到：没有找到这项个案，或者它不在您的查看范围内。",
        "请核对链接；确需查看的，请联系承办单位。",
    ]


def test_wrong_data_is_told_field_by_field(monkeypatch: pytest.MonkeyPatch) -> None:
    error = InvalidData({"--port": "端口已被占用。", "--host": "地址不是本机的。"})
    monkeypatch.setattr(LazyGroup, "get_command", lambda *_: _refusing(error))
    result = CliRunner().invoke(main, ["anything"])
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "填写有误：",
        "  --port：端口已被占用。",
        "  --host：地址不是本机的。",
    ]


def test_a_programmers_mistake_is_not_dressed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LazyGroup, "get_command", lambda *_: _refusing(ZeroDivisionError()))
    assert isinstance(CliRunner().invoke(main, ["anything"]).exception, ZeroDivisionError)
