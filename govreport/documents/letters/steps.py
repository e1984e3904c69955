"""审签单与回执的内容: a version, its steps and its code, as the printed forms show them."""

from dataclasses import dataclass
from datetime import datetime

from govreport.documents.findings.notice import chinese_date
from govreport.documents.render.pdf import CHINA
from govreport.documents.render.text import breakable, printable


@dataclass(frozen=True, slots=True)
class Subject:
    """办理的报告: which version of which report; ``instrument`` is the notice that set its format."""

    title: str
    agency: str
    year: int
    number: int
    instrument: str

    @property
    def shown_title(self) -> str:
        """The title with what no font can draw made visible."""
        return breakable(printable(self.title))


@dataclass(frozen=True, slots=True)
class Step:
    """办理环节: what was done, by whom, when (aware), as a receipt prints it.

    ``code`` is the short code of the content at that step, ``sha256`` the whole hash; empty where none was taken.
    """

    name: str
    by: str
    at: datetime
    code: str = ""
    sha256: str = ""

    @property
    def day(self) -> str:
        """2026年1月31日, in China."""
        return chinese_date(self.at.astimezone(CHINA).date())

    @property
    def second(self) -> str:
        """14:03:22, in China."""
        return f"{self.at.astimezone(CHINA):%H:%M:%S}"

    @property
    def hash_lines(self) -> tuple[str, ...]:
        """The hash in groups of eight, four to a line, to be compared by eye."""
        groups = [self.sha256[at : at + 8] for at in range(0, len(self.sha256), 8)]
        return tuple(" ".join(groups[at : at + 4]) for at in range(0, len(groups), 4))


@dataclass(frozen=True, slots=True)
class SheetLine:
    """审签单的一行: a step with person, post, who was stood in for, opinion and time (aware).

    Without a time nobody has taken it: ``skipped`` says that nobody will.
    """

    name: str
    by: str = ""
    post: str = ""
    behalf: str = ""
    at: datetime | None = None
    opinion: str = ""
    skipped: bool = False

    @property
    def name_lines(self) -> tuple[str, ...]:
        """The name, with the verdict on a line of its own."""
        step, colon, verdict = self.name.partition("：")
        return (f"{step}{colon}", verdict) if verdict else (step,)

    @property
    def day(self) -> str:
        """2026年1月31日, in China."""
        return chinese_date(self.at.astimezone(CHINA).date()) if self.at else ""

    @property
    def hour(self) -> str:
        """14:03, in China."""
        return f"{self.at.astimezone(CHINA):%H:%M}" if self.at else ""

    @property
    def shown_opinion(self) -> tuple[str, ...]:
        """The opinion by paragraphs, with what no font can draw made visible; blank ones left out."""
        lines = (breakable(printable(line)).strip() for line in self.opinion.split("\n"))
        return tuple(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class SheetRound:
    """审签单的一轮: from one submission to the next."""

    number: int
    lines: tuple[SheetLine, ...]
