"""Pictures in dots, for programs that read no SVG."""


def png_of(svg: str, pixels: int) -> bytes:
    """The square drawing `svg`, so many pixels wide, as PNG; what is not drawn is see-through."""
    import typst  # 80 MB of code, for the few requests that draw

    paper = (
        f"#set page(width: {pixels}pt, height: {pixels}pt, margin: 0pt, fill: none)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    made: bytes = typst.compile(
        paper.encode(), format="png", ppi=72.0, ignore_system_fonts=True, sys_inputs={"svg": svg}
    )
    return made
