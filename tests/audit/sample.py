"""A record with a life of its own, so that `advance` is tested without any room's rules."""

from __future__ import annotations

from django.db import models
from django.test.utils import isolate_apps

from huishang.audit.records import StatefulRecord
from huishang.kernel.basis import Basis
from huishang.kernel.terms import PostKind
from huishang.organisations.events import APPOINTED, POST_ENDED
from huishang.workflow.lifecycle import Lifecycle, State, Transition

ARTICLE = Basis("sample-2022", "3")


class LampState(State):
    OFF = "off", "熄灭"
    ON = "on", "点亮"
    BROKEN = "broken", "损坏"


LAMP = Lifecycle(
    "lamp",
    "灯",
    initial=LampState.OFF,
    rows=(
        Transition(
            "light",
            "点亮",
            (LampState.OFF,),
            LampState.ON,
            (PostKind.LIAISON,),
            APPOINTED.name,
            basis=(ARTICLE,),
        ),
        Transition("break_it", "打碎", (LampState.ON,), LampState.BROKEN, (), POST_ENDED.name),
    ),
)

with isolate_apps("huishang.audit"):

    class Lamp(StatefulRecord):
        lifecycle = LAMP
        subject_kind = "lamp"

        status = models.CharField(max_length=10, default=LampState.OFF.value)
        place = models.CharField(max_length=20, blank=True)

        class Meta:
            app_label = "audit"
            db_table = "tests_lamp"
