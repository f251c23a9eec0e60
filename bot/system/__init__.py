"""What any program needs: logs, locks, files, child processes, progress."""
