"""A form kept as data comes back the same, through real JSON."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.documents.rendering import from_data, to_data
from huishang.documents.rendering.form import DocumentNumber, MinutesForm, NoticeForm
from huishang.kernel.clock import BEIJING

from .rendering_forms import letter, minutes, notice

# Summer time, kept from 1986 to 1991, gave an hour twice; no paper of the platform is that old.
TIMES = st.datetimes(min_value=datetime(1992, 1, 1), timezones=st.just(BEIJING))  # noqa: DTZ001
NUMBERS = st.builds(
    DocumentNumber, st.text(min_size=1), st.integers(1000, 9999), st.integers(1, 999)
)
st.register_type_strategy(DocumentNumber, NUMBERS)


@pytest.mark.parametrize("form", [minutes(), notice(), letter()], ids=["纪要", "通知", "函"])
def test_a_kept_form_is_the_form(form):
    assert from_data(json.loads(json.dumps(to_data(form)))) == form


@given(st.data())
def test_any_form_comes_back_the_same(data):
    with_zone = {"starts": TIMES, "ends": st.none() | TIMES}
    hints = {
        MinutesForm: {"meeting": st.builds(type(minutes().meeting), **with_zone)},
        NoticeForm: {"meeting": st.none() | st.builds(type(notice().meeting), **with_zone)},
    }
    made = data.draw(st.sampled_from([MinutesForm, NoticeForm]))
    form = data.draw(st.builds(made, **hints[made]))
    assert from_data(json.loads(json.dumps(to_data(form)))) == form


def test_data_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="公文种类"):
        from_data({"kind": "poster"})
