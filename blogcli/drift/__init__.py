"""How far a translation is from the text it was made from, block by block. It stands on the standard library alone."""
