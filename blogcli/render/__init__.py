"""Site plan to pages: templates, languages and dates. What it gives is bytes with a place; nothing is written here."""
