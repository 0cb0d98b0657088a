"""What is typed into a form: one answer for every box of the house, right for who may hand it in.

So a refusal comes from who asks, and not from an empty box.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from huishang.kernel.terms import PostKind
from tests.matrix import planted
from tests.matrix.cast import COUNTY, OTHER_VILLAGE, VILLAGE
from tests.matrix.stage import DECISION, Stage

_WORDS = "按规定办理。"
_BOXES: Mapping[str, Any] = {
    "account": _WORDS,
    "act": "sign_minutes",
    "address": "",
    "advice": _WORDS,
    "affected": "3",
    "age": "",
    "answer": _WORDS,
    "asked": _WORDS,
    "at": "2026-02-03T10:00",
    "best_interests": _WORDS,
    "birth_date": "2015-06-01",
    "body": "某区人民检察院",
    "born": planted.BORN.isoformat(),
    "categories": _WORDS,
    "channel": "walk_in",
    "child": "某儿童",
    "child_name": "新来的孩子",
    "child_views": _WORDS,
    "conclusion": "acceptable",
    "consensus": "agreed",
    "contact": "13700000000",
    "correction": _WORDS,
    "decided_by": DECISION["decided_by"],
    "decisions_asked": _WORDS,
    "discovered_at": "2026-02-03T09:00",
    "document_mark": "",
    "document_number": DECISION["document_number"],
    "due_on": "2026-02-20",
    "effective_on": "2026-02-10",
    "expires_on": "2026-12-01",
    "explanation": _WORDS,
    "facts": _WORDS,
    "finding": _WORDS,
    "form": "memo",
    "ground": "duty",
    "harm": _WORDS,
    "held_from": "2026-02-03",
    "held_until": "2026-02-04",
    "identity": "government-0001",
    "incident_division": VILLAGE,
    "issues": ["guardianship_absent"],
    "justified": "yes",
    "kind": DECISION["kind"],
    "legal_basis": _WORDS,
    "level": "internal",
    "matter": _WORDS,
    "measures": _WORDS,
    "measures_tried": _WORDS,
    "name": "某某",
    "narrative": _WORDS,
    "necessity": _WORDS,
    "note": _WORDS,
    "number": "",
    "on": "2026-02-03",
    "opinion": _WORDS,
    "part": "name",
    "paper": "户口簿",
    "persons": _WORDS,
    "phone": "",
    "place": "二楼会议室",
    "policy_item": _WORDS,
    "problems": _WORDS,
    "purpose": "legal",
    "questions": _WORDS,
    "reason": _WORDS,
    "reason_code": "policy_needed",
    "received_at": "2026-02-03T09:00",
    "received_on": "2026-02-03",
    "recipients": _WORDS,
    "registered_division": "",
    "relation": "61",
    "remark": _WORDS,
    "reply": "coming",
    "requester": "某人",
    "requester_kind": "guardian",
    "requirements": _WORDS,
    "residence_division": OTHER_VILLAGE,
    "resident_id": "",
    "retention": "长期",
    "right": "delete",
    "risks": _WORDS,
    "scopes": ["reports:read"],
    "sections": ["narrative"],
    "severity": "ordinary",
    "settlement": _WORDS,
    "sex": "1",
    "starts_at": "2026-03-02T09:00",
    "summary": _WORDS,
    "text": _WORDS,
    "title": "某镇监护缺失个案",
    "until": "2026-02-10",
    "username": "somebody-new",
    "valid_from": "2026-02-03",
    "valid_until": "2026-02-10",
    "why": _WORDS,
    "words": _WORDS,
}

_AT: Mapping[str, Mapping[str, Any]] = {
    "organisations:new": {"kind": "school", "division": COUNTY, "valid_from": "2026-02-03"},
    "organisations:appoint": {"kind": "liaison", "rank": "other", "title": ""},
    "sealed:ask": {"ground": "judicial", "purpose": _WORDS},
    "privacy:new_activity": {"name": "另一项处理活动", "purpose": _WORDS},
    "privacy:revise": {"name": "改名的处理活动", "purpose": _WORDS},
    "assignments:export": {"purpose": _WORDS},
    "accounts:issue": {"name": "另一个令牌", "networks": ""},
    "accounts:new_program": {"name": "另一个程序", "username": "another"},
    "children:guardian": {"name": "某祖父", "relation": "61"},
    "children:new": {"name": "另一个孩子"},
    "children:verify": {"resident_id": planted.NUMBER},
}
"""Where a box of the same name wants something else."""


def typed(address: str, stage: Stage) -> dict[str, Any]:
    """Everything there is to type at an address, with a token of its own."""
    own, keys = stage.own, stage.keys
    return {
        **_BOXES,
        "token": str(uuid4()),
        "version": "",
        "attendees": [str(keys["person"])],
        "chair_post_id": str(own[PostKind.OFFICE_DIRECTOR].post_id),
        "numbers": stage.case_number,
        "number": stage.case_number if address.startswith("access:") else "",
        "office_id": str(stage.places.city.office.pk),
        "to_office_id": str(stage.places.other_county.office.pk),
        "person": str(stage.helper.person_id),
        "person_id": str(keys["person"]),
        "person_ids": [str(stage.helper.person_id)],
        "post": str(own[PostKind.OFFICE_CLERK].post_id),
        "responsible_id": str(keys["organisation"]),
        "to_post": str(own[PostKind.COMMITTEE_VICE_CHAIR].post_id),
        "viewer_id": str(keys["person"]),
        **_AT.get(address, {}),
    }
