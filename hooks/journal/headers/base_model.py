"""Models of headers: typed and immutable; what does not fit is said at its line."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from journal.headers.fields import keys_of, part_of
from journal.headers.split_items import split_item
from journal.headers.value_faults import say
from journal.headers.yaml_text import Location, YamlText, key_of
from journal.problems.problem import MANY, Problem, and_others


class Model(BaseModel):
    """A typed, immutable header: unknown keys are refused, French keys are aliases."""

    model_config = ConfigDict(frozen=True, extra="forbid")


ModelT = TypeVar("ModelT", bound=Model)


def validate(
    model: type[ModelT],
    header: YamlText,
    *,
    within: Location = (),
    context: object = None,
) -> tuple[ModelT | None, list[Problem]]:
    """Type a header, or one part of it.

    Args:
        model: what it should be.
        header: its keys and values, as typed.
        within: where in the header the model's values stand.
        context: what the model takes from elsewhere (pydantic's validation context).

    Returns:
        The typed value, or None and the reasons.
    """
    try:
        return model.model_validate(header.at(within), context=context), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    # A list whose items are all wrong is short of sound ones: it is not empty for all that.
    details = [d for d in details if d["type"] != "too_short" or not d["input"]]
    said = [_problem(detail, model, header, within) for detail in details[:MANY]]
    # A key that is misspelt is not missing besides.
    meant = {place for _, place in said}
    places = [tuple(detail["loc"]) for detail in details]
    problems = [
        problem
        for (problem, _), place in zip(said, places, strict=False)
        if problem.code != "cle-manquante" or place not in meant
    ]
    others = (_problem(detail, model, header, within)[0] for detail in details[MANY:])
    return None, [*dict.fromkeys(problems), *and_others(others)]


def _problem(
    detail: ErrorDetails, model: type[Model], header: YamlText, within: Location
) -> tuple[Problem, Location]:
    """One error of pydantic's, and the place of the key that was meant by an unknown one."""
    location = tuple(detail["loc"])
    whole = (*within, *location)
    present = {str(known[-1]) for known in header.positions if known[:-1] == whole[:-1]}
    key = key_of(location) or key_of(within)
    if detail["type"] == "missing":
        split = split_item(header, whole, keys_of(part_of(model, location[:-1]), ()))
        if split:
            said = ("cle-manquante", split.message, split.hint)
            return header.problem(split.place, *said), split.place
    typed = header.typed.get(whole, ())
    if typed and isinstance(detail["input"], str):
        detail = {**detail, "input": "\n".join(filter(None, typed))}
    code, message, hint, meant = say(detail, key, model, present)
    if typed and code == "liste-attendue":
        over = f"Écrivez, à la place de ces {len(typed)} lignes : "
        hint = hint.replace("Écrivez : ", over, 1)
    line, column = header.position(whole)
    problem = Problem(header.path, line, code, message, hint, key, column)
    return problem, (*location[:-1], meant)
