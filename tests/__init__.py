"""Before anything of the product is imported."""

import os

# People of the tests sign in a thousand times; the usual hash takes tenths of a second each.
os.environ["DOM360_HASH_COST"] = "owasp_minimum"
