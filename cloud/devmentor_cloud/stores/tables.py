"""Every table of the tier, in one place for migrations to compare with."""

from devmentor_cloud.auth import models as auth
from devmentor_cloud.gateway import models as gateway
from devmentor_cloud.memory import models as memory
from devmentor_cloud.project import models as project
from devmentor_cloud.stores.records import Record

MODULES = (auth, gateway, memory, project)
METADATA = Record.metadata
