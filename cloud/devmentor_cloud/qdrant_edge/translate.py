"""Between request bodies, the engine's own values, and answers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import qdrant_edge as engine

from devmentor_cloud.qdrant_edge import requests

_DISTANCES = {
    "Cosine": engine.Distance.Cosine,
    "Euclid": engine.Distance.Euclid,
    "Dot": engine.Distance.Dot,
    "Manhattan": engine.Distance.Manhattan,
}
_INDEXES = {
    "keyword": engine.PayloadSchemaType.Keyword,
    "integer": engine.PayloadSchemaType.Integer,
    "float": engine.PayloadSchemaType.Float,
    "bool": engine.PayloadSchemaType.Bool,
    "datetime": engine.PayloadSchemaType.Datetime,
    "uuid": engine.PayloadSchemaType.Uuid,
}


def to_config(vectors: dict[str, requests.VectorParams]) -> engine.EdgeConfig:
    """The engine's configuration of a collection."""
    params = {
        name: engine.EdgeVectorParams(size=one.size, distance=_DISTANCES[one.distance])
        for name, one in vectors.items()
    }
    return engine.EdgeConfig(vectors=params)


def to_index(request: requests.CreateIndex) -> engine.UpdateOperation | None:
    """The engine's index, or None for a kind that it has no use for."""
    schema = request.field_schema
    kind = schema.type if isinstance(schema, requests.IndexParams) else schema
    if isinstance(schema, requests.IndexParams) and kind == "keyword":
        params = engine.KeywordIndexParams(is_tenant=schema.is_tenant)
        return engine.UpdateOperation.create_field_index(request.field_name, params)
    if kind in _INDEXES:
        return engine.UpdateOperation.create_field_index(request.field_name, _INDEXES[kind])
    return None


def to_filter(filter_: requests.Filter | None) -> engine.Filter | None:
    """The engine's filter."""
    if filter_ is None:
        return None
    return engine.Filter(
        must=_conditions(filter_.must),
        should=_conditions(filter_.should),
        must_not=_conditions(filter_.must_not),
    )


def _conditions(conditions: requests.Conditions) -> list[Any] | None:
    if conditions is None:
        return None
    many = conditions if isinstance(conditions, list) else [conditions]
    return [_condition(one) for one in many]


def _condition(condition: requests.Condition) -> Any:
    match condition:
        case requests.Filter():
            return to_filter(condition)
        case requests.HasId(has_id=ids):
            return engine.HasIdCondition(set(ids))
        case requests.IsEmpty(is_empty=field):
            return engine.IsEmptyCondition(field.key)
        case requests.IsNull(is_null=field):
            return engine.IsNullCondition(field.key)
        case requests.FieldCondition(key=key, match=match, range=range_):
            limits = engine.RangeFloat(**range_.model_dump()) if range_ else None
            return engine.FieldCondition(key, match=_match(match), range=limits)


def _match(
    match: requests.MatchValue | requests.MatchAny | requests.MatchExcept | None,
) -> Any:
    match match:
        case None:
            return None
        case requests.MatchValue(value=value):
            return engine.MatchValue(value)
        case requests.MatchAny(any=values):
            return engine.MatchAny(values)
        case requests.MatchExcept(except_=values):
            return engine.MatchExcept(values)


def to_payload_choice(choice: requests.WithPayload) -> Any:
    """Which fields of the payload to return."""
    if not isinstance(choice, requests.PayloadChoice):
        return choice
    if choice.include is not None:
        return engine.PayloadSelector.Include(choice.include)
    return engine.PayloadSelector.Exclude(choice.exclude or [])


def to_point(point: requests.Point) -> engine.Point:
    """A point as the engine keeps it."""
    vector: Any = point.vector
    return engine.Point(point.id, vector, point.payload)


def to_query(query: requests.Query) -> engine.QueryRequest:
    """A search."""
    asked = query.query
    vector = asked.nearest if isinstance(asked, requests.Nearest) else asked
    params = (
        engine.SearchParams(hnsw_ef=query.params.hnsw_ef, exact=query.params.exact)
        if (query.params)
        else None
    )
    return engine.QueryRequest(
        limit=query.limit,
        offset=query.offset,
        query=None if vector is None else engine.Query.Nearest(vector, query.using),
        filter=to_filter(query.filter),
        score_threshold=query.score_threshold,
        params=params,
        with_payload=to_payload_choice(query.with_payload),
        with_vector=query.with_vector,
    )


def from_scored(points: Sequence["engine.ScoredPoint"]) -> list[dict[str, Any]]:
    """Search results as Qdrant writes them."""
    return [{**_record(point), "version": point.version, "score": point.score} for point in points]


def from_records(records: Sequence["engine.Record"]) -> list[dict[str, Any]]:
    """Points as Qdrant writes them."""
    return [_record(record) for record in records]


def from_id(id_: Any) -> int | str | None:
    """An id as Qdrant writes it."""
    return str(id_) if isinstance(id_, UUID) else id_


def _record(record: "engine.Record | engine.ScoredPoint") -> dict[str, Any]:
    written = {"id": from_id(record.id), "payload": record.payload}
    return written if record.vector is None else {**written, "vector": record.vector}
