"""The sample's own illustrations: drawn by code when the sample is loaded, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable

from dateline.newsroom.sample.drawings import diagrams, maps, scenes
from dateline.newsroom.sample.drawings.canvas import Canvas

DRAWINGS: dict[str, Callable[[], Canvas]] = {
    drawing.__name__: drawing
    for drawing in (
        maps.georgia,
        maps.georgia_zones,
        maps.nato_map,
        maps.kaliningrad,
        maps.gas_pipelines,
        maps.afghan_routes,
        maps.s300_ranges,
        maps.sudan,
        diagrams.missile_shield,
        diagrams.orbits,
        diagrams.heard_planets,
        diagrams.transit,
        diagrams.ecb_rates,
        diagrams.nato_russia_table,
        diagrams.summit_table,
        scenes.geneva,
        scenes.fespaco,
        scenes.cinema,
        scenes.capitol,
        scenes.davos,
        scenes.night_sky,
    )
}


def draw(name: str) -> bytes:
    """The illustration of that name as PNG, 1920 by 1280 pixels; raises KeyError naming the known ones."""
    if name not in DRAWINGS:
        raise KeyError(f"no drawing is called {name!r}; there are {', '.join(sorted(DRAWINGS))}")
    return DRAWINGS[name]().png()
