"""OpenDocument files, as LibreOffice writes them."""
