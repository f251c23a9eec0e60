"""What is measured rather than tested: speed, peers, reading; not part of the package."""
