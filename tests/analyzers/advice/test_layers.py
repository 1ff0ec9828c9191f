import pytest

from devmentor_analyzers.advice.layers import layering, packages
from devmentor_analyzers.syntax.parsed import Parsed
from devmentor_protocol.finding import Severity

LAYERS = ["shop.web", "shop.orders | shop.stock", "shop.tax : shop.price", "shop.data"]


def broken(path: str, statement: str) -> list[str]:
    found = layering(Parsed("python", f"{statement}\n"), path, LAYERS)
    return [each.message for each in found]


@pytest.mark.parametrize(
    ("path", "statement"),
    [
        ("/p/src/shop/data/store.py", "import shop.web"),
        ("/p/src/shop/data/store.py", "from shop.web.views import index"),
        ("/p/src/shop/data/store.py", "from shop import web"),
        ("/p/src/shop/data/store.py", "from ..web import views"),
        ("/p/src/shop/data/__init__.py", "from ..web import views"),
        ("/p/src/shop/data/store.py", "def f():\n    import shop.orders"),
        ("/p/src/shop/orders/a.py", "import shop.stock.b"),
        ("/p/src/shop/price.py", "import shop.stock"),
    ],
)
def test_an_import_upwards_is_an_error(path: str, statement: str) -> None:
    (found,) = layering(Parsed("python", f"{statement}\n"), path, LAYERS)

    assert (found.code, found.severity) == ("layering", Severity.ERROR)


@pytest.mark.parametrize(
    ("path", "statement"),
    [
        ("/p/src/shop/web/views.py", "import shop.data"),
        ("/p/src/shop/web/views.py", "from .. import data"),
        ("/p/src/shop/data/store.py", "from . import other"),
        ("/p/src/shop/data/store.py", "import shop.webbing"),
        ("/p/src/shop/orders/a.py", "import shop.orders.b"),
        ("/p/src/shop/tax.py", "import shop.price"),
        ("/p/src/other/a.py", "import shop.web"),
        ("/p/src/shop/data/store.py", "import os"),
    ],
)
def test_other_imports_are_fine(path: str, statement: str) -> None:
    assert broken(path, statement) == []


def test_the_message_names_both_and_why() -> None:
    (message,) = broken("/p/src/shop/data/store.py", "from shop.web import views")

    assert "`shop.data.store` must not import `shop.web.views`" in message
    assert "layer `shop.data` lies below layer `shop.web`" in message


def test_other_languages_have_no_layers() -> None:
    assert layering(Parsed("javascript", "import './web'"), "/p/shop/data/a.js", LAYERS) == []


def test_all_packages_of_the_layers_are_known() -> None:
    assert {*packages(LAYERS)} >= {"shop.web", "shop.stock", "shop.price"}
