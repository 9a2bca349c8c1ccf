"""Access to WordprocessingML, in both of its namespaces (transitional and strict)."""

from collections.abc import Iterator

from lxml import etree

_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)


def kind(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for comments and the like."""
    tag: object = element.tag  # the stubs do not know that a comment's is a function
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The direct children of that name; none of None."""
    if element is not None:
        yield from (found for found in element if kind(found) == name)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first direct child of that name."""
    return next(children(element, name), None)


def attribute(element: etree._Element, name: str) -> str | None:
    """A WordprocessingML attribute."""
    for namespace in _NAMESPACES:
        found = element.get(namespace + name)
        if found is not None:
            return found
    return None


def value(element: etree._Element | None, name: str) -> str | None:
    """What `w:val` of a child says."""
    found = child(element, name)
    return None if found is None else attribute(found, "val")


def integer(text: str | None) -> int | None:
    """A small number as Word writes it; None for anything else."""
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else None


def is_on(element: etree._Element | None, name: str) -> bool:
    """Whether a property such as `w:vanish` is set."""
    found = child(element, name)
    return found is not None and attribute(found, "val") not in {"0", "false", "off", "none"}
