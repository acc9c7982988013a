"""A WMTS by its own address: it is asked what it has, and the right layer in the right squares is taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from commandpost.bootstrap.picture_library import HOSTS, PictureLibrary
from commandpost.domain.errors import CommandPostError
from commandpost.domain.tile_source import TileId
from commandpost.geodata.wmts import layers_in
from tests.fakes import FakeClock
from tests.integration.maps.test_tile_client import Remembered, administrator
from tests.tile_server import TileServer, picture_of, tile_server

TILE = TileId(14, 13489, 6208)
SPACES = 'xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1"'
MERCATOR = "urn:ogc:def:crs:EPSG::3857"


def matrices(name: str, crs: str, *, prefix: str = "", scale: float = 559_082_264.0287178) -> str:
    levels = "".join(
        f"<TileMatrix><ows:Identifier>{prefix}{z}</ows:Identifier><ScaleDenominator>{scale / 2**z}</ScaleDenominator>"
        "<TopLeftCorner>-20037508.34 20037508.34</TopLeftCorner></TileMatrix>"
        for z in range(3)
    )
    crs = f"<ows:SupportedCRS>{crs}</ows:SupportedCRS>"
    return f"<TileMatrixSet><ows:Identifier>{name}</ows:Identifier>{crs}{levels}</TileMatrixSet>"


def layer(name: str, matrix_set: str, *, form: str = "image/png", resource: str = "") -> str:
    address = f'<ResourceURL resourceType="tile" format="{form}" template="{resource}"/>' if resource else ""
    link = f"<TileMatrixSetLink><TileMatrixSet>{matrix_set}</TileMatrixSet></TileMatrixSetLink>"
    style = "<Style><ows:Identifier>default</ows:Identifier></Style>"
    names = f"<ows:Title>{name}图</ows:Title><ows:Identifier>{name}</ows:Identifier>"
    return f"<Layer>{names}{style}<Format>{form}</Format>{link}{address}</Layer>"


def document(*parts: str) -> bytes:
    return f"<Capabilities {SPACES}><Contents>{''.join(parts)}</Contents></Capabilities>".encode()


@pytest.fixture
def server() -> Iterator[TileServer]:
    with tile_server() as running:
        yield running


@pytest.fixture
def library(tmp_path: Path) -> Iterator[PictureLibrary]:
    settings = Remembered()
    settings.set_setting(HOSTS, ["127.0.0.1"])
    made = PictureLibrary(settings, tmp_path / "tiles", FakeClock().now, administrator())
    yield made
    made.close()


def test_the_one_layer_that_fits_is_taken_and_its_tiles_come(library: PictureLibrary, server: TileServer) -> None:
    server.document = document(
        layer("street", "EPSG:3857"),
        layer("degrees", "EPSG:4490"),
        layer("vector", "EPSG:3857", form="application/x-protobuf"),
        matrices("EPSG:3857", MERCATOR, prefix="EPSG:3857:"),
        matrices("EPSG:4490", "urn:ogc:def:crs:EPSG::4490"),
    )
    address = library.resolve(f"{server.address}/service/wmts?tk=geheim")
    source = library.add_service("街道", address)

    assert source.key == "geheim"
    assert "geheim" not in source.place
    assert "TILEMATRIX=EPSG%3A3857%3A14" in source.address(TILE)
    assert server.asked[0].startswith("/service/wmts?tk=geheim&SERVICE=WMTS&REQUEST=GetCapabilities")


def test_of_several_layers_the_named_one_is_taken(library: PictureLibrary, server: TileServer) -> None:
    server.document = document(layer("a", "g"), layer("b", "g"), matrices("g", MERCATOR))
    with pytest.raises(CommandPostError, match="tile_layers_many") as caught:
        library.resolve(f"{server.address}/wmts")
    assert caught.value.params["layers"] == "a、b"
    address = library.resolve(f"{server.address}/wmts?layer=b")
    source = library.add_service("", address)
    assert library.tile(source, TILE) == picture_of(14, 13489, 6208)


def test_a_service_without_questions_gives_its_own_address() -> None:
    template = "https://a.example/x/{Style}/{TileMatrixSet}/{TileMatrix}/{TileCol}/{TileRow}.png"
    found = layers_in(document(layer("a", "g", resource=template), matrices("g", MERCATOR)), "https://a.example/wmts")
    assert found[0].address == "https://a.example/x/default/g/{z}/{x}/{y}.png"
    assert found[0].title == "a图"


@pytest.mark.parametrize("other", [matrices("g", MERCATOR, scale=1e6), matrices("g", "EPSG:4490"), "<TileMatrixSet/>"])
def test_squares_we_do_not_know_are_left_alone(other: str) -> None:
    assert layers_in(document(layer("a", "g"), other), "https://a.example/wmts") == ()


@pytest.mark.parametrize("content", [b"", b"<html>", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', b"\xff\xfe\x00"])
def test_what_is_no_description_of_a_service_is_refused(content: bytes) -> None:
    with pytest.raises(CommandPostError, match="tile_address_wrong"):
        layers_in(content, "https://a.example/wmts")


def test_addresses_of_tiles_are_not_asked_about(library: PictureLibrary, server: TileServer) -> None:
    address = f"{server.address}/{{z}}/{{x}}/{{y}}.png"
    assert library.resolve(address) == address
    assert library.resolve("nonsense") == "nonsense"
    assert server.asked == []


def test_a_host_not_on_the_list_is_not_asked_what_it_has(library: PictureLibrary) -> None:
    with pytest.raises(CommandPostError, match="tile_host_not_allowed"):
        library.resolve("https://elsewhere.example/wmts")
