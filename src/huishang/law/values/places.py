"""The places a child's case may belong to."""

from __future__ import annotations

from .labelled import Labelled


class Place(Labelled):
    INCIDENT = "incident", "事发地"
    RESIDENCE = "residence", "居住地"
    REGISTRATION = "registration", "户籍地"
