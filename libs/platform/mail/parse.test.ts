import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer';
import { automaticReason, isAutomatic } from './automatic';
import { parseMail } from './parse';

const mail = (...lines: string[]) => Buffer.from(lines.join('\r\n'));

describe('parseMail', () => {
  it('reads a mail with HTML, an inline picture and a 2 MB attachment', async () => {
    const picture = randomBytes(3_000);
    const file = randomBytes(2 * 1024 * 1024);
    const raw = await new MailComposer({
      from: { name: 'Amy Adams', address: 'Amy@Client.Example' },
      to: ['support@desk.example', { name: 'Bob, "B"', address: 'bob@desk.example' }],
      cc: 'carl@client.example',
      replyTo: 'team@client.example',
      subject: 'Drucker – „kaputt“ 🖨',
      messageId: '<one@client.example>',
      inReplyTo: '<zero@desk.example>',
      references: ['<a@desk.example>', '<zero@desk.example>'],
      date: new Date('2026-03-01T10:00:00Z'),
      text: 'Hello\n\nthe printer',
      html: '<p>Hello</p><img src="cid:pic@client">',
      attachments: [
        { filename: 'pic.png', content: picture, contentType: 'image/png', cid: 'pic@client' },
        { filename: 'Überblick 2026.bin', content: file, contentType: 'application/octet-stream' },
      ],
    })
      .compile()
      .build();
    const parsed = await parseMail(raw);
    expect(parsed).toMatchObject({
      from: { name: 'Amy Adams', address: 'amy@client.example' },
      to: [
        { name: '', address: 'support@desk.example' },
        { name: 'Bob, "B"', address: 'bob@desk.example' },
      ],
      cc: [{ address: 'carl@client.example' }],
      replyTo: [{ address: 'team@client.example' }],
      subject: 'Drucker – „kaputt“ 🖨',
      messageId: '<one@client.example>',
      inReplyTo: '<zero@desk.example>',
      references: ['<a@desk.example>', '<zero@desk.example>'],
      date: new Date('2026-03-01T10:00:00Z'),
      problems: [],
    });
    expect(parsed.text.trim()).toBe('Hello\n\nthe printer');
    expect(parsed.html).toContain('cid:pic@client');
    expect(parsed.attachments).toHaveLength(2);
    expect(parsed.attachments[0]).toMatchObject({
      filename: 'pic.png',
      contentType: 'image/png',
      contentId: 'pic@client',
      isInline: true,
      size: 3_000,
    });
    expect(parsed.attachments[1]).toMatchObject({ filename: 'Überblick 2026.bin', isInline: false, contentId: null });
    expect(parsed.attachments[1]?.content.equals(file)).toBe(true);
    expect(parsed.attachments[1]?.sha256).toBe(createHash('sha256').update(file).digest('hex'));
  });

  it('makes text from HTML when there is no text part', async () => {
    const parsed = await parseMail(
      mail('From: a@b.example', 'Content-Type: text/html; charset=utf-8', '', '<p>One</p><p>Two</p>'),
    );
    expect(parsed.text).toMatch(/One\s+Two/);
    expect(parsed.html).toContain('<p>One</p>');
  });

  it('makes text from HTML that comes with a file or a picture', async () => {
    const html = { html: '<p>Only HTML</p>' };
    const attachments = [{ filename: 'a.bin', content: Buffer.from('a'), cid: 'a' }];
    for (const options of [
      { ...html, attachments },
      { ...html, attachments: [{ filename: 'b.txt', content: 'b' }] },
    ]) {
      const raw = await new MailComposer({ from: 'a@b.example', ...options }).compile().build();
      expect((await parseMail(raw)).text).toContain('Only HTML');
    }
  });

  it('decodes old character sets and encoded words', async () => {
    const parsed = await parseMail(
      mail('From: =?iso-8859-1?Q?J=FCrgen?= <j@b.example>', 'Subject: =?UTF-8?B?R3LDvMOfZQ==?=', '', ''),
    );
    expect(parsed.from?.name).toBe('Jürgen');
    expect(parsed.subject).toBe('Grüße');
    const body = await parseMail(
      Buffer.concat([
        mail('From: j@b.example', 'Content-Type: text/plain; charset=windows-1252', '', ''),
        Buffer.from([0x80, 0x20, 0xfc]),
      ]),
    );
    expect(body.text.trim()).toBe('€ ü');
  });

  it('keeps a forwarded mail as a file', async () => {
    const parsed = await parseMail(
      mail(
        'From: a@b.example',
        'Content-Type: multipart/mixed; boundary=x',
        '',
        '--x',
        'Content-Type: text/plain',
        '',
        'see attached',
        '--x',
        'Content-Type: message/rfc822',
        '',
        'From: other@b.example',
        'Subject: inner',
        '',
        'inner text',
        '--x--',
      ),
    );
    expect(parsed.text.trim()).toBe('see attached');
    expect(parsed.attachments[0]).toMatchObject({ filename: 'attachment.eml', contentType: 'message/rfc822' });
    expect(parsed.attachments[0]?.content.toString()).toContain('Subject: inner');
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\invoice.pdf', 'invoice.pdf'],
    ['..', 'attachment'],
    ['a\u202Efdp.exe', 'afdp.exe'],
    ['CON.txt', '_CON.txt'],
    ['.htaccess', 'htaccess'],
  ])('makes the file name %j safe', async (name, expected) => {
    const parsed = await parseMail(
      mail(
        'From: a@b.example',
        'Content-Type: multipart/mixed; boundary=x',
        '',
        '--x',
        'Content-Type: application/x-thing',
        `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        '',
        'data',
        '--x--',
      ),
    );
    expect(parsed.attachments[0]?.filename).toBe(expected);
  });

  it('reads Message-IDs that other programs write badly', async () => {
    const folded = await parseMail(
      mail('From: a@b.example', 'Message-ID:', ' <long@b.example>', 'References: <a@x><b@x>,', '\t<c@x> junk', '', ''),
    );
    expect(folded.messageId).toBe('<long@b.example>');
    expect(folded.references).toEqual(['<a@x>', '<b@x>', '<c@x>']);
    expect((await parseMail(mail('Message-ID: bare@b.example', '', ''))).messageId).toBe('<bare@b.example>');
    expect((await parseMail(mail('Message-ID: <>', '', ''))).messageId).toBeNull();
    expect((await parseMail(mail('Message-ID: two words', '', ''))).messageId).toBeNull();
  });

  it('never invents a date', async () => {
    const bad = await parseMail(mail('From: a@b.example', 'Date: yesterday', '', 'x'));
    expect(bad.date).toBeNull();
    expect(bad.problems).toContain('The Date header is unreadable.');
    const zone = await parseMail(mail('From: a@b.example', 'Date: Tue, 3 Mar 2026 09:00:00 +0100 (CET)', '', 'x'));
    expect(zone.date).toEqual(new Date('2026-03-03T08:00:00Z'));
  });

  it('resolves groups and drops entries without an address', async () => {
    const parsed = await parseMail(
      mail('From: a@b.example', 'To: Team: c@d.example, E <e@f.example>;, undisclosed-recipients:;, nobody', '', 'x'),
    );
    expect(parsed.to.map((to) => to.address)).toEqual(['c@d.example', 'e@f.example']);
  });
});

describe('parseMail on hostile input', () => {
  it('never throws and answers soon, whatever bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        const parsed = await parseMail(Buffer.from(bytes));
        expect(typeof parsed.text).toBe('string');
      }),
      { numRuns: 60 },
    );
  });

  it('never throws on MIME put together at random', async () => {
    const line = fc.constantFrom(
      'Content-Type: multipart/mixed; boundary=x',
      'Content-Type: multipart/alternative; boundary="y"',
      'Content-Type: text/html; charset=utf-7',
      'Content-Type: text/plain; charset=no-such; name="=?bad?Q?="',
      'Content-Transfer-Encoding: base64',
      'Content-Transfer-Encoding: uuencode',
      'Content-Disposition: attachment; filename*=utf-8',
      'From: <<>>, "unclosed <a@b>',
      'Subject: =?utf-8?B?////?=',
      'Date: 32 Foo 99999',
      'References: <<<>>> <',
      '--x',
      '--x--',
      '--y',
      '',
      '====',
      '<b>text',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), async (lines) => {
        expect((await parseMail(mail(...lines))).problems).toBeInstanceOf(Array);
      }),
      { numRuns: 100 },
    );
  });

  it('reads the start of a mail with too many parts and keeps its attachments up to there', async () => {
    const part = ['--x', 'Content-Type: text/plain', 'Content-Disposition: attachment; filename=a.txt', '', 'x'];
    const head = ['From: a@b.example', 'Subject: bomb', 'Content-Type: multipart/mixed; boundary=x', ''];
    const text = ['--x', 'Content-Type: text/plain', '', 'the real text', '--x', 'Content-Type: text/plain', '', ''];
    const filler = ['z'.repeat(900)];
    const parts = Array.from({ length: 400 }, () => [...part, ...filler]).flat();
    const parsed = await parseMail(mail(...head, ...text, ...parts, '--x--'));
    expect(parsed.subject).toBe('bomb');
    expect(parsed.text).toContain('the real text');
    expect(parsed.attachments).toHaveLength(100);
    expect(parsed.problems.join(' ')).toMatch(/malformed.*Only the first 256 KB/);
  });

  it('reads nested parts without end', async () => {
    const nested = Array.from({ length: 5_000 }, (_, index) => [
      `Content-Type: multipart/mixed; boundary=b${index}`,
      '',
      `--b${index}`,
    ]).flat();
    const parsed = await parseMail(mail('From: a@b.example', 'Subject: deep', ...nested, '', 'x'));
    expect(parsed.subject).toBe('deep');
    expect(parsed.problems.length).toBeGreaterThan(0);
  });

  it('reads what it can of headers without end', async () => {
    const parsed = await parseMail(
      mail('From: a@b.example', 'Subject: x', `X-Long: ${'y'.repeat(2_000_000)}`, '', 'text'),
    );
    expect(parsed.problems[0]).toMatch(/malformed/);
    expect(parsed.subject).toBe('x');
  });

  it('cuts endless text', async () => {
    const parsed = await parseMail(mail('From: a@b.example', '', 'line of text\r\n'.repeat(150_000)));
    expect(parsed.text.length).toBe(1_000_000);
    expect(parsed.problems).toContain('The text was longer than a million characters and was cut.');
  });

  it('keeps a broken subject on one line', async () => {
    const parsed = await parseMail(mail('From: a@b.example', 'Subject: =?utf-8?Q?a=0D=0ABcc:_x=40y?=', '', 'x'));
    expect(parsed.subject).toBe('a Bcc: x@y');
  });
});

describe('automaticReason', () => {
  const reason = async (...headers: string[]) =>
    automaticReason(await parseMail(mail('From: a@b.example', ...headers, '', 'x')));

  it.each([
    ['Auto-Submitted: auto-replied', 'auto-submitted'],
    ['Auto-Submitted: Auto-Generated; owner=x', 'auto-submitted'],
    ['Precedence: bulk', 'precedence'],
    ['Precedence: auto_reply', 'precedence'],
    ['List-Id: News <news.example>', 'mailing-list'],
    ['List-Unsubscribe: <mailto:x@y.example>', 'mailing-list'],
    ['X-Auto-Response-Suppress: DR, OOF', 'auto-response-suppressed'],
    ['Return-Path: <>', 'empty-return-path'],
    ['Content-Type: multipart/report; report-type=delivery-status; boundary=x', 'delivery-report'],
    ['Content-Type: multipart/report; report-type=disposition-notification; boundary=x', 'delivery-report'],
  ])('%s', async (header, expected) => {
    expect(await reason(header)).toBe(expected);
  });

  it.each([
    'Auto-Submitted: no',
    'Precedence: first-class',
    'X-Auto-Response-Suppress: None',
    'Return-Path: <a@b.example>',
  ])('lets a person through: %s', async (header) => {
    expect(await reason(header)).toBeNull();
  });

  it('knows the null sender of the envelope, mail systems and our own messages', async () => {
    const plain = mail('From: a@b.example', 'Message-ID: <1@desk.example>', '', 'x');
    expect(automaticReason(await parseMail(plain, { envelopeFrom: '' }))).toBe('empty-return-path');
    expect(isAutomatic(await parseMail(plain, { envelopeFrom: 'a@b.example' }))).toBe(false);
    expect(automaticReason(await parseMail(mail('From: MAILER-DAEMON@b.example', '', 'x')))).toBe('mail-system');
    const own = { isOwnMessageId: (id: string) => id.endsWith('@desk.example>') };
    expect(automaticReason(await parseMail(plain), own)).toBe('own-message');
  });
});
