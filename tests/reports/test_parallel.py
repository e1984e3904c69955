"""同时填写: writers that truly run at once, on whichever database: every write is stored or named as a conflict."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier

import pytest
from django.db import connection

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.reports.figures import document_of
from govreport.reports.history import changes_of
from govreport.reports.models import Version
from govreport.reports.services import Overtaken, save_cells, save_title, start_report
from govreport.reports.services.cells import shown
from tests.cast import person

pytestmark = pytest.mark.django_db(transaction=True)
CELLS = ("t3.new_received.commercial", "t3.new_received.research", "t3.carried_in.research", "t4.review.upheld")
WRITERS = 4
SAVES = 150


@dataclass(frozen=True)
class Write:
    """One text of one person at one place: what they had seen there, and what became of it."""

    name: str
    text: str
    known: tuple[str, ...]
    stored: bool


@dataclass
class Browser:
    """A page somebody types in: what it shows, what it sent, what it was answered."""

    version: Version
    user: User
    number: int
    seen: dict[str, list[str]]
    writes: list[Write] = field(default_factory=list)

    def work(self, gate: Barrier) -> None:
        """Type, send, now and then lose the answer; texts are like no other browser's."""
        chance = random.Random(self.number)
        gate.wait()
        try:
            for serial in range(SAVES):
                text = str(self.number * 1000 + serial)
                if chance.random() < 0.1:
                    self.write_title(f"标题{text}")
                else:
                    self.write_cells(dict.fromkeys(chance.sample(CELLS, 2), text), lost=chance.random() < 0.2)
        finally:
            connection.close()

    def write_cells(self, typed: dict[str, str], *, lost: bool) -> None:
        known = {name: tuple(self.seen[name]) for name in typed}
        saved = save_cells(version=self.version, cells=typed, by=self.user, known=known)
        apart = {conflict.name for conflict in saved.conflicts}
        for name, text in typed.items():
            self.writes.append(Write(name, text, known[name], name not in apart))
            if not lost:
                self.seen[name] = [saved.changed[name]]
            elif name not in apart:
                self.seen[name].append(text)

    def write_title(self, text: str) -> None:
        known = tuple(self.seen["title"])
        try:
            save_title(version=self.version, title=text, by=self.user, known=known)
        except Overtaken as overtaken:
            self.writes.append(Write("title", text, known, stored=False))
            self.seen["title"] = [overtaken.conflict.theirs]
        else:
            self.writes.append(Write("title", text, known, stored=True))
            self.seen["title"] = [text]


@pytest.fixture
def browsers(agency: Agency, drafter: User) -> list[Browser]:
    """Four pages of two people, all opened on the same blank report."""
    second = person("drafter-2", "起草人韩璐")
    services.appoint(user=second, agency=agency, role=Role.DRAFTER)
    version = start_report(agency=agency, year=2023, by=drafter)
    empty = {**{name: [""] for name in CELLS}, "title": [version.title]}
    return [
        Browser(version, (drafter, second)[number % 2], number, {name: list(texts) for name, texts in empty.items()})
        for number in range(1, WRITERS + 1)
    ]


def test_parallel_writers_lose_no_update(browsers: list[Browser]) -> None:
    gate = Barrier(WRITERS)
    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(browser.work, gate) for browser in browsers]:
            done.result()
    version = Version.objects.get()
    writes = [write for browser in browsers for write in browser.writes]
    assert len(writes) >= 1000
    assert 0 < sum(write.stored for write in writes) < len(writes)
    document = document_of(version)
    for name in (*CELLS, "title"):
        steps = changes_of(version.report, name)
        mine = {write.text: write for write in writes if write.name == name}
        # Step by step without a gap: nothing was written over in silence, and what stands is the last of them.
        assert [step.was for step in steps[1:]] == [step.became for step in steps[:-1]]
        assert steps[-1].became == (document.title if name == "title" else shown(document, name))
        # Stored is exactly what was said to be stored, and nobody wrote over what they had not seen.
        assert sorted(step.became for step in steps) == sorted(text for text, write in mine.items() if write.stored)
        assert all(step.was in mine[step.became].known for step in steps)


def test_every_save_counts_once(browsers: list[Browser]) -> None:
    gate = Barrier(WRITERS)

    def save(browser: Browser) -> None:
        gate.wait()
        try:
            cell = CELLS[browser.number - 1]
            for serial in range(1, 11):
                save_cells(version=browser.version, cells={cell: str(serial)}, by=browser.user)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(save, browsers))
    version = Version.objects.get()
    assert version.lock == browsers[0].version.lock + WRITERS * 10
    assert {shown(document_of(version), cell) for cell in CELLS} == {"10"}
