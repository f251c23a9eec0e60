"""Paragraph list: paragraphs, rows of tables and text boxes in the order of their reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.reading.word.paragraphs import BETWEEN_CELLS, LONGEST_CELL, StyledParagraph

_CONTROLS = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph: its text, the number of its style, and whether all of it is bold."""

    text: str
    style: int = 0
    is_bold: bool = False


@dataclass(slots=True)
class _Flow:
    """The body of the document, or a text box, as far as it is read.

    ``cell`` are the paragraphs of a cell that is not complete, ``cells`` those of a row, and
    ``lines`` the rows of a table.
    """

    pieces: list[str] = field(default_factory=list)
    has_plain_text: bool = False
    style: int = 0
    is_table: bool = False
    cell: list[_Paragraph] = field(default_factory=list)
    cells: list[list[_Paragraph]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    boxes: list[_Paragraph] = field(default_factory=list)
    paragraphs: list[_Paragraph] = field(default_factory=list)


class ParagraphList:
    """The paragraphs of a document, which are added piece by piece."""

    def __init__(self) -> None:
        self._flow = _Flow()
        self._outer: list[_Flow] = []

    def put(self, text: str, *, is_bold: bool) -> None:
        """Add text to the paragraph."""
        self._flow.pieces.append(text)
        if not is_bold and not text.isspace():
            self._flow.has_plain_text = True

    def set_style(self, number: int) -> None:
        """Set the number of the paragraph's style."""
        self._flow.style = number

    def reset(self) -> None:
        """Begin a paragraph in the usual style, outside of tables."""
        self._flow.style, self._flow.is_table = 0, False

    def enter_table(self) -> None:
        """Let the paragraph be part of a cell."""
        self._flow.is_table = True

    def end_paragraph(self) -> None:
        """End the paragraph."""
        flow = self._flow
        paragraph = self._take_paragraph()
        if flow.is_table:
            flow.cell.append(paragraph)
        elif paragraph.text:
            self._end_table()
            flow.paragraphs.append(paragraph)
            flow.paragraphs += flow.boxes
            flow.boxes = []

    def end_cell(self) -> None:
        """End the cell of a table's row."""
        flow = self._flow
        cell = [paragraph for paragraph in (*flow.cell, self._take_paragraph()) if paragraph.text]
        flow.cells.append(cell)
        flow.cell = []

    def end_row(self) -> None:
        """End the row: of short cells it is a line, of long ones it is all their paragraphs."""
        flow = self._flow
        cells, flow.cells = flow.cells, []
        if any(len(cell) > 1 or len(_first(cell)) > LONGEST_CELL for cell in cells):
            self._end_table()
            flow.paragraphs += (paragraph for cell in cells for paragraph in cell)
        else:
            flow.lines.append(BETWEEN_CELLS.join(filter(None, map(_first, cells))))

    def begin_box(self) -> None:
        """Begin a text box, whose paragraphs follow the one in which it is."""
        self._outer.append(self._flow)
        self._flow = _Flow()

    def end_box(self) -> None:
        """End the text box."""
        if self._outer:
            self._finish_flow()
            box, self._flow = self._flow, self._outer.pop()
            self._flow.boxes += box.paragraphs

    def finish(self, styles: Mapping[int, str]) -> list[StyledParagraph]:
        """Return the paragraphs that are not blank; ``styles`` are the names of their styles."""
        while self._outer:
            self.end_box()
        self._finish_flow()
        names = {number: name.strip("; \t").lower() for number, name in styles.items()}
        return [
            StyledParagraph(
                paragraph.text,
                names.get(paragraph.style, "") if paragraph.style else "",
                is_bold=paragraph.is_bold,
            )
            for paragraph in self._flow.paragraphs
            if paragraph.text
        ]

    def _finish_flow(self) -> None:
        flow = self._flow
        flow.cells = [*flow.cells, flow.cell] if flow.cell else flow.cells
        flow.cell = []
        if flow.cells:
            self.end_row()
        flow.is_table = False
        self.end_paragraph()
        self._end_table()
        flow.paragraphs += flow.boxes
        flow.boxes = []

    def _take_paragraph(self) -> _Paragraph:
        flow = self._flow
        text, flow.pieces = "".join(flow.pieces), []
        is_bold, flow.has_plain_text = not flow.has_plain_text, False
        # A character beyond the first 65,536 is written as two halves.
        joint_text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return _Paragraph(joint_text.translate(_CONTROLS).strip(), flow.style, is_bold)

    def _end_table(self) -> None:
        flow = self._flow
        text = "\n".join(filter(None, flow.lines))
        flow.lines = []
        if text:
            flow.paragraphs.append(_Paragraph(text))


def _first(cell: list[_Paragraph]) -> str:
    return cell[0].text if cell else ""
