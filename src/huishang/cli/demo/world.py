"""Build the places, bodies, people and accounts of a demo, and find an actor by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml
from pypinyin import lazy_pinyin

from huishang.access import actions as access
from huishang.access import queries as accounts
from huishang.kernel.actor import Actor, SystemActor
from huishang.kernel.terms import OrganisationKind, PostKind, Rank
from huishang.organisations import actions as organisations

SINCE = date(2022, 1, 1)
"""Since when the invented bodies exist and their posts are held."""

SYSTEM = SystemActor("建立演示数据")


@dataclass(frozen=True, slots=True)
class Placed:
    """A person as the demo knows them: where, as what, with which account."""

    name: str
    person_id: UUID
    post_id: UUID
    post: PostKind
    organisation: str
    division: str
    username: str


@dataclass
class World:
    """Everything built, by name. Bodies are found by their short name, people by their name.

    :param hashed: the one demo password as the hasher made it, so that it is made once.
    """

    password: str
    hashed: str
    bodies: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, Placed] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """The person in their first post, as of the clock."""
        return accounts.actor_in(self.people[name].post_id)

    def body(self, name: str) -> UUID:
        return self.bodies[name]

    def person(self, name: str) -> UUID:
        return self.people[name].person_id

    def actors(self, post: PostKind) -> list[Actor]:
        """Everybody who holds such a post."""
        return [self.actor(one.name) for one in self.people.values() if one.post is post]

    # --- building --------------------------------------------------------------------------------

    def found(
        self, name: str, kind: OrganisationKind, division: str, *, short: str = "", **more: Any
    ) -> UUID:
        made = organisations.register_organisation(
            actor=SYSTEM,
            name=name,
            short_name=short or name,
            kind=kind,
            division=division,
            valid_from=SINCE,
            **more,
        )
        self.bodies[short or name] = made.pk
        self.bodies[name] = made.pk
        return made.pk

    def seat(
        self,
        name: str,
        post: PostKind,
        body: str,
        *,
        title: str = "",
        rank: Rank = Rank.OTHER,
        specialty: str = "",
    ) -> None:
        """A new person in a post of a body, with an account of their own."""
        person = organisations.register_person(actor=SYSTEM, name=name, specialty=specialty)
        held = organisations.appoint(
            actor=SYSTEM,
            person_id=person.pk,
            organisation_id=self.bodies[body],
            kind=post,
            title=title or post.label,
            rank=rank,
            held_from=SINCE,
        )
        account = access.create_account(
            actor=SYSTEM,
            username=self._username(name),
            password=self.password,
            person_id=person.pk,
            is_demo=True,
            hashed=self.hashed,
        )
        self.people[name] = Placed(
            name=name,
            person_id=person.pk,
            post_id=held.pk,
            post=post,
            organisation=held.organisation.name,
            division=held.organisation.division_id,
            username=account.username,
        )

    def _username(self, name: str) -> str:
        base = "".join(lazy_pinyin(name))
        taken = {placed.username for placed in self.people.values()}
        return next(
            candidate
            for candidate in (base, *(f"{base}{number}" for number in range(2, 99)))
            if candidate not in taken
        )


def load(name: str) -> Mapping[str, Any]:
    """One of the demo's own data files."""
    text = files(__package__).joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    assert isinstance(content, dict)
    return content


def build_places(divisions: Mapping[str, str]) -> None:
    for code, name in divisions.items():
        organisations.register_division(actor=SYSTEM, code=code, name=name, valid_from=SINCE)


def build_level(world: World, level: Mapping[str, Any]) -> None:
    """A committee, its office, its member units and their people, at one place."""
    place = level["division"]
    committee = world.found(
        level["committee"]["name"],
        OrganisationKind.COMMITTEE,
        place,
        short=level["committee"]["short"],
    )
    for department, body in level["departments"].items():
        key = world.found(
            body["name"],
            OrganisationKind.DEPARTMENT,
            place,
            short=body.get("short", ""),
            department=department,
        )
        organisations.admit_member(
            actor=SYSTEM, committee_id=committee, organisation_id=key, valid_from=SINCE
        )
        _staff(world, body["name"], body["staff"])
    office = level["office"]
    world.found(
        office["name"],
        OrganisationKind.OFFICE,
        place,
        short=office["short"],
        committee_id=committee,
        host_id=world.bodies[level["departments"][office["host"]]["name"]],
        document_mark=office["mark"],
    )
    for post in level["committee_posts"]:
        _post(world, level["committee"]["name"], post)
    for post in level["office_posts"]:
        _post(world, office["name"], post)
    for expert in level.get("experts", ()):
        _post(world, office["name"], {"post": "expert", "rank": "other", **expert})


