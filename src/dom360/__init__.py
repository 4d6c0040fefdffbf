"""DOM360: AI agents that talk with a company's customers, many companies on one platform."""

from importlib.metadata import version

__version__ = version("dom360")
