"""What a hostile article, a hostile source or a careless colleague may type into any field.

Each line tries another way from text into markup, script, style, address, template, query, header
or spreadsheet. Where one of them runs, it sets `window.pwned`, or puts an element with the id
`pwned` on the page, or loads `/pwned`; the tests look for all three.
"""

PAYLOADS = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "'-window.pwned=1-'",
    "</textarea></title><svg onload=window.pwned=1>",
    "{{ 7*7 }}{% raw %}",
    "javascript:window.pwned=1",
    "<a href='javascript:window.pwned=1'>go</a>",
    "--></script><script>window.pwned=1</script>",
    # elements that run without a click
    "<img src=/pwned>",
    "<b id=pwned>bold</b>",
    "<svg><script>window.pwned=1</script></svg>",
    "<svg><animate onbegin=window.pwned=1 attributeName=x dur=1s>",
    "<math><mtext></mtext><script>window.pwned=1</script></math>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "<iframe src=javascript:parent.pwned=1></iframe>",
    "<object data=/pwned></object><embed src=/pwned>",
    "<video><source onerror=window.pwned=1></video>",
    "<audio src=x onerror=window.pwned=1>",
    "<body onload=window.pwned=1>",
    "<input autofocus onfocus=window.pwned=1>",
    "<details open ontoggle=window.pwned=1>",
    "<marquee onstart=window.pwned=1>",
    "<link rel=stylesheet href=/pwned>",
    "<style>@import '/pwned';</style>",
    "<meta http-equiv=refresh content='0;url=/pwned'>",
    "<base href=/pwned/>",
    "<form action=/pwned id=pwned><button>Sign in</button></form>",
    "<template><script>window.pwned=1</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=window.pwned=1>'></noscript>",
    "<![CDATA[<script>window.pwned=1</script>]]>",
    "<!--><script>window.pwned=1</script>-->",
    # out of an attribute, of whatever quoting
    '" onmouseover="window.pwned=1" autofocus onfocus="window.pwned=1',
    "' onfocus='window.pwned=1' autofocus tabindex='1",
    "x onfocus=window.pwned=1 autofocus",
    "`onerror=window.pwned=1`",
    "\" style=\"background:url('/pwned')",
    # out of a script or a JSON island
    "</script><script>window.pwned=1//",
    "\\u003cscript\\u003ewindow.pwned=1\\u003c/script\\u003e",
    "';window.pwned=1;//",
    '"};window.pwned=1;//',
    "\u2028window.pwned=1\u2029",
    "${window.pwned=1}",
    "[].constructor.constructor('window.pwned=1')()",
    "__proto__",
    # out of a template
    "{{ config }}{{ ''.__class__.__mro__ }}",
    "{% include '/etc/passwd' %}",
    "<%= 7*7 %>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "&#60;script&#62;window.pwned=1&#60;/script&#62;",
    "%3Cscript%3Ewindow.pwned=1%3C/script%3E",
    # odd text: null, controls, right to left, wide, split
    "<scr\u0000ipt>window.pwned=1</scr\u0000ipt>",
    "\u202e<script>window.pwned=1</script>\u202c",
    "＜script＞window.pwned=1＜/script＞",
    "<ScRiPt\n>window.pwned=1</sCrIpT >",
    "<scr<script>ipt>window.pwned=1</scr</script>ipt>",
    # addresses
    "JaVaScRiPt:window.pwned=1",
    "java\tscript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    "//evil.example/pwned",
    # a query, a header, a spreadsheet, a shell
    "'; DROP TABLE claims; --",
    '" OR 1=1 --',
    "x\r\nSet-Cookie: pwned=1",
    '=HYPERLINK("http://evil.example","go")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "$(touch pwned)`touch pwned`",
)
"""At least forty; the tests count them."""
