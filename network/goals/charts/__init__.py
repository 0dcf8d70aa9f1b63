"""Charts as SVG, made on the server: readable without script, in print, in the dark and on the smallest screen.

Places along the chart are per cent and places up it are pixels, so that a chart is as wide as the page while its words
keep their size. Each label is put where it is free, on a wide screen only or not at all, the most important first.
What is not reported is a gap with its own words, never a zero.
"""

from network.goals.charts.drawing import draw
from network.goals.charts.parts import Chart, Dot, Mark, Series, Target, Tick

__all__ = ["Chart", "Dot", "Mark", "Series", "Target", "Tick", "draw"]
