"""`python -I -m devmentor_server`: the language server on stdio."""

import sys

from devmentor_server.serve import main

sys.exit(main())
