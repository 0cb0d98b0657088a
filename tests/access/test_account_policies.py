"""What an account, its password and its tokens have to be, asked of the policies themselves."""

from __future__ import annotations

from datetime import timedelta

from huishang.access import permissions, policies
from huishang.access.models import Account, Token
from huishang.access.policies.sealing import _person_faults
from huishang.audit import permissions as audit
from huishang.audit.models import Finding
from huishang.kernel import clock
from huishang.kernel.actor import SystemActor
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from tests.access.test_passwords import SetRules, set_rules  # noqa: F401


def test_the_words_ask_for_an_unused_password_only_where_the_unit_does(
    set_rules: SetRules,  # noqa: F811
) -> None:
    assert "最近5次用过的" in policies.wanted_words()
    set_rules(password_history=0)
    assert "用过的" not in policies.wanted_words()


def test_a_program_signs_in_nowhere_and_has_no_password() -> None:
    program = Account(is_program=True)
    assert "服务账号不能登录" in policies.can_sign_in(program, in_demo=False).reason
    assert "服务账号没有密码" in policies.has_a_password(program).reason
    assert policies.has_a_password(Account())


def test_a_closed_program_holds_no_tokens() -> None:
    closed = Account(is_program=True, is_active=False)
    assert "已停用" in policies.can_hold_tokens(closed, PostKind.CASE_WORKER).reason


def test_a_token_of_some_networks_does_not_work_from_an_address_that_is_none() -> None:
    account = Account(is_program=True)
    token = Token(
        account=account,
        networks=["10.0.0.0/8"],
        scopes=[],
        expires_on=clock.today() + timedelta(days=1),
    )
    for address, works in (("10.1.2.3", True), ("unix", False), ("", False)):
        assert bool(policies.can_call(token, address=address, scope="")) is works, address


def test_nobody_changes_the_password_of_another(db: None) -> None:
    from tests.places import jurisdiction, somebody

    somebody_ = somebody(jurisdiction("140800", "运城市").office, PostKind.OFFICE_CLERK)
    assert permissions.may_change_password(somebody_, somebody_.account_id)
    assert permissions.may_change_password(SystemActor("测试"), new_id())
    assert "只能由本人修改" in permissions.may_change_password(somebody_, new_id()).reason


def test_only_an_auditor_settles_what_looked_unusual(db: None) -> None:
    from tests.places import jurisdiction, somebody

    clerk = somebody(jurisdiction("140800", "运城市").office, PostKind.OFFICE_CLERK)
    for actor in (clerk, SystemActor("测试")):
        assert "由审计管理员核实" in audit.may_answer(actor, Finding()).reason


def test_a_person_not_born_yet_has_no_sealed_record() -> None:
    faults = _person_faults("某某", clock.today() + timedelta(days=1), "")
    assert faults["born"] == "出生日期还没有到，请核对。"
