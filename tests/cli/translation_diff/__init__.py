"""`blogcli translation diff`."""
