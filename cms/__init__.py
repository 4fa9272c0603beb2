"""The site that is not a course: home, standard pages, theme, prose blocks, sources, local contacts."""
