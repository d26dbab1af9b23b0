"""How a validator refuses a value: with our own code and words."""

from __future__ import annotations

from pydantic_core import PydanticCustomError, PydanticKnownError


def refusal(code: str, message: str, hint: str, value: str) -> PydanticCustomError:
    """What a validator raises: our own code and words; `{value}` in the message is what was typed.

    `value_faults.say` reads the hint back from pydantic's context.
    """
    return PydanticCustomError(code, message, {"value": value, "hint": hint})


def typed_text(value: object) -> str:
    """A value that is to be a text."""
    if isinstance(value, str):
        return value
    raise PydanticKnownError("string_type")
