"""What auth says to its callers."""

from pydantic import BaseModel


class Me(BaseModel):
    """The caller, as the token says and the database confirms."""

    user_id: str
    name: str
    organization_id: str
    organization: str
    role: str
    scopes: list[str]
