"""What each way of working needs to know. A step's settings are checked here and nowhere else."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from accounts.text import clean_text
from events.errors import Invalid
from workshops.plans.models import Step

LINES = "rader"
"""What the lines of a table's shared notes are called where notes have a column."""
Key = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,12}$")]


def _line(limit: int) -> AfterValidator:
    return AfterValidator(lambda text: clean_text(text, field="settings", limit=limit, one_line=True))


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Nothing(_Settings):
    """A step that needs nothing more than its words."""


class Column(_Settings):
    """A column of a board."""

    id: Key
    title: Annotated[str, _line(80)]


class Board(_Settings):
    """A note board. `hidden`: the others see notes when the host reveals them; `most`: notes for each person."""

    columns: Annotated[list[Column], Field(min_length=1, max_length=6)]
    hidden: bool = False
    most: Annotated[int, Field(ge=1, le=50)] | None = None
    grouping: Literal["everybody", "hosts"] = "everybody"

    @model_validator(mode="after")
    def _told_apart(self) -> "Board":
        _unique([column.id for column in self.columns])
        return self


class Tables(_Settings):
    """Work at tables of about `size`, each with a board of its own and notes it writes together."""

    columns: Annotated[list[Column], Field(max_length=6)] = []
    lines: bool = True
    size: Annotated[int, Field(ge=2, le=20)] = 5
    hidden: Literal[False] = False
    most: None = None
    grouping: Literal["everybody"] = "everybody"

    @model_validator(mode="after")
    def _told_apart(self) -> "Tables":
        _unique([LINES, *(column.id for column in self.columns)])
        return self


class Vote(_Settings):
    """Dots on the notes and groups of an earlier board: `budget` for each person, at most `most` on one item."""

    source: UUID
    budget: Annotated[int, Field(ge=1, le=20)] = 5
    most: Annotated[int, Field(ge=1, le=20)] = 3
    running: bool = False


class Option(_Settings):
    """An answer to choose."""

    id: Key
    text: Annotated[str, _line(200)]


class Question(_Settings):
    """A question of a poll. `most`: how many options, or how many words, one person may give."""

    id: Key
    kind: Literal["single", "several", "scale", "ranking", "words", "text"]
    text: Annotated[str, _line(300)]
    options: Annotated[list[Option], Field(max_length=20)] = []
    most: Annotated[int, Field(ge=1, le=20)] = 3
    low: Annotated[int, Field(ge=0, le=10)] = 1
    high: Annotated[int, Field(ge=1, le=10)] = 5
    low_label: Annotated[str, Field(max_length=60)] = ""
    high_label: Annotated[str, Field(max_length=60)] = ""

    @model_validator(mode="after")
    def _fits(self) -> "Question":
        if self.kind in {"single", "several", "ranking"} and len(self.options) < 2:
            raise ValueError(_("A question to choose from needs at least two answers."))
        if self.kind == "scale" and self.low >= self.high:
            raise ValueError(_("The scale must end higher than it begins."))
        _unique([option.id for option in self.options])
        return self


class Poll(_Settings):
    """Questions answered by each person. `running`: the results are shown while people answer."""

    questions: Annotated[list[Question], Field(min_length=1, max_length=20)]
    running: bool = False

    @model_validator(mode="after")
    def _told_apart(self) -> "Poll":
        _unique([question.id for question in self.questions])
        return self


class Speaking(_Settings):
    """A list of speakers. `seconds` for each; `balance`: the list suggests whom has been heard least."""

    seconds: Annotated[int, Field(ge=15, le=1800)] = 120
    balance: bool = True


KINDS: dict[str, type[_Settings]] = {
    Step.Type.INFO: Nothing,
    Step.Type.CHECKIN: Poll,
    Step.Type.BOARD: Board,
    Step.Type.VOTE: Vote,
    Step.Type.POLL: Poll,
    Step.Type.QUESTIONS: Nothing,
    Step.Type.SPEAKING: Speaking,
    Step.Type.TABLES: Tables,
    Step.Type.OUTCOMES: Nothing,
    Step.Type.EVALUATION: Poll,
}


def checked(type_: str, settings: object) -> dict[str, Any]:
    """Return `settings` whole, as a step of this type stores them.

    Raises:
        Invalid: there is no such type, or the settings do not fit it; keyed by `settings`.
    """
    if type_ not in KINDS:
        raise Invalid(fields={"type": [_("There is no such way of working.")]})
    try:
        return KINDS[type_].model_validate(settings or {}).model_dump(mode="json")
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        raise Invalid(fields={"settings": [_told(fault) for fault in faults[:5]]}) from None


def _told(fault: Any) -> str:
    where = ".".join(map(str, fault["loc"]))
    words = str(fault["msg"]).removeprefix("Value error, ")
    return f"{where}: {words}" if where else words


def _unique(ids: list[str]) -> None:
    if len(set(ids)) != len(ids):
        raise ValueError(_("Two of them have the same id."))
