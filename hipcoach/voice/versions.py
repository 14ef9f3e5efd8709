"""The versions of the packages that speak."""

import importlib


def package_version(package: str) -> str:
    """Return the version of an installed package, "unknown" where it doesn't tell."""
    metadata = importlib.import_module("importlib.metadata")
    try:
        return str(metadata.version(package))
    except metadata.PackageNotFoundError:  # a frozen build may carry no metadata
        return "unknown"
