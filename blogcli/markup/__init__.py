"""Text to safe HTML: authors' Markdown and readers', each its own way. Pure functions."""
