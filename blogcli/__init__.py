"""blogcli: blogs in several languages, kept in git and discussed by their readers."""

__version__ = "0.1.0"
