"""Elements by their place in the bytes."""

from __future__ import annotations

import pytest

from avtalesjekk.report.tags import extents, inserted, with_last_child


@pytest.mark.parametrize(
    ("content", "number", "element"),
    [
        (b"<a><b>x</b><c/></a>", 1, b"<b>x</b>"),
        (b"<a><b>x</b><c/></a>", 2, b"<c/>"),
        (b"<a><b/><b><b/></b></a>", 2, b"<b><b/></b>"),
        (b'<?xml version="1.0"?><a><b x="/>" y=\'"\'>t</b></a>', 1, b'<b x="/>" y=\'"\'>t</b>'),
        (b"<a><!-- <b> --><![CDATA[<b>]]><?b <b> ?><c>/></c></a>", 1, b"<c>/></c>"),
        (b"<a\n  x='1'\n><w:b \n/></a>", 1, b"<w:b \n/>"),
    ],
)
def test_an_element_is_found_by_its_number(content: bytes, number: int, element: bytes) -> None:
    """What looks like a tag in a value, a comment or CDATA is none."""
    found = extents(content, {number})[number]
    assert content[found.start : found.end] == element


def test_the_inside_of_an_element_is_between_its_tags() -> None:
    """The tag may hold anything in quotes."""
    content = b'<a><b x=">">in</b></a>'
    found = extents(content, {1})[1]
    assert content[found.opened : found.closed] == b"in"


def test_pieces_at_one_place_keep_their_order() -> None:
    """Also when those of another place were named between them."""
    assert inserted(b"abc", [(1, b"1"), (3, b"3"), (1, b"2"), (0, b"0")]) == b"0a12bc3"


@pytest.mark.parametrize(
    ("content", "made"),
    [(b"<t:a><b/></t:a>\n", b"<t:a><b/><c/></t:a>\n"), (b"<?x ?><t:a y='1'/>", b"<?x ?><t:a y='1'><c/></t:a>")],
)
def test_a_child_is_added_to_the_root(content: bytes, made: bytes) -> None:
    """Whether it has children or not."""
    assert with_last_child(content, b"<c/>") == made
