"""The words a person from outside promises in, and which edition of them is in use.

Another edition asks for the promise again.
"""

from __future__ import annotations

UNDERTAKING = "2026-1"
UNDERTAKING_TEXT = (
    "只为本次工作目的查阅本案内容，不超出被允许的范围。",
    "不向任何单位和个人披露涉案未成年人的姓名、影像、住所、就读学校以及其他可能识别其身份的信息。",
    "不复制、拍摄、转发、留存查阅的内容；工作结束后不再查阅。",
    "发现内容泄露或者可能泄露的，立即告知承办单位。",
    "知悉本人每次查阅都有记录；违反承诺的，承担相应的法律责任。",
)
"""Basis: 未成年人保护法第一百零三条."""
