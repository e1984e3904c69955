"""监测指标: what Prometheus reads: requests as each process counts them, jobs and disk as they stand when asked.

Requests are counted by the name of their address, never by the address itself: no agency and no person is in a label.
"""

import ipaddress
from collections.abc import Iterable, Iterator
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Min
from django.http import HttpRequest
from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

from govreport.jobs.models import Job, JobState
from govreport.jobs.space import free_share

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

REQUESTS: Final = Counter("govreport_requests", "Requests answered", ("view", "method", "status"))
SECONDS: Final = Histogram("govreport_request_seconds", "Time to answer", ("view",), buckets=_SECONDS)


def count(view: str, method: str, status: int, seconds: float) -> None:
    """One request was answered."""
    known = method if method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} else "other"
    REQUESTS.labels(view, known, str(status)).inc()
    SECONDS.labels(view).observe(seconds)


class _Now(Collector):
    """What the database and the disk say at this moment."""

    def collect(self) -> Iterable[Metric]:
        disk = GaugeMetricFamily("govreport_disk_free_share", "Share of the fullest disk of ours that is free")
        disk.add_metric([], free_share())
        yield disk
        up = GaugeMetricFamily("govreport_database_up", "1 when the database answers")
        try:
            jobs = list(_jobs())
        except DatabaseError:
            connection.close()
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        yield from jobs


def _jobs() -> Iterator[Metric]:
    number = GaugeMetricFamily("govreport_jobs", "Background jobs by state", labels=("state",))
    found = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    for state in JobState:
        number.add_metric([state.value], found.get(state.value, 0))
    yield number
    waiting = GaugeMetricFamily("govreport_jobs_oldest_seconds", "How long the job that waits longest has waited")
    since = Job.objects.filter(state=JobState.QUEUED).aggregate(first=Min("created_at"))["first"]
    waiting.add_metric([], (timezone.now() - since).total_seconds() if since else 0)
    yield waiting


def text() -> bytes:
    """Everything, in the text format of Prometheus; over all processes of this server where they share a folder."""
    registry = CollectorRegistry()
    if settings.PROMETHEUS_MULTIPROC_DIR:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        shared = generate_latest(registry)
    else:
        shared = generate_latest(REGISTRY)
    now = CollectorRegistry()
    now.register(_Now())
    return shared + generate_latest(now)


def is_allowed(request: HttpRequest) -> bool:
    """Whether the one who asks stands in a network that the settings name, and asks directly, through no proxy."""
    if "X-Forwarded-For" in request.headers:
        return False
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(address in ipaddress.ip_network(network) for network in settings.METRICS_NETWORKS)
