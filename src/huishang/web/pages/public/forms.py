from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings

from huishang.discovery.queries import PublicEntry
from huishang.kernel.errors import HuishangError, InvalidData

from ...forms import FilesField

_AREA = {"rows": 5}
_FEW = {"rows": 2}


_PICTURES = {"accept": "image/jpeg,image/png,image/webp,image/*"}


class PhotosField(FilesField):
    """照片. What may come in is decided by the action."""

    def __init__(self) -> None:
        super().__init__(
            label="照片",
            required=False,
            help_text=f"可以选多张，最多{settings.PHOTOS_A_REPORT}张。照片里的拍摄地点、时间和手机型号"
            "会自动去掉。请不要为了拍照让自己或者孩子冒险。",
        )
        self.widget.attrs.update(_PICTURES)


class _Plain(forms.Form):
    """Everything is judged by the action; what was typed stays whatever it says."""

    use_required_attribute = False
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY

    def refuse(self, error: HuishangError) -> None:
        """Beside its field where it has one."""
        if isinstance(error, InvalidData):
            for name, words in error.fields.items():
                self.add_error(name if name in self.fields else None, words)
        else:
            self.add_error(None, f"{error.message}{error.instead}")


class TellForm(_Plain):
    """网上报告. ``key`` makes the same form, sent twice, one report."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    narrative = forms.CharField(
        label="发生了什么",
        required=False,
        help_text="看到、听到了什么，什么时候，孩子现在怎样。",
        widget=forms.Textarea(attrs=_AREA),
    )
    where = forms.CharField(
        label="具体地点", required=False, help_text="如“幸福小区3号楼2单元”“东市场北门”。"
    )
    child = forms.CharField(
        label="孩子的情况",
        required=False,
        help_text="姓名、大约几岁、男女、穿着，知道多少写多少；不认识的可以不写。",
        widget=forms.Textarea(attrs=_FEW),
    )
    photos = PhotosField()
    reporter_name = forms.CharField(label="怎样称呼您", required=False)
    reporter_phone = forms.CharField(
        label="您的电话",
        required=False,
        help_text="不愿意留的可以不留，不影响办理。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    def entry(self, place: str, poster: str) -> PublicEntry:
        typed: dict[str, Any] = {**self.cleaned_data}
        typed.pop("photos")
        return PublicEntry(place=place, poster=poster, **typed)


class CodeForm(_Plain):
    """查询回复."""

    code = forms.CharField(
        label="回执号",
        required=False,
        help_text="提交报告后显示的16位数字。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class FactForm(_Plain):
    """补充情况 in words or photos, with the code that was typed already."""

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label="补充情况",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    photos = PhotosField()


class PhotosForm(_Plain):
    """补充照片, on the page that shows the receipt."""

    code = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(widget=forms.HiddenInput, required=False)
    photos = PhotosField()
