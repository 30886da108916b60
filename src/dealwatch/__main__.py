"""`python -m dealwatch` is `dealwatch`."""

import sys

from dealwatch.cli import main

if __name__ == "__main__":
    sys.exit(main())
