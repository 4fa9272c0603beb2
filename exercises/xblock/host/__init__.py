"""Our runtime on the XBlock library. Slow to import: only functions of the neighbouring modules do so."""
