"""What holds the apps together: settings, addresses, health, middleware, jobs. Imports all, imported by none."""
