"""One person in each kind of post of a place."""

from __future__ import annotations

from huishang.kernel.actor import Actor
from huishang.kernel.terms import OrganisationKind, PostKind
from tests.places import Jurisdiction, somebody

HOMES = {
    PostKind.CHILD_DIRECTOR: OrganisationKind.VILLAGE_COMMITTEE,
    PostKind.CHILD_SUPERVISOR: OrganisationKind.TOWN_GOVERNMENT,
    PostKind.CASE_WORKER: OrganisationKind.CENTRE,
    PostKind.EXPERT: OrganisationKind.SOCIAL_ORGANISATION,
    PostKind.HOTLINE_OPERATOR: OrganisationKind.PLATFORM,
    PostKind.SYSTEM_ADMINISTRATOR: OrganisationKind.PLATFORM,
    PostKind.SECURITY_ADMINISTRATOR: OrganisationKind.PLATFORM,
    PostKind.AUDIT_ADMINISTRATOR: OrganisationKind.PLATFORM,
}
"""The kind of body a post sits in; the others sit in the office or the committee."""


def everybody(city: Jurisdiction) -> dict[PostKind, Actor]:
    """Posts, each held by somebody with an account."""
    bodies = {post: city.body(kind) for post, kind in HOMES.items()} | {
        PostKind.LIAISON: city.department("police"),
        PostKind.COMMITTEE_CHAIR: city.committee,
        PostKind.COMMITTEE_VICE_CHAIR: city.committee,
    }
    return {post: somebody(bodies.get(post, city.office), post) for post in PostKind}
