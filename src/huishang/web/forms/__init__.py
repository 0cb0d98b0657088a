"""Forms: calm labels, nothing typed is ever lost, a double click happens once.

Owns: the base of every form, how one is handed in, filters above a list, house fields.
Must not know: what any form is for. What may be typed is checked by the action; the form only
turns text into values and puts the action's words beside the fields they belong to.
"""

from .fields import ChoiceField, DayField, FileField, FilesField, MomentField, PlaceField, TextField
from .filters import FilterForm
from .form import Group, HouseForm
from .handling import begin, begin_one, press, redirect, submit

__all__ = [
    "ChoiceField",
    "DayField",
    "FileField",
    "FilesField",
    "FilterForm",
    "Group",
    "HouseForm",
    "MomentField",
    "PlaceField",
    "TextField",
    "begin",
    "begin_one",
    "press",
    "redirect",
    "submit",
]
