"""One coordinate as people paste it: numbers in any order, or links of map services."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.coordinates import Datum, LonLat, Order, distance_m, from_cgcs2000
from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_links import MapService, is_link
from commandpost.domain.pasted_place import ToldPlace, read_pasted, told_from_plain

TRUE = LonLat(116.3913, 39.9075)
GCJ = (116.397541, 39.908901)
BD = (116.403914, 39.915245)
BEIJING_LON = st.floats(115.3, 117.6)
BEIJING_LAT = st.floats(39.3, 41.2)

LINKS = [
    ("https://uri.amap.com/marker?position=116.397541,39.908901&name=%E6%9F%90%E5%A4%84", MapService.AMAP),
    ("https://www.amap.com/?q=39.908901,116.397541,%E6%9F%90%E5%A4%84", MapService.AMAP),
    ("https://www.amap.com/?p=B000A7BD6C,39.908901,116.397541,%E6%9F%90%E5%A4%84,%E8%B7%AF1%E5%8F%B7", MapService.AMAP),
    ("androidamap://viewMap?sourceApplication=x&poiname=y&lat=39.908901&lon=116.397541&dev=0", MapService.AMAP),
    ("http://api.map.baidu.com/marker?location=39.915245,116.403914&title=x&output=html", MapService.BAIDU),
    ("baidumap://map/marker?location=39.908901,116.397541&coord_type=gcj02", MapService.BAIDU),
    ("https://map.baidu.com/?latlng=39.915245%2C116.403914&title=x", MapService.BAIDU),
    ("https://apis.map.qq.com/uri/v1/marker?marker=coord:39.908901,116.397541;title:x;addr:y", MapService.TENCENT),
    ("qqmap://map/geocoder?coord=39.908901,116.397541&referer=z", MapService.TENCENT),
    ("https://map.qq.com/?type=marker&pointx=116.397541&pointy=39.908901", MapService.TENCENT),
    ("https://map.tianditu.gov.cn/?lon=116.3913&lat=39.9075&level=14", MapService.TIANDITU),
    ("https://www.openstreetmap.org/?mlat=39.9075&mlon=116.3913#map=16/39.9/116.4", MapService.OPENSTREETMAP),
    ("https://www.openstreetmap.org/#map=16/39.9075/116.3913", MapService.OPENSTREETMAP),
    ("https://www.google.com/maps/@39.908901,116.397541,15z", MapService.GOOGLE),
    ("https://www.google.com/maps/place/x/@39.1,116.1,15z/data=!3m1!4b1!4m5!3m4!1s0x0:0x0!8m2!3d39.908901!4d116.397541",
     MapService.GOOGLE),
    ("https://maps.google.com/?q=39.908901,116.397541", MapService.GOOGLE),
    ("geo:39.9075,116.3913?z=15", MapService.GEO),
]  # fmt: skip


@pytest.mark.parametrize(("link", "service"), LINKS)
def test_a_link_of_a_map_service_leads_to_the_true_place(link: str, service: MapService) -> None:
    pasted = read_pasted(link)
    assert pasted.service is service
    assert pasted.order is Order.MARKED
    assert pasted.datum is not None
    assert distance_m(pasted.place(pasted.datum), TRUE) < 0.5


@pytest.mark.parametrize(
    ("link", "datum"),
    [
        ("androidamap://viewMap?lat=39.9075&lon=116.3913&dev=1", Datum.WGS84),
        ("https://uri.amap.com/marker?position=116.3913,39.9075&coordinate=wgs84", Datum.WGS84),
        ("http://api.map.baidu.com/marker?location=39.9075,116.3913&coord_type=wgs84", Datum.WGS84),
        ("qqmap://map/geocoder?coord=39.9075,116.3913&coord_type=1", Datum.WGS84),
        ("http://api.map.baidu.com/marker?location=39.9,116.4&coord_type=unheard", Datum.BD09),
    ],
)
def test_a_link_may_name_another_datum_than_its_services_own(link: str, datum: Datum) -> None:
    assert read_pasted(link).datum is datum


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("https://surl.amap.com/abc123", "link_without_place"),
        ("https://j.map.baidu.com/ab/cd", "link_without_place"),
        ("https://map.baidu.com/@12957091.97,4826397.88,12z", "link_in_metres"),
        ("https://example.org/?lat=39.9&lon=116.4", "link_unknown"),
        ("https://baidu.com.example.org/?location=39.9,116.4", "link_unknown"),
        ("http://[broken", "link_unknown"),
        ("https://www.google.com/maps/@399.9,116.4,15z", "link_without_place"),
    ],
)
def test_a_link_that_tells_no_place_is_refused_with_its_reason(link: str, code: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        read_pasted(link)
    assert caught.value.code == code


@pytest.mark.parametrize("text", ["东经：116.4", "N: 39.9", "C:39.9,116.4", "116.4, 39.9"])
def test_numbers_with_signs_are_no_links(text: str) -> None:
    assert not is_link(text)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("116.3913,39.9075", Order.LON_FIRST),
        ("39.9075,116.3913", Order.LAT_FIRST),
        ("N39.9075 E116.3913", Order.MARKED),
        ("30, 80", Order.LAT_FIRST),
        ("80, 30", Order.LON_FIRST),
    ],
)
def test_it_is_said_which_number_was_taken_for_the_longitude(text: str, order: Order) -> None:
    pasted = read_pasted(text)
    assert (pasted.order, pasted.datum, pasted.service) == (order, None, None)


@given(lon=BEIJING_LON, lat=BEIJING_LAT, datum=st.sampled_from(Datum), longitude_first=st.booleans())
def test_whatever_order_and_datum_the_place_comes_back(
    lon: float, lat: float, datum: Datum, longitude_first: bool
) -> None:
    there = [float(value) for value in from_cgcs2000(np.array(lon), np.array(lat), datum)]
    text = ",".join(f"{value:.10f}" for value in (there if longitude_first else reversed(there)))

    pasted = read_pasted(text)

    assert pasted.order is (Order.LON_FIRST if longitude_first else Order.LAT_FIRST)
    assert distance_m(pasted.place(datum), LonLat(lon, lat)) < 0.001


@given(lon=BEIJING_LON, lat=BEIJING_LAT)
def test_degrees_minutes_and_seconds_come_back_within_a_millimetre(lon: float, lat: float) -> None:
    pasted = read_pasted(f"北纬{_sexagesimal(lat)} 东经{_sexagesimal(lon)}")
    assert pasted.order is Order.MARKED
    assert distance_m(pasted.raw, LonLat(lon, lat)) < 0.001


@given(text=st.text(max_size=300))
def test_no_text_at_all_does_more_than_be_refused(text: str) -> None:
    assert refusal(text) in {
        "", "coordinate_unreadable", "coordinate_ambiguous", "coordinate_out_of_range",
        "link_unknown", "link_without_place", "link_in_metres",
    }  # fmt: skip


@given(tail=st.text(max_size=200), form=st.sampled_from([link for link, _ in LINKS]))
def test_a_spoilt_link_is_read_or_refused(tail: str, form: str) -> None:
    assert refusal(form[: len(form) // 2] + tail) in {"", "link_unknown", "link_without_place", "link_in_metres"}


def refusal(text: str) -> str:
    """The code it is refused with, "" for a place."""
    try:
        read_pasted(text)
    except RuleBroken as error:
        return error.code
    return ""


def _sexagesimal(angle: float) -> str:
    degrees, rest = divmod(angle * 3600, 3600)
    minutes, seconds = divmod(rest, 60)
    seconds = min(seconds, 59.9999999)
    return f"{degrees:.0f}°{minutes:.0f}′{seconds:.7f}″"


@pytest.mark.parametrize(
    "told",
    [
        ToldPlace(raw=LonLat(*GCJ), datum=Datum.GCJ02, service=MapService.AMAP),
        ToldPlace(raw=TRUE, datum=Datum.CGCS2000),
        ToldPlace(raw=LonLat(*BD)),
    ],
)
def test_how_a_place_was_told_is_kept_and_read_again(told: ToldPlace) -> None:
    assert told_from_plain(told.to_plain()) == told


@pytest.mark.parametrize("plain", [{}, {"lon": "116", "lat": 39.9}, {"lon": 500, "lat": 39.9}, {"lon": 116.4}])
def test_what_tells_no_place_is_no_evidence(plain: dict[str, object]) -> None:
    assert told_from_plain(plain) is None


def test_a_datum_nobody_knows_is_read_as_unsaid() -> None:
    told = told_from_plain({"lon": 116.4, "lat": 39.9, "datum": "mars", "service": "x"})
    assert told == ToldPlace(raw=LonLat(116.4, 39.9))
