"""Rendering needs no framework: a form goes in, a file comes out."""

from __future__ import annotations

import subprocess
import sys


def test_rendering_is_imported_without_django():
    asked = "import sys, huishang.documents.rendering; print('django' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"
