"""Pictures of our own, composed of paper shapes: people and places in `people` and `places`, scenes in `scenes`.

Drawn when they are asked for and remembered in process. The key of a scene is kept by pages and releases: it never
changes, and a scene that is taken out shows nothing.
"""
