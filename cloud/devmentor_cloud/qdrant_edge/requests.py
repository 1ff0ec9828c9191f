"""The part of Qdrant's request bodies that this server understands.

A condition it does not know is refused, never skipped: a filter that matched too much would show
one tenant's points to another.
"""

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

PointId = Annotated[int, Field(ge=0)] | UUID
Dense = list[float]
Vectors = Dense | dict[str, Dense]
MAX_LIMIT = 10_000


class Body(BaseModel):
    """A body, or part of one, with nothing in it that we would ignore."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class VectorParams(BaseModel):
    """The vectors of a collection; how they are laid out in memory is the engine's business."""

    model_config = ConfigDict(frozen=True)

    size: int = Field(ge=1, le=65_536)
    distance: Literal["Cosine", "Euclid", "Dot", "Manhattan"]
    multivector_config: None = None


class CreateCollection(BaseModel):
    """A new collection. Shards and replicas are accepted and mean nothing on one machine."""

    model_config = ConfigDict(frozen=True)

    vectors: VectorParams | dict[str, VectorParams]
    sparse_vectors: None = None

    @property
    def named(self) -> dict[str, VectorParams]:
        """The vectors by name; the unnamed one has the empty name."""
        return {"": self.vectors} if isinstance(self.vectors, VectorParams) else self.vectors


class IndexParams(BaseModel):
    """The kind of a payload index; its other options tune a server we are not."""

    model_config = ConfigDict(frozen=True)

    type: str
    is_tenant: bool | None = None


class CreateIndex(Body):
    """A payload index."""

    field_name: str = Field(min_length=1)
    field_schema: str | IndexParams | None = None


class MatchValue(Body):
    """Exactly this value."""

    value: bool | int | str


class MatchAny(Body):
    """One of these values."""

    any: list[str] | list[int]


class MatchExcept(Body):
    """None of these values."""

    except_: Annotated[list[str] | list[int], Field(alias="except")]


class RangeOf(Body):
    """A number within limits."""

    gt: float | None = None
    gte: float | None = None
    lt: float | None = None
    lte: float | None = None


class FieldCondition(Body):
    """A condition on one field of the payload."""

    key: str
    match: MatchValue | MatchAny | MatchExcept | None = None
    range: RangeOf | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if self.match is None and self.range is None:
            raise ValueError("a field's condition needs `match` or `range`")
        return self


class HasId(Body):
    """One of these points."""

    has_id: list[PointId]


class FieldName(Body):
    """The field that a condition is about."""

    key: str


class IsEmpty(Body):
    """The field is missing, null or an empty list."""

    is_empty: FieldName


class IsNull(Body):
    """The field is there and null."""

    is_null: FieldName


class Filter(Body):
    """Conditions and how they combine. One condition may stand where a list of them may."""

    must: "Conditions" = None
    should: "Conditions" = None
    must_not: "Conditions" = None


Condition = FieldCondition | HasId | IsEmpty | IsNull | Filter
Conditions = list[Condition] | Condition | None


class PayloadChoice(Body):
    """Which fields of the payload to return."""

    include: list[str] | None = None
    exclude: list[str] | None = None


WithPayload = bool | list[str] | PayloadChoice | None
WithVector = bool | list[str] | None


class Point(Body):
    """A point to keep."""

    id: PointId
    vector: Vectors
    payload: dict[str, Any] | None = None


class Upsert(Body):
    """Points to keep. A shard key says which servers of a cluster keep them; here there is one."""

    points: list[Point]
    shard_key: Any = None


class Delete(Body):
    """Points to forget, by id or by filter."""

    points: list[PointId] | None = None
    filter: Filter | None = None
    shard_key: Any = None

    @model_validator(mode="after")
    def _names_points(self) -> Self:
        if (self.points is None) == (self.filter is None):
            raise ValueError("name the points, or give a filter")
        return self


class Retrieve(Body):
    """Points by id."""

    ids: list[PointId]
    with_payload: WithPayload = True
    with_vector: WithVector = False
    shard_key: Any = None


class Nearest(Body):
    """A query by vector, spelled out."""

    nearest: Dense


class SearchParams(BaseModel):
    """How to search; only exactness means something here."""

    model_config = ConfigDict(frozen=True)

    exact: bool = False
    hnsw_ef: int | None = None


class Query(Body):
    """The nearest points to a vector, or, without one, any."""

    query: Dense | Nearest | None = None
    using: str | None = None
    filter: Filter | None = None
    params: SearchParams | None = None
    score_threshold: float | None = None
    limit: int = Field(default=10, ge=1, le=MAX_LIMIT)
    offset: int = Field(default=0, ge=0)
    with_payload: WithPayload = False
    with_vector: WithVector = False
    shard_key: Any = None


class Scroll(Body):
    """Points page by page, by id."""

    offset: PointId | None = None
    limit: int = Field(default=10, ge=1, le=MAX_LIMIT)
    filter: Filter | None = None
    with_payload: WithPayload = True
    with_vector: WithVector = False
    shard_key: Any = None


class Count(Body):
    """How many points there are."""

    filter: Filter | None = None
    exact: bool = True
    shard_key: Any = None
