"""Agree or not with a few statements; afterwards each gets a nuance and what we would choose ourselves."""
