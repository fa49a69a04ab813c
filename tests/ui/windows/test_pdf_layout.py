"""Where pages lie, and how a reader's place is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.windows.pdf_layout import ZOOMS, Fit, Place, lay_out, next_zoom, read_place

A4 = (595.0, 842.0)


def test_pages_fill_the_width_or_stand_whole_in_the_view() -> None:
    wide = lay_out([A4, A4], (620, 400), 10, 4 / 3, Fit.WIDTH, 1.0)
    assert [(sheet.left, sheet.width) for sheet in wide.sheets] == [(10, 600), (10, 600)]
    assert wide.sheets[1].top == 10 + wide.sheets[0].height + 10
    whole = lay_out([A4, (842, 595)], (620, 400), 10, 4 / 3, Fit.PAGE, 1.0)
    assert whole.sheets[0].height == 380
    assert whole.sheets[1].width <= 600


def test_a_zoomed_page_has_its_size_on_paper_and_its_middle_in_the_view() -> None:
    zoomed = lay_out([(600, 800), (300, 800)], (1000, 400), 10, 4 / 3, Fit.ZOOM, 0.5)
    assert (zoomed.sheets[0].width, zoomed.sheets[0].left) == (400, 300)
    assert (zoomed.sheets[1].width, zoomed.sheets[1].left) == (200, 400)


@pytest.mark.parametrize("size", [(0.0, 0.0), (1e9, 3.0), (float("nan"), 5.0), (-4.0, 20.0)])
def test_absurd_pages_count_as_a4(size: tuple[float, float]) -> None:
    sheet = lay_out([size], (620, 400), 10, 4 / 3, Fit.WIDTH, 1.0).sheets[0]
    assert (sheet.width, sheet.height) == (600, 849)


def test_the_page_at_a_height_and_the_pages_seen() -> None:
    layout = lay_out([A4] * 5, (620, 400), 10, 4 / 3, Fit.WIDTH, 1.0)
    tops = [sheet.top for sheet in layout.sheets]
    assert [layout.at(top) for top in tops] == [0, 1, 2, 3, 4]
    assert [layout.at(top - 5) for top in tops] == [0, 1, 2, 3, 4]
    assert layout.at(10**9) == 4
    assert layout.seen(tops[1] + 800, 400) == range(1, 3)


@given(
    st.integers(0, 10_000),
    st.floats(-5, 5),
    st.floats(-5, 5),
    st.sampled_from(Fit),
    st.floats(ZOOMS[0], ZOOMS[-1]),
)
def test_a_place_is_kept_as_text(page: int, x: float, y: float, fit: Fit, zoom: float) -> None:
    place = read_place(str(Place(page, x, y, fit, zoom)))
    assert (place.page, place.fit) == (page, fit)
    assert (place.x, place.y, place.zoom) == pytest.approx((x, y, zoom), abs=1e-4)


@given(st.text(max_size=40))
def test_any_other_text_is_the_beginning(text: str) -> None:
    assert read_place(text) == Place()


@pytest.mark.parametrize("text", ["1 0.5 nan width 1.0", "1 inf 0 zoom 1", "-1 0 0 page", "1 0 0 tall 1"])
def test_damaged_places_are_the_beginning(text: str) -> None:
    assert read_place(text) == Place()


def test_steps_of_zoom_end_where_they_end() -> None:
    assert [next_zoom(1.0, 1), next_zoom(1.0, -1)] == [1.1, 0.9]
    assert [next_zoom(0.44, 1), next_zoom(0.44, -1)] == [0.5, 0.33]
    assert [next_zoom(4.0, 1), next_zoom(0.25, -1)] == [4.0, 0.25]
