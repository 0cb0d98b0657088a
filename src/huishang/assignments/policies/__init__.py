"""What the rules of the place allow at each stage of an assignment, whoever asks."""

from . import due_dates, extending, implementing, rules, supervising

__all__ = ["due_dates", "extending", "implementing", "rules", "supervising"]
