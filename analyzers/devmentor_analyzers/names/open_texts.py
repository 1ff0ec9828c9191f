"""Texts of open documents, kept for the workers: inside the server."""


class OpenTexts:
    """The newest text of each open document, by path."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._paths: dict[str, str] = {}

    def show(self, uri: str, path: str, text: str) -> None:
        """Take note of a document that was opened or changed."""
        self._paths[uri] = path
        self._texts[path] = text

    def close(self, uri: str) -> None:
        """Forget a document; its file counts again."""
        if (path := self._paths.pop(uri, None)) is not None:
            self._texts.pop(path, None)

    def news(self, known: dict[str, str], asked: str) -> dict[str, str | None]:
        """What a worker that knows `known` has to be told before it is asked about `asked`.

        The text that is asked about travels with its question. `known` is brought up to date.
        """
        news: dict[str, str | None] = {
            path: text
            for path, text in self._texts.items()
            if path != asked and known.get(path) != text
        }
        news |= {path: None for path in known if path not in self._texts}
        for path, text in news.items():
            if text is None:
                del known[path]
            else:
                known[path] = text
        return news
