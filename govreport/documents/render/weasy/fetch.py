"""不取外部资源: a fetcher that fetches nothing."""

from typing import NoReturn

from weasyprint.urls import URLFetcher


class NothingFetched(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """A fetcher that fetches nothing: no scheme, no local file, no data address.

    A document is made of its figures and text alone; whatever asks for more is left out of it.
    """

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        """Raise ``ValueError`` for any address."""
        raise ValueError(f"A report fetches nothing, but asked for {url[:200]}")
