"""The secrets of second factors as a store of the vault, so that a rotation takes them along."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.db import transaction

from huishang.vault.keys import KeyVersion, current
from huishang.vault.stores import BATCH

from .adapters.factors import FactorAdapter

_SECRETS = ("secret", "seed")
"""Where allauth keeps them in a factor's ``data``: of an authenticator app, of recovery codes."""


class FactorSecrets:
    name = "mfa_authenticator"

    def total(self) -> int:
        return sum(1 for _ in self._held())

    def closed_otherwise(self, version: KeyVersion) -> int:
        return sum(not _under(row, version) for row in self._held())

    def move(self) -> Iterator[int]:
        adapter, version = FactorAdapter(), current()
        left = [row.pk for row in self._held() if not _under(row, version)]
        for start in range(0, len(left), BATCH):
            with transaction.atomic():
                batch = Authenticator.objects.select_for_update(no_key=True)
                rows = list(batch.filter(pk__in=left[start : start + BATCH]))
                for row in rows:
                    for name in _SECRETS:
                        if name in row.data:
                            row.data[name] = adapter.encrypt(adapter.decrypt(row.data[name]))
                    row.save(update_fields=["data"])
            yield len(rows)

    def _held(self) -> Iterator[Authenticator]:
        rows = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
        return iter(rows.order_by("pk"))


def _under(row: Authenticator, version: KeyVersion) -> bool:
    return all(
        row.data[name].startswith(f"{version.mark}.") for name in _SECRETS if name in row.data
    )
