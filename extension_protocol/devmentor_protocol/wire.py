"""What every value on the wire has in common."""

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Wire(BaseModel):
    """A frozen value that travels: camelCase outside, snake_case inside.

    Unknown fields are ignored, so that a newer peer may say more than an older one understands.
    """

    model_config = ConfigDict(
        frozen=True,
        alias_generator=to_camel,
        populate_by_name=True,
        serialize_by_alias=True,
        extra="ignore",
    )


class Nothing(Wire):
    """The empty value: a result, or a stream item, of a method that has none."""
