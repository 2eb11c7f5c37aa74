"""The command line: the only place that prints, asks, exits, and reads the clock and the environment."""
