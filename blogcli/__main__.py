"""Where the program starts: `blogcli`, or `python -m blogcli`."""

import gc

# Start-up makes many objects and no garbage: looking for some every 700 of them costs a short command a twentieth.
gc.set_threshold(50_000)


def main() -> None:
    """Run the command line."""
    from blogcli.cli.app import main

    main()


if __name__ == "__main__":
    main()
