"""条件请求: what pages and files of the portal use of ``web.ui.conditional``."""

from govreport.web.ui.conditional import file_if_changed, page_if_changed

__all__ = ["file_if_changed", "page_if_changed"]
