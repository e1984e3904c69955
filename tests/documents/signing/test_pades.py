"""PAdES 签名: whole, after the file's own bytes, and lost with the first bit that changes."""

import asyncio
import io
import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import pkcs12

from govreport.documents.layout import layout_findings
from govreport.documents.services import read_report
from govreport.documents.signing import Method, Outcome, SigningError
from govreport.documents.signing.pades import Pades
from tests.builders import balanced
from tests.documents.render.rendered import pdf
from tests.documents.signing.keys import AGENCY, PASSPHRASE, key_file


@pytest.fixture(params=["ec", "rsa"])
def method(request: pytest.FixtureRequest, tmp_path: Path) -> Method:
    return Pades(key_file(tmp_path, request.param), PASSPHRASE)


def test_a_signed_file_is_whole_and_names_its_signer(method: Method) -> None:
    verdict = method.verify(method.sign(pdf("e2021")))
    assert verdict.outcome is Outcome.INTACT
    assert (verdict.signer, verdict.issuer, verdict.own, verdict.in_time) == (AGENCY, AGENCY, True, True)
    assert verdict.signed_at is not None
    assert verdict.signed_at.tzinfo is not None
    assert verdict.algorithm.endswith("SHA-256")
    assert verdict.sentence == "签名完整：签名覆盖整个文件，签名后文件没有改动。"


def test_a_thread_that_runs_an_event_loop_signs_and_verifies_too(method: Method) -> None:
    async def sign_and_verify() -> Outcome:
        return method.verify(method.sign(pdf("e2021"))).outcome

    # A loop may be running already where this test runs, beside a browser: hence a thread.
    with ThreadPoolExecutor(max_workers=1) as thread:
        assert thread.submit(asyncio.run, sign_and_verify()).result() is Outcome.INTACT


def test_the_signature_is_appended_and_the_file_s_bytes_stay(method: Method) -> None:
    signed = method.sign(pdf("e2021"))
    assert signed.startswith(pdf("e2021"))
    assert b"ETSI.CAdES.detached" in signed[len(pdf("e2021")) :]


def test_it_stays_pdf_a_3a_with_its_data_tags_and_titles(method: Method, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(method.sign(pdf("e2021")))
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    with pikepdf.open(path) as file, pikepdf.open(io.BytesIO(pdf("e2021"))) as before:
        assert file.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert b"pdfaid" in file.Root.Metadata.read_bytes()
        assert dict(file.docinfo) == dict(before.docinfo)
        assert len(file.Root.AF) == 1
        assert "/StructTreeRoot" in file.Root
        assert file.Root.MarkInfo.Marked
        data = json.loads(file.attachments["report.json"].get_file().read_bytes())
    assert data == balanced().to_json()


def test_the_field_is_invisible_and_moves_nothing(method: Method) -> None:
    signed = method.sign(pdf("e2021"))
    assert layout_findings(signed, balanced()) == []
    with pikepdf.open(io.BytesIO(signed)) as file:
        (field,) = file.Root.AcroForm.Fields
        assert [float(edge) for edge in field.Rect] == [0, 0, 0, 0]


def test_a_signed_file_is_read_in_like_any_other(method: Method) -> None:
    assert read_report("report.pdf", method.sign(pdf("e2021"))).document.figures == balanced().figures


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_one_changed_bit_makes_the_signature_invalid(method: Method, place: float) -> None:
    altered = bytearray(method.sign(pdf("e2021")))
    altered[int(len(pdf("e2021")) * place)] ^= 1
    verdict = method.verify(bytes(altered))
    assert verdict.outcome in (Outcome.ALTERED, Outcome.UNREADABLE)
    assert not verdict.intact


def test_a_tampered_copy_fails_with_a_sentence(method: Method) -> None:
    altered = bytearray(method.sign(pdf("e2021")))
    altered[len(pdf("e2021")) // 2] ^= 1
    sentence = method.verify(bytes(altered)).sentence
    assert sentence == "签名无效：文件在签名后被改动，不能作为公布的文件使用。请重新下载。"


def test_what_is_added_after_the_signature_is_noticed(method: Method) -> None:
    assert method.verify(method.sign(pdf("e2021")) + b"\n% more\n").outcome is Outcome.APPENDED


def test_a_page_added_by_another_program_is_noticed(method: Method) -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(method.sign(pdf("e2021"))))
    writer.root["/PageMode"] = writer.root["/Type"]
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    assert method.verify(out.getvalue()).outcome is Outcome.APPENDED


def test_a_file_without_signature_says_so(method: Method) -> None:
    assert method.verify(pdf("e2021")).sentence == "文件没有电子签名。"


@pytest.mark.parametrize("content", [b"", b"text", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\nstartxref\n9\n%%EOF"])
def test_what_is_no_pdf_says_so(method: Method, content: bytes) -> None:
    assert method.verify(content).sentence == "文件不是可读的 PDF，无法查验签名。"


def test_another_key_s_signature_is_whole_but_not_ours(method: Method, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Pades(key_file(tmp_path / "other", name="别的机关"), PASSPHRASE)
    verdict = method.verify(other.sign(pdf("e2021")))
    assert (verdict.outcome, verdict.signer, verdict.own) == (Outcome.INTACT, "别的机关", False)


def test_verifying_needs_no_key(method: Method) -> None:
    verdict = Pades(None, "").verify(method.sign(pdf("e2021")))
    assert (verdict.outcome, verdict.own) == (Outcome.INTACT, False)


def test_the_key_is_read_once(method: Method, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    real = pkcs12.load_key_and_certificates
    monkeypatch.setattr(pkcs12, "load_key_and_certificates", lambda *given: read.append(1) or real(*given))
    for _ in range(3):
        method.sign(pdf("e2021"))
    assert len(read) == 1


@pytest.mark.parametrize("fault", ["missing", "passphrase", "text"])
def test_a_key_that_cannot_be_used_is_named_with_its_file(tmp_path: Path, fault: str) -> None:
    path = key_file(tmp_path)
    if fault == "missing":
        path.unlink()
    if fault == "text":
        path.write_text("key")
    with pytest.raises(SigningError, match=r"ec\.p12"):
        Pades(path, "wrong" if fault == "passphrase" else PASSPHRASE).sign(pdf("e2021"))


def test_a_wrong_setting_does_not_make_a_whole_signature_invalid(method: Method, tmp_path: Path) -> None:
    assert Pades(tmp_path / "nothing.p12", "").verify(method.sign(pdf("e2021"))).intact
