"""What two people have written in the same cells, side by side, to choose from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from network.goals.models import Operator, Return
from network.goals.queries import with_values
from network.goals.views.sheet import one_entry, period_name
from network.goals.views.writing import Outcome, actor


def show_merge(request: HttpRequest, outcome: Outcome, do: str, action: str) -> HttpResponse:
    """Show what two people have written in the same cells, to choose from. Nothing is saved yet."""
    report = with_values(Return.objects.all()).get(pk=outcome.report.pk)
    lines = {line.cell.pk: line for line in one_entry(actor(request), report).lines}
    clashing = {one.cell.pk for one in outcome.clashes}
    kept = {
        name: text
        for name, text in request.POST.items()
        if name.count("-") >= 5 and not name.endswith("-choice") and not name.endswith("-was")
    }
    was = {name: text for name, text in request.POST.items() if name.endswith("-was")}
    was |= {f"{pk}-was": lines[pk].was for pk in clashing}
    context = {
        "report": report,
        "period_name": period_name(report.period),
        "clashes": [
            {"clash": one, "line": lines[one.cell.pk], "operators": Operator.choices} for one in outcome.clashes
        ],
        "kept": [*kept.items(), *was.items()],
        "comment": request.POST.get("comment"),
        "do": do,
        "action": action,
        "back": reverse("network:grid", args=[report.indicator.council.slug, report.period_id]),
    }
    return render(request, "pages/goals/merge.html", context, status=412)
