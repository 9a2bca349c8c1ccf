"""The text of a Word paragraph as a reader sees it, and the text boxes anchored in it."""

from collections.abc import Iterator

from lxml import etree

from knowledge.reading.wordml import child, children, is_on, kind

# Deleted or moved away, field codes, readings above characters, properties.
_UNSEEN = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "fldData", "rt", "pPr", "rPr"}
)
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def pieces(element: etree._Element) -> Iterator[str | etree._Element]:
    """Text in order, "\\n" for a soft line break, and each text box as its element."""
    for part in element:
        name = kind(part)
        if name == "t":
            yield part.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "txbxContent":
            yield part
        elif name == "AlternateContent":
            yield from pieces(preferred(part))
        elif name not in _UNSEEN and not (name == "r" and is_on(child(part, "rPr"), "vanish")):
            yield from pieces(part)


def preferred(alternate: etree._Element) -> etree._Element:
    """One of the renderings of the same content, so that nothing is read twice."""
    choices = [*children(alternate, "Choice"), *children(alternate, "Fallback")]
    return choices[0] if choices else alternate
