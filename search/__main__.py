"""`python -m search` is the `search` command."""

from search.cli import main

raise SystemExit(main())
