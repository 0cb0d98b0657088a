"""The page groups and where each is hung. A group is a package of `pages` with its own urls."""

from __future__ import annotations

GROUPS = {
    "workbench": "",
    "session": "",
    "accounts": "account/",
    "forms": "forms/",
    "public": "tell/",
    "reports": "reports/",
    "children": "children/",
    "imports": "imports/",
    "assessments": "assessments/",
    "visits": "visits/",
    "sweeps": "sweeps/",
    "field": "field/",
    "cases": "cases/",
    "conferences": "conferences/",
    "assignments": "assignments/",
    "documents": "documents/",
    "access": "access/",
    "sealed": "sealed/",
    "exports": "exports/",
    "inbox": "notices/",
    "law": "law/",
    "organisations": "organisations/",
    "staff": "staff/",
    "privacy": "privacy/",
    "audit": "audit/",
    "answers": "answers/",
    "system": "system/",
}
"""Group → prefix. The group's name is also the namespace of its URL names."""
