"""`python -m claims` is `claims`, where its folder is not on the path."""

from claims.cli import main

if __name__ == "__main__":
    main()