def _post(world: World, body: str, row: Mapping[str, str]) -> None:
    world.seat(
        row["name"],
        PostKind(row["post"]),
        body,
        title=row["title"],
        rank=Rank(row["rank"]),
        specialty=row.get("specialty", ""),
    )


def _staff(world: World, body: str, rows: Iterable[tuple[str, str, str]]) -> None:
    """Every department's people are its liaisons: any of them may answer for it."""
    for name, title, rank in rows:
        world.seat(name, PostKind.LIAISON, body, title=title, rank=Rank(rank))


def build_county(
    world: World, code: str, county: Mapping[str, str], form: Mapping[str, Any]
) -> None:
    """A county's committee, office, centre and reporting departments."""
    full, short = county["full"], county["short"]

    def named(row: Mapping[str, str], key: str = "name") -> str:
        return row[key].format(place=full, short=short)

    committee = world.found(
        named(form["committee"]),
        OrganisationKind.COMMITTEE,
        code,
        short=named(form["committee"], "short"),
    )
    for department, name in form["departments"].items():
        body = world.found(
            name.format(place=full), OrganisationKind.DEPARTMENT, code, department=department
        )
        organisations.admit_member(
            actor=SYSTEM, committee_id=committee, organisation_id=body, valid_from=SINCE
        )
        world.seat(
            county[department],
            PostKind.LIAISON,
            name.format(place=full),
            title="联络员",
            rank=Rank.SECTION_HEAD,
        )
    office = named(form["office"])
    world.found(
        office,
        OrganisationKind.OFFICE,
        code,
        short=named(form["office"], "short"),
        committee_id=committee,
        document_mark=named(form["office"], "mark"),
    )
    centre = named(form["centre"])
    world.found(centre, OrganisationKind.CENTRE, code, short=named(form["centre"], "short"))
    world.seat(
        county["chair"],
        PostKind.COMMITTEE_VICE_CHAIR,
        named(form["committee"]),
        title="副主任",
        rank=Rank.DEPUTY_IN_CHARGE,
    )
    world.seat(
        county["director"],
        PostKind.OFFICE_DIRECTOR,
        office,
        title="主任",
        rank=Rank.PRINCIPAL,
    )
    world.seat(county["clerk"], PostKind.OFFICE_CLERK, office, title="工作人员")
    world.seat(county["worker"], PostKind.CASE_WORKER, centre, title="承办人")


def build_yuncheng(world: World) -> None:
    """The city with its thirteen counties, some towns, villages and institutions."""
    data = load("yuncheng")
    build_places(data["divisions"])
    build_level(world, data["city"])
    for code, county in data["counties"].items():
        build_county(world, code, county, data["county_posts"])
    for code, town in data["towns"].items():
        world.found(town["name"], OrganisationKind.TOWN_GOVERNMENT, code)
        world.seat(town["supervisor"], PostKind.CHILD_SUPERVISOR, town["name"])
    for code, village in data["villages"].items():
        world.found(village["name"], OrganisationKind.VILLAGE_COMMITTEE, code)
        world.seat(village["director"], PostKind.CHILD_DIRECTOR, village["name"])
    for body in data["bodies"]:
        world.found(body["name"], OrganisationKind(body["kind"]), body["division"])
        for name, post, title in body["staff"]:
            world.seat(name, PostKind(post), body["name"], title=title)


def build_henan(world: World) -> None:
    """The province's nine bodies of its first conference, and the places the case came from."""
    data = load("henan")
    build_places(data["divisions"])
    build_level(world, data["province"])
    for code, place in data["below"].items():
        committee = world.found(f"{place['full']}{place['body']}", OrganisationKind.COMMITTEE, code)
        office = f"{place['full']}{place['body']}办公室"
        world.found(
            office,
            OrganisationKind.OFFICE,
            code,
            short=f"{place['short']}未保办",
            committee_id=committee,
            document_mark=f"{place['short']}未保办",
        )
        world.seat(
            place["director"],
            PostKind.OFFICE_DIRECTOR,
            office,
            title="主任",
            rank=Rank.PRINCIPAL,
        )
        world.seat(place["clerk"], PostKind.OFFICE_CLERK, office, title="工作人员")
