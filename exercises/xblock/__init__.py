"""Any XBlock in a page: interactive blocks in Python, written for Open edX, chosen by whoever runs this site."""
