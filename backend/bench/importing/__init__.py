"""An import measured in a process of its own, which lives in the copy that it writes into."""
