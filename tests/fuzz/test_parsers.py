"""Every parser of what comes from outside, fed with spoilt copies: it reads them or refuses them, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.tour.scenario import read_scenario
from commandpost.documents.roster_xlsx import read_roster
from commandpost.documents.table_file import read_table
from commandpost.domain import short_message
from commandpost.domain.ids import DeviceId, UnitCode
from commandpost.journal import bundle, sealed, series, slip
from commandpost.journal.blob_frame import decode_blobs, encode_blobs
from commandpost.journal.chain import DeviceCard, key_digest
from commandpost.journal.encoding import patient_body, read_body
from commandpost.journal.sealed import Cargo
from commandpost.journal.slip import Slip, SlipKind
from tests.fuzz.mutation import packed, survives, unpacked
from tests.unit.domain.test_short_message import WALL
from tests.unit.journal.test_bundle import RECEIPT, run
from tests.unit.journal.test_sealed import ENVELOPE, file

QUICK = 1_500  # copies for each parser
LONG = 600.0  # seconds for each parser
SEED = 6
KEY = bytes(range(32))
CARD = DeviceCard(
    device=DeviceId(key_digest(KEY)), unit=UnitCode("110199001"), public_key=KEY, name="S1", enrolled_at="2026-07-19"
)
BODY = (
    b'{"v":1,"hlc":7,"wall":"2026-07-19T02:24:08+08:00","boot":1,"boot_id":"b","offset":null,"error":null,"by":null,'
    b'"unit":"110199001","kind":"log","record":"log-1","act":"log.record","set":{"text":"x"},"base":{"level":["s:1"]},'
    b'"to":["110199"],"personal":null,"blobs":[],"note":""}'
)


@dataclass(frozen=True)
class Parser:
    name: str
    read: Callable[[bytes], object]
    samples: tuple[bytes, ...]
    weight: int = 1  # how much dearer one reading is


def workbook() -> bytes:
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("七月")
    sheet.write_row(0, 0, ("日期", "带班领导", "主班", "副班"))
    sheet.write_row(1, 0, (date(2026, 7, 1).isoformat(), "李某", "王某", "赵某"))
    book.close()
    return made.getvalue()


def texts_of(content: bytes) -> list[str]:
    return content.decode("utf-8", "replace").split("\n")


def scenario(content: bytes) -> object:
    from tests.factories import folder

    path = SCENARIOS.setdefault("folder", folder()) / "spoilt.toml"
    path.write_bytes(content)
    return read_scenario(path, resources_dir() / "sample" / "scenario.schema.json")


def head_of(content: bytes) -> bytes:
    """The JSON behind a file's four letters and its length."""
    return content[8 : 8 + int.from_bytes(content[4:8], "big")]


def with_head(content: bytes, head: bytes) -> bytes:
    """The same file with another JSON of a true length, so that it is read and not only measured."""
    return content[:4] + len(head).to_bytes(4, "big") + head + content[8 + len(head_of(content)) :]


def both_readings(raw: bytes) -> object:
    """A body by both readers, which must not differ."""
    quick = read_body(raw)
    if repr(quick) != repr(patient_body(raw)):
        pytest.fail(f"read in two ways: {raw!r}")
    return quick


SCENARIOS: dict[str, Path] = {}
RUNS = bundle.encode([run([b"{}", BODY]), run([b"3"])])
ONE_RUN, SEALED = unpacked(bundle.encode([run([b"{}"])])), file()
SLIP = slip.encode(Slip(kind=SlipKind.REPORT, card=CARD, content=b'{"report":"r"}', signature=bytes(64)))
CARGO = sealed.pack(Cargo(held={RECEIPT.stream: 3}, runs=(run([b"{}"]),), blobs=(b"x", bytes(300_000))))

PARSERS = (
    Parser("frames", bundle.decode, (RUNS,)),
    Parser("frames inside gzip", lambda plain: bundle.decode(packed(plain)), (unpacked(RUNS),)),
    Parser("heads of frames", lambda head: bundle.decode(packed(with_head(ONE_RUN, head))), (head_of(ONE_RUN),)),
    Parser("heads of sealed bundles", lambda head: sealed.read(with_head(SEALED, head)), (head_of(SEALED),)),
    Parser("blob frames", lambda plain: decode_blobs(packed(plain)), (unpacked(encode_blobs([b"a", b"bb"])),)),
    Parser("bodies", both_readings, (BODY,)),
    Parser("sealed bundles", sealed.read, (file(), ENVELOPE.written())),
    Parser("cargo of sealed bundles", sealed.unpack, (CARGO[:3_000],)),
    Parser("cards", sealed.read_card, (sealed.write_card(CARD),)),
    Parser("slips", slip.decode, (SLIP,)),
    Parser("QR texts", lambda content: series.join(texts_of(content)), ("\n".join(series.split(SLIP)).encode(),)),
    Parser(
        "SMS",
        lambda content: short_message.read(texts_of(content)),
        ("\n".join(short_message.write(WALL)).encode(),),
    ),
    Parser("scenarios", scenario, ((resources_dir() / "sample" / "wall-night.toml").read_bytes(),), 20),
    Parser("Excel rosters", lambda content: read_roster(content, year=2026, month=7), (workbook(),), 5),
    Parser(
        "Excel tables", lambda content: read_table(content, "t.xlsx"), (workbook(), "名称,经度\n甲,116.3".encode()), 5
    ),
)


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.name)
def test_spoilt_copies_are_read_or_refused(parser: Parser) -> None:
    done, _ = survives(parser.read, parser.samples, seed=SEED, times=QUICK // parser.weight)

    assert done


@pytest.mark.long
@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.name)
def test_ten_minutes_of_spoilt_copies_are_read_or_refused(parser: Parser) -> None:
    done, refused = survives(parser.read, parser.samples, seed=SEED + 1, seconds=LONG)
    print(f"{parser.name}: {done} copies, {refused} refused")

    assert done > QUICK


def test_this_trial_finds_a_parser_that_believes_a_length() -> None:
    def believing(content: bytes) -> bytes:
        size = content[0]
        return bytes(content[at] for at in range(1, size))

    with pytest.raises(IndexError):
        survives(believing, (b"\x04abc",), seed=SEED, times=QUICK)


def test_unspoilt_samples_are_read() -> None:
    for parser in PARSERS:
        if parser.name not in {"cargo of sealed bundles", "sealed bundles", "heads of sealed bundles"}:
            parser.read(parser.samples[0])
