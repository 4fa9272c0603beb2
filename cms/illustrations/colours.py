"""The colours of the pictures: for paper and for images by themselves. On a page they are in the style sheet.

`static/css/components/illustration.css` gives each name its colour by day and by night; a test keeps the two equal.
"""

DAY = {
    "mist": "#d3e7e3",
    "sand": "#fde6c4",
    "cream": "#fffaf0",
    "aqua": "#7fbfc0",
    "teal": "#0a5c63",
    "sun": "#f2a33a",
    "rust": "#b5481f",
    "ink": "#17252a",
    "grey": "#c3c4bf",
    "skin-a": "#f0c4a4",
    "skin-b": "#d39a6c",
    "skin-c": "#a4683f",
    "skin-d": "#6b3f28",
    "shade": "#17252a",
}
SHADE_OPACITY = "0.13"
