"""Lists come in pages: `limit` (20 unless asked, at most 100) and `page`."""

from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """`{"count", "next", "previous", "results"}`."""

    page_size = 20
    page_size_query_param = "limit"
    max_page_size = 100
