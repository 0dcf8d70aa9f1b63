"""Files that people send in, between looking at what they would do and doing it."""

import uuid

from django.db import models

from accounts.models import Organisation, Person


class Import(models.Model):
    """The rows of a file that would change something, or what came of them. It is gone after a few days.

    Only rows that were found in order are kept, and of them only our columns: nothing that is refused is stored.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey("council.Council", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=160, help_text="Of the file.")
    lines = models.JSONField(default=list, help_text="What the file says, row by row; empty once it has been done.")
    outcome = models.JSONField(default=dict, help_text="What was done, row by row.")
    kept_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-kept_at"]

    def __str__(self) -> str:
        return self.name
