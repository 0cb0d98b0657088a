"""What each page of the conference shows. All of them are named here, so that all are checked."""

from . import asking, convening, minutes, preparing, room, speaking, steps

__all__ = ["asking", "convening", "minutes", "preparing", "room", "speaking", "steps"]
