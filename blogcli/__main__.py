"""Where the program starts: `blogcli`, or `python -m blogcli`."""

import gc
import os
import sys

# Start-up makes many objects and no garbage: looking for some every 700 of them costs a short command a twentieth.
gc.set_threshold(50_000)


def main() -> None:
    """Run the command line."""
    if sys.getfilesystemencoding() != "utf-8":
        _start_again_in_utf8()
    from blogcli.cli.app import main

    main()


def _start_again_in_utf8() -> None:
    """Start this program again with Python's UTF-8 mode (PEP 540), in which arguments and paths are UTF-8.

    Python took them to be in the locale's encoding. It goes on as it is where the user forbids the mode (`-X utf8=0`).
    """
    if sys.executable and "utf8" not in sys._xoptions:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


if __name__ == "__main__":
    main()
