"""verify_signature: a sentence, the facts of the certificate, and an exit status."""

from pathlib import Path

import pytest
from django.core.management import call_command

from govreport.documents.signing.pades import Pades
from tests.documents.render.rendered import pdf
from tests.documents.signing.keys import AGENCY, PASSPHRASE, key_file


def verify(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    try:
        call_command("verify_signature", str(path))
    except SystemExit as left:
        out = capsys.readouterr()
        return int(str(left.code)), out.out + out.err
    return 0, capsys.readouterr().out


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(Pades(key_file(tmp_path), PASSPHRASE).sign(pdf("e2021")))
    return path


def test_a_whole_signature_is_told_with_its_certificate(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, text = verify(signed, capsys)
    assert status == 0
    for words in ("签名完整", f"签名人：{AGENCY}", "证书有效期", "EC 256", "不作结论"):
        assert words in text


def test_a_tampered_copy_is_told_and_fails(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = bytearray(signed.read_bytes())
    content[len(content) // 2] ^= 1
    signed.write_bytes(content)
    status, text = verify(signed, capsys)
    assert status == 1
    assert "文件在签名后被改动" in text


def test_an_unsigned_file_fails_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plain.pdf"
    path.write_bytes(pdf("e2021"))
    assert verify(path, capsys) == (1, f"{path}：文件没有电子签名。\n")


def test_a_file_that_is_not_there_fails_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, text = verify(tmp_path / "nothing.pdf", capsys)
    assert status == 2
    assert "nothing.pdf" in text
