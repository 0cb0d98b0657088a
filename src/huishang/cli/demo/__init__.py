"""``huishang demo``: a synthetic Yuncheng and Henan, and two cases told through the very actions.

Owns the invented places, bodies, people and children, and the order in which the stories' acts
are taken. Knows no rule: every date, chair and duty comes from the actions and the law data.
"""

from .command import demo

__all__ = ["demo"]
