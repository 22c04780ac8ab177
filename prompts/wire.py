"""The base of what each step is asked and has to answer: strict JSON schemas, every field required, no other field."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Short = Annotated[str, Field(max_length=300)]
Line = Annotated[str, Field(max_length=600)]
Number = Annotated[int, Field(ge=1, le=100_000)]
Ref = Annotated[str, Field(max_length=12)]


class Wire(BaseModel):
    """A question or an answer, or a part of one."""

    model_config = ConfigDict(extra="forbid", frozen=True)
