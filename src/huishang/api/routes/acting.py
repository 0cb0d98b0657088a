"""As whom one acts."""

from __future__ import annotations

from uuid import UUID

from ninja import Field, Router, Schema

from huishang.organisations import queries as organisations

from ..authentication import SignedIn
from . import REFUSALS

router = Router(tags=["登录身份"])


class Held(Schema):
    """担任的一个岗位。"""

    id: UUID = Field(description="放入 X-Huishang-Post 请求头，以此岗位办理")
    post: str
    organisation: str
    division: str
    acting: bool = Field(description="本次请求以此岗位办理")


class Me(Schema):
    """登录的人和所任岗位。"""

    name: str
    posts: list[Held]


@router.get("/me", response={200: Me} | REFUSALS, summary="本人和所任岗位")
def me(request: SignedIn) -> Me:
    actor = request.auth
    posts = organisations.posts_of(actor.person_id)
    return Me(
        name=actor.person_name,
        posts=[
            Held(
                id=post.pk,
                post=post.title,
                organisation=post.organisation.name,
                division=post.organisation.division_id,
                acting=post.pk == actor.post_id,
            )
            for post in posts
        ],
    )
