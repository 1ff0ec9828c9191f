"""What goes wrong, in the words and status codes that Qdrant itself uses."""

from starlette.responses import JSONResponse


class EdgeError(Exception):
    """A request that cannot be served; the message goes to the caller."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message

    def response(self) -> JSONResponse:
        """The error in Qdrant's shape."""
        return JSONResponse({"status": {"error": self.message}, "time": 0.0}, self.status)


def bad_request(message: str) -> EdgeError:
    """The request asks for something impossible, or for more than this server speaks."""
    return EdgeError(400, f"Wrong input: {message}")


def no_collection(name: str) -> EdgeError:
    """There is no such collection."""
    return EdgeError(404, f"Not found: Collection `{name}` doesn't exist!")


def collection_exists(name: str) -> EdgeError:
    """The name is taken."""
    return EdgeError(409, f"Wrong input: Collection `{name}` already exists!")


def engine_failed(error: Exception) -> EdgeError:
    """What the engine refused; it says what was wrong, and all its refusals are about the input."""
    if isinstance(error, EdgeError):
        return error
    if "runtime error" in str(error):
        return EdgeError(500, f"The vector engine failed: {error}")
    return bad_request(str(error))
