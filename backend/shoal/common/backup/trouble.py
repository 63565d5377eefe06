class BackupTrouble(Exception):
    """Why there is no backup, or nothing was restored; said to the operator as it stands."""
