"""Print a lifecycle as a state diagram and as a table, for the generated docs."""

from __future__ import annotations

from .lifecycle import Lifecycle


def mermaid(lifecycle: Lifecycle) -> str:
    """A Mermaid ``stateDiagram-v2`` of the whole table."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {state.value} : {state.label}" for state in lifecycle.states]
    lines.append(f"    [*] --> {lifecycle.initial.value}")
    for row in lifecycle.rows:
        lines += [f"    {src.value} --> {row.target.value} : {row.label}" for src in row.sources]
    lines += [
        f"    {state.value} --> [*]" for state in lifecycle.states if lifecycle.is_final(state)
    ]
    return "\n".join(lines)


def table(lifecycle: Lifecycle) -> str:
    """A Markdown table, one line a row."""
    lines = [
        "| 环节 | 由 | 至 | 承办岗位 | 条件（规定） | 时限（规定） | 留痕 | 依据 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in lifecycle.rows:
        cells = (
            f"{row.label} `{row.name}`",
            "、".join(source.label for source in row.sources),
            row.target.label,
            "、".join(owner.label for owner in row.owners),
            f"`{row.guard.key}`" if row.guard else "",
            f"`{row.deadline.key}`" if row.deadline else "",
            f"`{row.event}`",
            "、".join(str(basis) for basis in row.basis),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
