"""One file per kind of work: how it is measured. What is expected of it stands in goals.py."""
