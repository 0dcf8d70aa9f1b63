"""Files in and out: the same form in CSV, XLSX and JSON, and the catalogue of open data."""
