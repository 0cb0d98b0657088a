"""What stands around every page: where one may go, as whom one acts, what is new."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.paging import COUNTED
from huishang.notifications import queries as notifications
from huishang.organisations import queries as organisations
from huishang.organisations.queries import Post

from . import navigation
from .navigation import NavigationItem, Search
from .request import HouseRequest


class Frame:
    """Asked for by the base template. Each answer is looked up once, when it is drawn.

    A request refused before its actor was known is framed without navigation.
    """

    def __init__(self, request: HouseRequest) -> None:
        self._request = request
        self.nonce = request.nonce
        self.today = clock.today()
        self.path = request.get_full_path()

    @property
    def actor(self) -> Actor | None:
        return getattr(self._request, "actor", None)

    @property
    def is_demo(self) -> bool:
        """Whether the account is one of the demo's: then every page says so."""
        return self.actor is not None and self._request.account.is_demo

    @property
    def _posts(self) -> Sequence[Post]:
        return self._request.posts if self.actor else ()

    @property
    def place(self) -> str:
        """The full name of the place acted in."""
        acting = self.actor.post_id if self.actor else None
        places = (post.organisation.division for post in self._posts if post.pk == acting)
        return next((place.full_name for place in places), "")

    @cached_property
    def navigation(self) -> tuple[NavigationItem, ...]:
        match = self._request.resolver_match
        group = match.namespace if match else ""
        return tuple(navigation.items(self.actor.post, group)) if self.actor else ()

    @property
    def at_hand(self) -> tuple[NavigationItem, ...]:
        """What a phone shows at the bottom; one place is left for 更多 if not all fit."""
        rooms = self.navigation
        return rooms if len(rooms) <= navigation.AT_HAND else rooms[: navigation.AT_HAND - 1]

    @property
    def further(self) -> tuple[NavigationItem, ...]:
        return self.navigation[len(self.at_hand) :]

    @cached_property
    def search(self) -> Search | None:
        return navigation.search(self.actor.post) if self.actor else None

    @property
    def other_posts(self) -> Sequence[Post]:
        """The posts the same person may act in instead."""
        acting = self.actor.post_id if self.actor else None
        return [post for post in self._posts if post.pk != acting]

    @property
    def delegates(self) -> bool:
        """Whether the post acted in has to do with entrusting its acts to others."""
        return self.actor is not None and organisations.delegates(self.actor)

    @cached_property
    def unread(self) -> str:
        """How many notices; empty for none."""
        count = notifications.unread_count(self.actor) if self.actor else 0
        return f"{COUNTED}+" if count > COUNTED else str(count or "")
