"""When each topic last changed, in numbers that every process can compare."""

from django.db import models


class Topic(models.Model):
    """Something that public answers show, and the number of the change in which it last changed.

    Changes are numbered across all topics in the order of their commits: the row of the empty name holds the newest
    number, and its lock is held from the numbering to the commit. So an answer that was begun when the newest number
    was n still holds if none of its topics has a number above n.
    """

    name = models.CharField(max_length=80, primary_key=True)
    version = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
