"""Choose one option; every option has feedback and a quality: strong, fair, rather not."""
