"""A theme per municipality: reads design tokens of the NL Design System, and distils what our style sheets need."""
