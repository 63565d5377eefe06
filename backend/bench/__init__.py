"""`make bench`: Shoal at a million customers, measured side by side with bare SQL (README.md)."""
