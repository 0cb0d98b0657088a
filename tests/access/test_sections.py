"""The table of sections and posts: whole, and what the code takes from it for granted."""

from __future__ import annotations

import pytest

from huishang.access.visibility import (
    KEEPS_THE_PLATFORM,
    TABLE,
    WORKS_ON_FILES,
    Reach,
    Section,
    Sight,
    by_post,
)
from huishang.kernel.terms import PostKind
from huishang.people.visibility import SEES_BY_PLACE


def sight_of(post: PostKind) -> Sight:
    return Sight(by_post(post), masked=False, on_duty=True)


def test_every_post_has_its_line_and_every_section_its_column() -> None:
    assert set(TABLE) == set(PostKind)
    assert {len(line) for line in TABLE.values()} == {len(Section)}
    assert len({section.label for section in Section}) == len(Section)
    assert [reach.label for reach in Reach] == ["不可见", "查阅", "办理"]


@pytest.mark.parametrize("post", WORKS_ON_FILES)
def test_who_works_on_files_reads_every_section(post: PostKind) -> None:
    """Rows below a file are scoped by it: `matters_in_sight` asks a duty for no section."""
    assert all(sight_of(post).reads(section) for section in Section)


@pytest.mark.parametrize("post", sorted({*WORKS_ON_FILES, *SEES_BY_PLACE}))
def test_a_duty_is_told_from_a_name_by_its_work(post: PostKind) -> None:
    assert sight_of(post).by_duty
    assert not Sight(dict.fromkeys(Section, Reach.READ), masked=False, on_duty=False).by_duty


@pytest.mark.parametrize("post", KEEPS_THE_PLATFORM)
def test_who_keeps_the_platform_has_an_empty_line(post: PostKind) -> None:
    assert set(TABLE[post]) == {Reach.NONE}
    assert not sight_of(post).by_duty


@pytest.mark.parametrize("post", SEES_BY_PLACE)
def test_who_keeps_children_by_place_works_on_identity_and_family(post: PostKind) -> None:
    for section in (Section.IDENTITY, Section.FAMILY):
        assert sight_of(post).works_on(section)
    assert not sight_of(PostKind.COMMITTEE_CHAIR).works_on(Section.IDENTITY)
