"""The numbers by which accounts are kept: what is usual in practice, not what a law says.

GB/T 22239-2019 asks for complex and regularly changed secrets, limited attempts and a time-out
without naming a number; each unit sets its own. One table, read once from the environment.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

ENVIRONMENT = "HUISHANG_"


def _rule(default: Any, meaning: str, *, least: int = 0) -> Any:
    return field(default=default, metadata={"meaning": meaning, "least": least})


@dataclass(frozen=True, slots=True)
class AccountRules:
    """A field ``idle_minutes`` is set by ``HUISHANG_IDLE_MINUTES``. Whole numbers, or a path."""

    password_length: int = _rule(10, "密码最短位数", least=8)
    password_days: int = _rule(90, "密码使用满多少天须更换，0为不要求")
    password_history: int = _rule(5, "新密码不能与最近几次的相同，0为不限")
    breach_file: str = _rule("", "已泄露密码的SHA-1清单，按散列值升序，每行“散列:次数”；空为不核对")
    account_failures: int = _rule(5, "同一用户名连续失败几次后锁定", least=1)
    address_failures: int = _rule(20, "同一网络地址连续失败几次后锁定", least=1)
    lock_minutes: int = _rule(15, "锁定多少分钟", least=1)
    idle_minutes: int = _rule(15, "多少分钟没有操作即退出登录", least=1)
    session_hours: int = _rule(8, "登录后最长多少小时须重新登录", least=1)
    factor_minutes: int = _rule(10, "导出、解封前，第二因素在多少分钟内验证过的方为有效", least=1)
    token_days: int = _rule(365, "接口令牌最长有效天数", least=1)
    token_calls: int = _rule(300, "一个接口令牌每分钟最多调用次数，0为不限")
    page_calls: int = _rule(300, "一个账号每分钟最多打开和提交多少次，0为不限")
    search_calls: int = _rule(60, "一个账号每分钟最多查找多少次，0为不限")
    download_calls: int = _rule(30, "一个账号每分钟最多导出、下载多少次，0为不限")
    upload_calls: int = _rule(20, "一个账号每分钟最多上传多少次，0为不限")
    tell_calls: int = _rule(3, "网上报告每分钟最多提交多少次（按网络地址计，另乘下一项），0为不限")
    field_days: int = _rule(7, "离线走访的资料在手机里最多留多少天，到期自动清除", least=1)
    address_times: int = _rule(10, "以上各项，同一网络地址是单个账号的多少倍", least=1)

    @property
    def breached(self) -> Path | None:
        return Path(self.breach_file) if self.breach_file else None


class BadRule(ValueError):
    """A setting that is no whole number, or below the least that makes sense."""


def variable(name: str) -> str:
    """The environment variable of a field."""
    return ENVIRONMENT + name.upper()


def meanings() -> dict[str, tuple[Any, str]]:
    """Environment variable → default and meaning, in the table's order."""
    return {
        variable(rule.name): (rule.default, rule.metadata["meaning"])
        for rule in fields(AccountRules)
    }


def read(environment: Mapping[str, str]) -> AccountRules:
    """:raises BadRule"""
    given: dict[str, Any] = {}
    for rule in fields(AccountRules):
        text = environment.get(variable(rule.name), "").strip()
        if text:
            given[rule.name] = text if rule.default == "" else _number(text, rule)
    return AccountRules(**given)


def _number(text: str, rule: Any) -> int:
    least = rule.metadata["least"]
    if not text.isdecimal() or int(text) < least:
        raise BadRule(f"{variable(rule.name)}={text}：应为不小于{least}的整数。")
    return int(text)


@cache
def rules() -> AccountRules:
    """Those of this process."""
    return read(os.environ)
