"""Tables of shared goals, by concept."""

from network.goals.models.exchange import Import
from network.goals.models.foresight import Assumption, Benchmark, BenchmarkValue, ImpactAnswer, ImpactCall, Scenario
from network.goals.models.goals import Activity, Commitment, Goal, Position, Visibility
from network.goals.models.measures import Assignment, Calendar, Category, Cell, Dimension, Indicator, Period, Target
from network.goals.models.reminders import Reminder, ReminderKind, ReminderMail, ReminderStop
from network.goals.models.returns import Operator, Return, Snapshot, Value

__all__ = [
    "Activity",
    "Assignment",
    "Assumption",
    "Benchmark",
    "BenchmarkValue",
    "Calendar",
    "Category",
    "Cell",
    "Commitment",
    "Dimension",
    "Goal",
    "ImpactAnswer",
    "ImpactCall",
    "Import",
    "Indicator",
    "Operator",
    "Period",
    "Position",
    "Reminder",
    "ReminderKind",
    "ReminderMail",
    "ReminderStop",
    "Return",
    "Scenario",
    "Snapshot",
    "Target",
    "Value",
    "Visibility",
]
