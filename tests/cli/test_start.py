"""setup, doctor and serve, each in a process and a home of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from email.message import Message
from pathlib import Path

import pytest

PATIENCE = 60


def huishang(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("HUISHANG_")}
    return subprocess.run(
        [sys.executable, "-m", "huishang", *words],
        env={**inherited, "HUISHANG_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that `setup` made."""
    home = tmp_path_factory.mktemp("ready") / "var"
    done = huishang(home, "setup")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


def findings(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, str]]:
    return {line["subject"]: line for line in json.loads(done.stdout)["findings"]}


# --- setup -----------------------------------------------------------------------------------


def test_setup_makes_a_home_with_private_keys_and_may_be_repeated(ready: Path) -> None:
    again = huishang(ready, "setup")
    assert again.returncode == 0
    assert "已是当前版本" in again.stdout
    keys = list((ready / "keys").iterdir())
    assert keys
    assert {stat.S_IMODE(key.stat().st_mode) for key in keys} == {0o600}


def test_a_database_that_lost_a_key_gets_no_new_one_by_stealth(tmp_path: Path) -> None:
    home = tmp_path / "var"
    huishang(home, "setup")
    (home / "keys" / "data-1").unlink()
    for command in ("setup", "migrate", "serve"):
        done = huishang(home, command)
        assert done.returncode == 2
        assert "data-1 缺少" in done.stderr
        assert "备份" in done.stderr
    assert not (home / "keys" / "data-1").exists()


# --- doctor ----------------------------------------------------------------------------------


def test_the_doctor_finds_a_ready_home_healthy(ready: Path) -> None:
    done = huishang(ready, "doctor", "--json")
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)["healthy"] is True


def test_the_doctor_says_how_to_mend_each_lack(tmp_path: Path) -> None:
    done = huishang(tmp_path / "var", "doctor", "--json")
    lines = findings(done)
    assert done.returncode == 1
    assert lines["数据库"]["health"] == "fault"
    assert "huishang migrate" in lines["数据库"]["remedy"]
    assert all(line["remedy"] for line in lines.values() if line["health"] != "good")


def test_the_doctor_sees_keys_that_others_can_read(tmp_path: Path) -> None:
    home = tmp_path / "var"
    huishang(home, "setup")
    (home / "keys" / "django").chmod(0o644)
    line = findings(huishang(home, "doctor", "--json"))["密钥"]
    assert line["health"] == "fault"
    assert "django" in line["state"]


def test_the_doctor_never_lets_a_database_lose_its_keys_in_silence(tmp_path: Path) -> None:
    home = tmp_path / "var"
    huishang(home, "setup")
    for key in (home / "keys").iterdir():
        key.unlink()
    line = findings(huishang(home, "doctor", "--json"))["密钥与数据库"]
    assert line["health"] == "fault"
    assert "备份" in line["remedy"]


