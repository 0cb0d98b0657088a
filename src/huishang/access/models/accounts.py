"""Accounts, what keeps guessers out, and what this installation was born as."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from huishang.kernel import clock
from huishang.kernel.ids import new_id
from huishang.vault.fields import EncryptedTextField


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A person's way in. There is no superuser and no permission flag: sight follows posts.

    ``is_program``: of a program that calls the interface by tokens (服务账号); it never signs in.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField("用户名", max_length=64, unique=True)
    person = models.ForeignKey(
        "organisations.Person", on_delete=models.PROTECT, related_name="accounts"
    )
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    is_program = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)
    password_changed_at = models.DateTimeField(default=clock.now)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    class Meta:
        db_table = "access_account"
        constraints = [
            models.CheckConstraint(
                condition=~Q(is_program=True) | Q(password__startswith="!"),  # noqa: S106
                name="account_program_without_password",
            ),
        ]


class FormerPassword(models.Model):
    """A password as it was hashed, kept so that it is not taken again too soon."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    password = models.CharField(max_length=128)
    replaced_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "access_former_password"
        indexes = [models.Index(fields=["account", "replaced_at"], name="former_password_of")]


class SignInLock(models.Model):
    """Failures in a row under one user name or from one address, and until when it is shut.

    A row in the database, so that all processes and machines count together. ``key`` is a keyed
    hash: a name nobody has may be a password typed into the wrong field.
    """

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=clock.now)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_sign_in_lock"


class Birth(models.TextChoices):
    """What an installation was begun as; it stays that."""

    DEMO = "demo", "演示"
    PRODUCTION = "production", "正式"


class Installation(models.Model):
    """The one row that says what this database was born as.

    Sealed under the keys of its home: a row copied from a demo elsewhere does not open here, and
    what does not open counts as production.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    only = models.BooleanField(default=True, unique=True)
    birth = EncryptedTextField()
    begun_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "access_installation"
        constraints = [
            models.CheckConstraint(condition=Q(only=True), name="installation_only_one"),
        ]
