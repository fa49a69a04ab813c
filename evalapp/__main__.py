"""The front door: hands over to the command line."""

import sys

from ui.cli import main

if __name__ == "__main__":
    sys.exit(main())
