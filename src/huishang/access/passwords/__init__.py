"""What makes a password unfit: short, usual, breached, used before.

Validators in Django's shape; their words are in Chinese and end before 请换一个。
"""

from .breached import NotBreached
from .checks import LongEnough, NotReused, NotUsual

__all__ = ["LongEnough", "NotBreached", "NotReused", "NotUsual"]
