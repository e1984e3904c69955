"""听到事项: an event of the journal, or the end of a job, becomes messages in the same transaction."""

from govreport.jobs.models import Job, JobState
from govreport.journal.models import Event
from govreport.notifications.kinds import Kind
from govreport.notifications.many import AT_ONCE, tell_later
from govreport.notifications.models import Message
from govreport.notifications.occasion import Occasion
from govreport.notifications.reading import mark_read
from govreport.notifications.rules import RULES, SETTLES, UNSETTLED, Line
from govreport.notifications.tell import News, tell


def hear(event: Event) -> None:
    """Tell whom the table names; most events are in no line of it and cost nothing."""
    lines = RULES.get(event.action, ()) if event.succeeded else ()
    if not lines:
        return
    occasion, told = Occasion(event), set[int]()
    if not occasion.tells_of_something:
        return
    if kinds := SETTLES.get(event.action):
        settled = Message.objects.filter(version=occasion.version, kind__in=kinds)
        mark_read(settled.exclude(code__in=UNSETTLED))
    for line in lines:
        told |= _hear(occasion, line, told)


def _hear(occasion: Occasion, line: Line, told: set[int]) -> set[int]:
    news, everybody = heard(occasion, line)
    people = everybody - told
    if news is None or not people:
        return set()
    if line.many and len(people) > AT_ONCE:
        tell_later(occasion.event, people)
    else:
        tell(news, people, together=line.together)
    return people


def heard(occasion: Occasion, line: Line) -> tuple[News | None, set[int]]:
    """What a line of the table tells of an event, and whom; None where there is nothing to tell."""
    values = line.values(occasion)
    if values is None:
        return None, set()
    event = occasion.event
    silent = set() if line.own else {event.actor_id}
    news = News(
        line.kind,
        line.code,
        at=event.at,
        actor=event.actor_id,
        version=occasion.version.pk if occasion.is_of_version else None,
        values=dict(values),
    )
    return news, set(line.people(occasion)) - silent


def line_for_many(action: str) -> Line:
    """The line of an action that may concern more people than a page should wait for."""
    return next(line for line in RULES[action] if line.many)


def hear_job(job: Job) -> None:
    """Whoever asked for a job is told that it failed, or that there is something to look at."""
    failed = job.state == JobState.FAILED
    if job.owner_id is None or job.finished_at is None or not (failed or (job.state == JobState.DONE and job.url)):
        return
    values = {"job": job.kind, "what": job.title, "url": job.url, "why": job.error if failed else ""}
    tell(News(Kind.JOB, "job.failed" if failed else "job.done", at=job.finished_at, values=values), {job.owner_id})
