from __future__ import annotations

from ...forms import FileField, HouseForm
from ...request import HouseRequest


class UploadForm(HouseForm):
    file = FileField(
        label="导入文件",
        accept=".xlsx,.csv",
        help_text="按导入模板填写的 .xlsx 或者 .csv 文件。上传后先逐行核对，您确认后才导入。",
    )

    def __init__(self, request: HouseRequest) -> None:
        super().__init__(request)
