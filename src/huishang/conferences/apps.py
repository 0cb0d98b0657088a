from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "huishang.conferences"
    label = "conferences"
    verbose_name = "会商"

    def ready(self) -> None:
        from huishang.documents.visibility import seen_with

        from . import events, visibility  # noqa: F401  # the catalogue must know every event type

        seen_with("agenda_item", visibility.agenda_item_keys)
        seen_with("seat", visibility.own_seat_keys)
