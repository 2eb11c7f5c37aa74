"""Model to site plan: which pages there are, at which addresses, and what each may show. Standard library only."""
