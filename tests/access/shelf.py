"""Scoped tables with every kind of relation, and a sealed column, beside those of the house."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from django.db import connection, models
from django.db.models import Q
from django.test.utils import isolate_apps

from huishang.access.scoping import Scoped
from huishang.audit.records import Record
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.ids import new_id
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.vault.fields import EncryptedTextField

HERE, THERE = "140800000000", "140100000000"


def of_own_division(actor: Actor) -> Q:
    return Q(division=actor.division.code)


def of_own_folders(actor: Actor) -> Q:
    return Q(folder__in=Folder.objects.visible_to(actor))


with isolate_apps("huishang.access"):

    class Label(models.Model):
        """Not scoped: anybody may read it."""

        name = models.CharField(max_length=20)

        class Meta:
            app_label = "access"
            db_table = "tests_label"

    class Folder(Scoped, Record):
        sight = "tests.access.shelf.of_own_division"
        noun = "卷宗"

        division = models.CharField(max_length=12)
        label = models.ForeignKey(
            Label, null=True, on_delete=models.CASCADE, related_name="folders"
        )
        labels: ClassVar[object] = models.ManyToManyField(Label, related_name="marked")
        story = EncryptedTextField(blank=True)
        remark = EncryptedTextField(blank=True)

        class Meta:
            app_label = "access"
            db_table = "tests_folder"

    class Sheet(Scoped, Record):
        sight = "tests.access.shelf.of_own_folders"
        noun = "文件"

        folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="sheets")
        title = models.CharField(max_length=20)

        class Meta:
            app_label = "access"
            db_table = "tests_sheet"


def clerk(division: str = HERE) -> Actor:
    return Actor(
        account_id=new_id(),
        person_id=new_id(),
        person_name="测试",
        post_id=new_id(),
        post=PostKind.OFFICE_CLERK,
        organisation_id=new_id(),
        organisation_name="测试单位",
        organisation_kind=OrganisationKind.OFFICE,
        department="",
        division=DivisionCode(division),
    )


@contextmanager
def tables() -> Iterator[None]:
    """The shelf's tables, for as long as a test module needs them."""
    with connection.schema_editor() as editor:
        for model in (Label, Folder, Sheet):
            editor.create_model(model)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            for model in (Sheet, Folder, Label):
                editor.delete_model(model)
