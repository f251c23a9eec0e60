"""The corpus folder: what files it has, how they are added, removed and restored."""
