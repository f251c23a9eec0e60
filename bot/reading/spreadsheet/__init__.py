"""Spreadsheets: tables that Excel and LibreOffice write."""