def test_a_server_with_another_key_does_not_start(tmp_path: Path) -> None:
    home = tmp_path / "var"
    huishang(home, "setup")
    key = home / "keys" / "data-1"
    key.write_text(f"sm4g:{'0' * 32}:{'1' * 64}")
    for command in ("serve", "setup", "daily"):
        done = huishang(home, command)
        assert done.returncode == 2
        assert "不是这个数据库所用的密钥" in done.stderr
    done = subprocess.run(
        [sys.executable, "-c", "import huishang.wsgi"],
        env={**os.environ, "HUISHANG_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    assert "不是这个数据库所用的密钥" in done.stderr


def test_keys_rotate_moves_to_the_next_and_status_tells(tmp_path: Path) -> None:
    home = tmp_path / "var"
    huishang(home, "setup")
    done = huishang(home, "keys", "rotate", "--algorithm", "aes-256-gcm")
    assert done.returncode == 0, done.stderr
    assert "已启用第2版密钥" in done.stdout
    told = huishang(home, "keys", "status").stdout
    assert "AES-256-GCM" in told
    assert "全部内容都用当前密钥加密" in told
    assert huishang(home, "keys", "retire", "2").returncode == 2
    assert huishang(home, "keys", "retire", "1").returncode == 0
    assert "已停用" in huishang(home, "keys", "status").stdout


def test_the_doctor_names_an_unreachable_server(tmp_path: Path, port: int) -> None:
    url = f"postgresql://nobody@127.0.0.1:{port}/huishang"
    line = findings(huishang(tmp_path, "doctor", "--json", HUISHANG_DATABASE_URL=url))["数据库"]
    assert line["health"] == "fault"
    assert "HUISHANG_DATABASE_URL" in line["remedy"]


def test_the_doctor_speaks_in_lines_to_a_person(ready: Path) -> None:
    done = huishang(ready, "doctor")
    assert done.stdout.splitlines()[0].startswith("正常  Python：3.")
    assert done.stdout.splitlines()[-1] == "可以使用。"


# --- serve -----------------------------------------------------------------------------------


def test_serve_refuses_a_database_that_is_behind(tmp_path: Path, port: int) -> None:
    done = huishang(tmp_path / "var", "serve", "--port", str(port))
    assert done.returncode == 2
    assert "huishang migrate" in done.stderr


def test_serve_refuses_a_port_somebody_holds(ready: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        done = huishang(ready, "serve", "--port", str(holder.getsockname()[1]))
    assert done.returncode == 2
    assert "--port" in done.stderr


@pytest.fixture
def server(ready: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("HUISHANG_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "huishang", "serve", "--port", str(port), "--workers", "2"],
        env={**inherited, "HUISHANG_HOME": str(ready)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        with suppress(ProcessLookupError):  # its workers too
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answer(url: str, **headers: str) -> tuple[int, Message]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            return response.status, response.headers
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            _answer(url)
            return
        except urllib.error.URLError:
            assert time.monotonic() < deadline, f"{url} never answered"
            time.sleep(0.1)


def test_a_server_answers_its_own_name_keeps_files_for_good_and_stops_when_told(
    server: tuple[subprocess.Popen[str], str], ready: Path
) -> None:
    process, url = server
    _wait_for(url)
    assert _answer(f"{url}/accounts/login/")[0] == 200
    assert _answer(f"{url}/accounts/login/", Host="elsewhere.example")[0] == 400
    assert _answer(f"{url}/accounts/signup/")[0] == 404

    collected = [path.name for path in (ready / "static/vendor/tabler").glob("*.css")]
    assert collected
    status, headers = _answer(f"{url}/static/vendor/tabler/{collected[0]}")
    assert status == 200
    assert "immutable" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"

    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0


# --- the first accounts ----------------------------------------------------------------------


PEOPLE = (
    "--division", "140800", "--division-name", "运城市", "--unit", "运城市未保平台",
    "--system-administrator", "xitong:李华", "--security-administrator", "anquan:王平",
    "--audit-administrator", "shenji:赵云",
)  # fmt: skip


def test_setup_makes_three_administrators_with_passwords_shown_once(tmp_path: Path) -> None:
    home = tmp_path / "var"
    done = huishang(home, "setup", *PEOPLE)
    assert done.returncode == 0, done.stderr
    assert [line.partition("：")[0] for line in done.stdout.splitlines()[3:]] == [
        "系统管理员", "安全管理员", "审计管理员"
    ]  # fmt: skip
    passwords = [word for line in done.stdout.splitlines()[3:] for word in line.split()][2::4]
    assert len(set(passwords)) == 3
    again = huishang(home, "setup", *PEOPLE)
    assert "管理员" not in again.stdout
    assert not [word for word in passwords if word in again.stdout]


def test_setup_wants_all_three_or_makes_none(tmp_path: Path) -> None:
    home = tmp_path / "var"
    done = huishang(home, "setup", *PEOPLE[:8])
    assert done.returncode == 2
    assert "三个管理员须一并给出" in done.stderr
    bad = huishang(home, "setup", *PEOPLE[:-1], "nobody")
    assert bad.returncode == 2
    assert "用户名:姓名" in bad.stderr
    assert huishang(home, "setup", *PEOPLE).returncode == 0, "the failed try left nothing behind"


def test_a_production_home_is_no_demo_and_says_so(ready: Path) -> None:
    refused = huishang(ready, "demo", "--no-serve")
    assert refused.returncode == 2
    assert "正式环境" in refused.stderr
    assert "正式环境" in findings(huishang(ready, "doctor", "--json"))["数据库"]["state"]
