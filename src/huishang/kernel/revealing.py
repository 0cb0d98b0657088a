"""What tells somebody who a child is (未成年人保护法 第一百零三条).

A table names its own such columns in ``reveals``; nothing that leaves the house in bulk carries
one where the reader has no duty in that very row.
"""

from __future__ import annotations

from enum import StrEnum


class Reveals(StrEnum):
    """Kinds of what identifies a child."""

    CHILD_NAME = "child_name"
    CHILD_NUMBER = "child_number"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    SCHOOL = "school"
    GUARDIAN_NAME = "guardian_name"
    GUARDIAN_PHONE = "guardian_phone"
    REPORTER = "reporter"
    NARRATIVE = "narrative"
