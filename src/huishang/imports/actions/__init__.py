"""Every write of imports."""

from .batches import confirm_batch, fetch_annotated, remove_old_files, stop_batch, upload
from .working import work

__all__ = [
    "confirm_batch",
    "fetch_annotated",
    "remove_old_files",
    "stop_batch",
    "upload",
    "work",
]
