"""The sample on this machine: two profiles and an embedded server, made at the first start and found at the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from commandpost.app.desk import Tier
from commandpost.bootstrap.embedded import EmbeddedServer
from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.profile import Profile, exists
from commandpost.bootstrap.sample.street import build_street
from commandpost.domain.ids import UnitCode
from commandpost.security.keyslots import KeySlots

CITY, DISTRICT, STREET = UnitCode("1100"), UnitCode("110199"), UnitCode("110199001")
DEPARTMENT = UnitCode("110199901")
PROFILES: Mapping[Tier, Profile] = MappingProxyType(
    {
        Tier.STREET: Profile(
            unit=STREET, unit_name="永宁街道", parent=DISTRICT, tier=Tier.STREET, station="S1", sample=True
        ),
        Tier.DISTRICT: Profile(
            unit=DISTRICT, unit_name="示范区总值班室", parent=CITY, tier=Tier.DISTRICT, station="Q1", sample=True
        ),
        Tier.CITY: Profile(
            unit=CITY, unit_name="示范市应急值守", parent=None, tier=Tier.CITY, station="C1", sample=True
        ),
        Tier.DEPARTMENT: Profile(
            unit=DEPARTMENT,
            unit_name="示范区住建委值班室",
            parent=DISTRICT,
            tier=Tier.DEPARTMENT,
            station="B1",
            sample=True,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class SampleHouse:
    """Folders of the sample under one home."""

    home: Path

    def server(self, virtual_clock: Path | None = None) -> EmbeddedServer:
        return EmbeddedServer(
            self.home / "sample-server",
            units=resources_dir() / "sample" / "units.toml",
            invites=(STREET, DISTRICT, CITY, DEPARTMENT),
            virtual_clock=virtual_clock,
        )

    def folder(self, tier: Tier) -> Path:
        return self.home / f"sample-{tier.value}"

    def prepare(self, tier: Tier) -> Path:
        """Return the profile's folder, made with its key when it is not there."""
        folder = self.folder(tier)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not exists(folder):
            KeySlots(folder).create_plain()
            PROFILES[tier].write(folder)
        return folder

    def base_map(self) -> Path:
        """The invented street's map as a GeoPackage, drawn once."""
        file = self.home / "sample-map.gpkg"
        if not file.exists():
            from commandpost.geodata.writers import write_geopackage

            self.home.mkdir(parents=True, exist_ok=True)
            write_geopackage(file, build_street().layers)
        return file
