"""Drawing a tall picture row by row, in pixels from its top: what the pictures share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import Circle, Rectangle
from pylopdf_fonts_zh_cn import sans_path

from bot.printable import one_line

WIDTH, MARGIN = 1080, 48
"""As wide as a phone has pixels, so that nothing is scaled up."""
INNER = WIDTH - 2 * MARGIN
_DPI = 72  # a point is then a pixel
INK, FAINT, PAPER, RULE = "#1f2328", "#59636e", "#ffffff", "#d0d7de"


@dataclass(frozen=True, slots=True)
class Row:
    """Something of a height, drawn where it comes to stand."""

    height: int
    draw: Callable[["Canvas", int], None]


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where rows draw; y grows downwards."""

    axes: Axes

    def text(
        self, x: float, y: float, said: str, size: int, colour: str = INK, align: str = "left"
    ) -> None:
        """One line, its middle at `y`; `$` in it is no formula."""
        self.axes.text(
            x,
            y,
            drawable(said),
            fontproperties=_font(size),
            color=colour,
            ha=align,
            va="center_baseline",
            parse_math=False,
        )

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        self.axes.add_patch(Rectangle((x, y), width, height, facecolor=colour, linewidth=0))

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle."""
        self.axes.add_patch(Circle((x, y), radius, facecolor=colour, linewidth=0))


@cache
def _font(size: int) -> FontProperties:
    return FontProperties(fname=str(sans_path()), size=size)


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(get_font(str(sans_path())).get_charmap())


def drawable(text: str) -> str:
    """One line of what the font has; what it lacks (emoji) is left out."""
    return "".join(one for one in one_line(text) if ord(one) in _glyphs())


def fitting(text: str, size: int, width: float = INNER) -> str:
    """Cut to what fits into that many pixels, … where something went."""
    said = drawable(text)
    if _length(said, size) <= width:
        return said
    while said and _length(said, size) > width - size:
        said = said[:-1]
    return said + "…"


def _length(text: str, size: int) -> float:
    """Pixels, rather too many: Chinese characters and quotes are as wide as high."""
    return size * sum(0.6 if one.isascii() else 1 for one in text)


def wrapped(text: str, size: int, most: int, width: float = INNER) -> list[str]:
    """At most so many lines; the last one is cut, and none begins with a comma."""
    left, found = drawable(text), list[str]()
    while _length(left, size) > width and len(found) < most - 1:
        end = next(at for at in range(1, len(left) + 1) if _length(left[:at], size) > width) - 1
        while end > 1 and left[end] in "、，。；：）》”":
            end -= 1
        found.append(left[:end])
        left = left[end:]
    return [*found, fitting(left, size, width)] if left else found


def line(said: str, size: int = 34, colour: str = INK, indent: int = 0) -> Row:
    """A row of text."""
    text = fitting(said, size, INNER - indent)
    return Row(
        round(size * 1.6),
        lambda canvas, y: canvas.text(MARGIN + indent, y + size * 0.8, text, size, colour),
    )


def lines(said: str, size: int = 34, colour: str = INK, *, most: int = 2) -> list[Row]:
    """Text on so many rows at most."""
    return [line(one, size, colour) for one in wrapped(said, size, most)]


def heading(said: str) -> Row:
    """A heading above a thin rule."""

    def draw(canvas: Canvas, y: int) -> None:
        canvas.box(MARGIN, y + 20, INNER, 2, RULE)
        canvas.text(MARGIN, y + 62, fitting(said, 40), 40)

    return Row(100, draw)


def picture_of(rows: Sequence[Row]) -> bytes:
    """The rows below each other, as PNG."""
    height = sum(one.height for one in rows) + 2 * MARGIN
    figure = Figure(figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    axes.axis("off")
    canvas, y = Canvas(axes), MARGIN
    for one in rows:
        one.draw(canvas, y)
        y += one.height
    data = BytesIO()
    figure.savefig(data, format="png", dpi=_DPI)
    return data.getvalue()
