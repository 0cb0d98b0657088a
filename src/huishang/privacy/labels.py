"""Words of this room that are chosen from lists."""

from __future__ import annotations

from django.db import models

from huishang.law import provisions
from huishang.law.provision import Provision


class Ground(models.TextChoices):
    """On what a processing activity rests; each is a provision of the law data."""

    DUTY = "duty", "履行法定职责或者法定义务所必需"
    CONSENT = "consent", "取得监护人同意"

    @property
    def provision(self) -> Provision[bool]:
        return {
            Ground.DUTY: provisions.STATUTORY_DUTY,
            Ground.CONSENT: provisions.GUARDIAN_CONSENT,
        }[self]


class Requester(models.TextChoices):
    """Who asks."""

    CHILD = "child", "未成年人本人"
    GUARDIAN = "guardian", "父母或者其他监护人"
    ENTRUSTED = "entrusted", "受委托人"


PROPOSED_RULES = """\
一、适用范围。本规则适用于本单位及所辖各级在未成年人保护工作中处理不满十四周岁未成年人个人信息的活动。
二、处理目的。只为发现报告、评估帮扶、个案会商、转介安置、督促落实等法定职责处理，不作其他用途。
三、最小必要。只收集办理所必需的信息；能够不写姓名的，以编号或者“某某”代替。
四、查阅权限。查阅须有岗位、职责或者审批，目的一并记录；不得替他人查阅，不得查阅与本人有利害关系的档案。
五、提供和公开。不得向无关单位和个人提供；不得在简报、群聊、公开场合披露可能识别身份的信息；对外提供的，先作影响评估。
六、保存和删除。按保存期限保存；期限届满或者目的已经实现的，删除或者作去标识处理。
七、权利保障。未成年人及其监护人要求查阅、复制、更正、补充、删除的，按期答复；拒绝的，书面说明理由。
八、泄露处置。发现泄露、篡改、丢失的，立即补救并报告单位负责人和安全管理员。
九、培训和责任。接触个人信息的人员应当先阅读并确认本规则；违反的，依照有关规定处理。"""
"""What the form for a first edition begins with, to be changed and published as its own."""
