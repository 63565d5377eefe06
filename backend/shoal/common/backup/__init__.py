"""One file that holds a school: database, uploads, and a manifest of what is in them."""

from .making import make_backup
from .restoring import restore_backup
from .trouble import BackupTrouble

__all__ = ["BackupTrouble", "make_backup", "restore_backup"]
