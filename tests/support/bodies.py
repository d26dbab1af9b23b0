"""Bodies of pages, drawn at random from what people type, paste and get wrong."""

from __future__ import annotations

from hypothesis import strategies as st

_WORDS = st.sampled_from(
    (
        *("bois", "Atelier du Quai", "l'ESS", "2025", "60 000 €", "100 %", "À retenir", "« mot »"),
        *("*fort*", "**gras**", "_fin_", "`code`", "~~barré~~", "**a *b* c**", "[a](oser.md)"),
        *("![b](../images/etabli.jpg)", "<https://a.example/b>", "https://a.example/c_d", "a@b.fr"),
        *("www.a.example", "<sub>2</sub>", "<br>", "&amp;", "&eacute;", "\\*", "\\[", "[a]", "]("),
        *("(", ")", "*", "**", "_", "`", "``", "<", ">", "|", "[", "]", "#", "!", "~", "\\", ":"),
        *(
            "[x][y]",
            "[^1]",
            "[^1-2]",
            "[^été]",
            "**a**{#mot}",
            "{#mot}",
            "<!-- note -->",
            "<!--",
            "-->",
            "3 < 5",
            "a_b_c",
            "5*3*2",
        ),
        *("[a [b] c](d.md)", "[a](<b c.md>)", '[a](b.md "t")', "[a](b(c).md)", "é", "\u00a0"),
        *(
            "\u202f",
            "\t",
            "**« mot »**",
            "*l'*ESS",
            "`a|b`",
            "\\|",
            "[`a`](b.md)",
            "[![b](c.png)](d.md)",
        ),
    )
)
_MARKS = st.sampled_from(
    (
        *("", "", "", "", "- ", "* ", "+ ", "1. ", "2. ", "1) ", "10. ", "> ", "> > ", "- [ ] "),
        *("- [x] ", "## ", "### ", "#", "###### ", "| ", "    ", "  ", "   ", "\t", "- - ", "> - "),
        *(
            "1. - ",
            "-",
            "    - ",
            "  - ",
            "   1. ",
            "```",
            "~~~",
            "[y]: ",
            "[^1]: ",
            "[^été]: ",
            "!!! ",
        ),
    )
)
_LINES = st.sampled_from(
    (
        *("", "", "", "---", "***", "===", "```", "~~~", "```yaml", "| a | b |", "| --- | --- |"),
        *("|---|:-:|", "| 1 | 2 | 3 |", "a | b", "- | -", "> ", "-", "1.", "#", "## Titre {#mot}"),
        *('!!! note "Boîte"', "    dedans", "    - dedans", "<mark>", "</mark>", "<!-- a", "-->"),
        *("- ```", "> ~~~", "1. ```", "  ```", "    ```"),
        *("> [!NOTE]", "> [!TIP] a", "[y]: oser.md", "[^1]: Une note.", "    ## Dedans", "\u00a0"),
    )
)
_TYPED = st.builds(
    lambda mark, words, end: f"{mark}{' '.join(words)}{end}",
    _MARKS,
    st.lists(_WORDS, max_size=5),
    st.sampled_from(("", "", "", "", "  ", "\\", ":", " #", " |", " \t", "\t  ")),
)

BODIES = st.lists(st.one_of(_TYPED, _LINES), max_size=14).map(lambda lines: "\n".join(lines) + "\n")
