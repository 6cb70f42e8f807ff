"""Tests of the cells that rules enclose."""

from __future__ import annotations

import random

import pytest
from pdfplumber import table

from avtalesjekk.extract.pdf_grid import find_grids
from avtalesjekk.extract.pdf_page import Box


def level(y: float, x0: float, x1: float) -> Box:
    return Box(x0=x0, y0=y, x1=x1, y1=y)


def upright(x: float, y0: float, y1: float) -> Box:
    return Box(x0=x, y0=y0, x1=x, y1=y1)


def grid(xs: list[float], ys: list[float]) -> list[Box]:
    """Return the whole rules of a grid."""
    return [*(level(y, xs[0], xs[-1]) for y in ys), *(upright(x, ys[0], ys[-1]) for x in xs)]


def by_pdfplumber(rules: list[Box]) -> list[set[tuple[float, ...]]]:
    """Return the cells of each grid that pdfplumber finds, rounded."""
    edges = []
    for x0, y0, x1, y1 in rules:
        orientation = "h" if x1 - x0 > y1 - y0 else "v"
        size = {"width": x1 - x0, "height": y1 - y0}
        edges.append({"orientation": orientation, "x0": x0, "x1": x1, "top": y0, "bottom": y1, **size})
    crossings = table.edges_to_intersections(table.merge_edges(edges, 3, 3, 3, 3), 3, 3)
    cells = table.intersections_to_cells(crossings)
    return [{rounded(cell) for cell in found} for found in table.cells_to_tables(cells)]


def rounded(box: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(round(number, 3) for number in box)


def test_cells_lie_between_the_rules() -> None:
    """A grid of two columns and two rows has four cells."""
    (cells,) = find_grids(grid([0, 50, 100], [0, 20, 40]))
    assert set(cells) == {(0, 0, 50, 20), (0, 20, 50, 40), (50, 0, 100, 20), (50, 20, 100, 40)}


def test_rule_that_ends_early_leaves_one_cell_across() -> None:
    """The upper row is one cell where the middle rule does not reach it."""
    rules = [*grid([0, 100], [0, 20, 40]), upright(50, 20, 40)]
    (cells,) = find_grids(rules)
    assert (0, 0, 100, 20) in cells
    assert len(cells) == 3


def test_rules_a_little_apart_count_as_one() -> None:
    """A rule drawn in two pieces, one a point lower and a point away, still closes its cells."""
    rules = [*grid([0, 50, 100], [0, 40]), level(20, 0, 49), level(21, 50, 100)]
    (cells,) = find_grids(rules)
    assert len(cells) == 4
    assert (0, 0, 50, 20.5) in cells


def test_lone_frame_is_no_grid() -> None:
    """A frame without a rule in it encloses one cell; the rules beside it enclose none."""
    assert find_grids([*grid([0, 100], [0, 20, 40])[:2], *grid([0, 100], [0, 20]), upright(200, 0, 90)]) == []


def test_grids_apart_are_told_apart_from_top_to_bottom() -> None:
    """The rules of one table do not reach the other."""
    lower, upper = grid([0, 50, 100], [100, 120, 140]), grid([0, 50, 100], [0, 20, 40])
    first, second = find_grids([*lower, *upper])
    assert max(cell.y1 for cell in first) < min(cell.y0 for cell in second)


def test_drawing_full_of_rules_is_no_grid() -> None:
    """More crossings than a table could have are not looked at."""
    assert find_grids(grid([4.0 * place for place in range(80)], [4.0 * place for place in range(80)])) == []


@pytest.mark.parametrize("seed", range(20))
def test_cells_are_those_of_pdfplumber(seed: int) -> None:
    """The library's cells are the measure, on grids whose rules end early and are off by up to a point."""
    chance = random.Random(seed)
    xs, ys = ([20.0 * place for place in range(chance.randint(3, 6))] for _ in range(2))
    rules = []
    for whole in grid(xs, ys):
        off = chance.uniform(-1, 1)
        if whole.x0 == whole.x1:
            rules.append(upright(whole.x0 + off, whole.y0, chance.choice(ys[1:])))
        else:
            rules.append(level(whole.y0 + off, whole.x0, chance.choice(xs[1:])))
    assert [{rounded(cell) for cell in cells} for cells in find_grids(rules)] == by_pdfplumber(rules)
