"""The site on the disk: what is written there, what is removed, and what is left alone."""
