"""Spam, told by rules that anyone can read: what is blocked, and how much speaks for a comment being spam. Pure."""
