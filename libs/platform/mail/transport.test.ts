import net from 'node:net';
import { startCatcher, type CaughtMail } from './catcher';
import { parseMail } from './parse';
import { createMailTransport, type MailTransport, type OutgoingMail } from './transport';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const mail: OutgoingMail = {
  messageId: 'm1@desk.example',
  from: { name: 'Northstar IT', address: 'support@desk.example' },
  to: [{ name: 'Amy', address: 'amy@client.example' }],
  subject: 'Your ticket',
  text: 'Hello',
};

async function catcher() {
  const caught: CaughtMail[] = [];
  const server = await startCatcher({
    port: 0,
    keep: (message) => {
      caught.push(message);
      return Promise.resolve();
    },
    log: silent,
  });
  ends.push(() => server.close());
  return { port: server.port, caught };
}

function transport(port: number, options: Parameters<typeof createMailTransport>[0] = {}): MailTransport {
  const made = createMailTransport({ host: '127.0.0.1', port, ...options });
  ends.push(() => made.close());
  return made;
}

type Script = Record<string, string | 'hang' | 'drop'>;

/** A server that answers each command as the script says; what the script leaves out succeeds. */
async function scripted(script: Script): Promise<{ port: number; connections: () => number }> {
  let count = 0;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    count++;
    sockets.add(socket);
    socket.on('error', () => undefined);
    converse(socket, script);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, connections: () => count };
}

function converse(socket: net.Socket, script: Script): void {
  let inData = false;
  let buffer = '';
  const respond = (step: string, usual: string) => {
    const reply = script[step] ?? usual;
    if (reply === 'drop') socket.destroy();
    else if (reply !== 'hang') socket.write(`${reply}\r\n`);
  };
  respond('greeting', '220 scripted');
  socket.on('data', (chunk) => {
    buffer += chunk.toString('binary');
    for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      if (inData) {
        if (script.body === 'drop') return socket.destroy();
        if (line !== '.') continue;
        inData = false;
        respond('end', '250 taken');
        continue;
      }
      const verb = line.split(/[ :]/)[0]?.toUpperCase() ?? '';
      if (verb === 'DATA' && !script.DATA) inData = true;
      respond(verb, verb === 'DATA' ? '354 go on' : '250 ok');
    }
  });
}

describe('createMailTransport', () => {
  it('delivers a whole mail to a real server', async () => {
    const { port, caught } = await catcher();
    const sent = await transport(port).send({
      ...mail,
      cc: [{ address: 'bob@client.example' }],
      replyTo: { address: 'reply+token@desk.example' },
      subject: 'Re: [#T-1] Drucker – „kaputt“',
      html: '<p>Hello <img src="cid:logo"></p>',
      inReplyTo: '<their@client.example>',
      references: ['<root@desk.example>', 'their@client.example'],
      headers: { 'X-Kelp-Ticket': 'T-1' },
      attachments: [
        { filename: 'Überblick.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7') },
        { filename: 'logo.png', contentType: 'image/png', content: Buffer.from('png'), contentId: 'logo' },
      ],
      auto: true,
    });
    expect(sent).toMatchObject({
      ok: true,
      accepted: ['amy@client.example', 'bob@client.example'],
      rejected: [],
      response: expect.stringMatching(/^250 /),
    });
    expect(caught[0]?.envelope).toEqual({
      from: 'support@desk.example',
      to: ['amy@client.example', 'bob@client.example'],
    });
    const parsed = await parseMail(caught[0]?.raw ?? Buffer.alloc(0));
    expect(parsed).toMatchObject({
      messageId: '<m1@desk.example>',
      inReplyTo: '<their@client.example>',
      references: ['<root@desk.example>', '<their@client.example>'],
      subject: 'Re: [#T-1] Drucker – „kaputt“',
      from: { name: 'Northstar IT', address: 'support@desk.example' },
      replyTo: [{ address: 'reply+token@desk.example' }],
      autoSubmitted: 'auto-generated',
      xAutoResponseSuppress: 'All',
    });
    expect(caught[0]?.raw.toString()).toMatch(/^X-Kelp-Ticket: T-1\r$/m);
    expect(parsed.attachments.map((file) => [file.filename, file.isInline])).toEqual(
      expect.arrayContaining([
        ['Überblick.pdf', false],
        ['logo.png', true],
      ]),
    );
  });

  it('does not mark mail that a person wrote as automatic', async () => {
    const { port, caught } = await catcher();
    await transport(port).send(mail);
    expect((await parseMail(caught[0]?.raw ?? Buffer.alloc(0))).autoSubmitted).toBeNull();
  });

  it('sends many at once over few connections', async () => {
    const { port, caught } = await catcher();
    const sender = transport(port, { maxConnections: 3 });
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, index) => sender.send({ ...mail, messageId: `m${index}@desk.example` })),
    );
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(new Set(caught.map(({ raw }) => /^Message-ID: (.*)\r$/m.exec(raw.toString())?.[1])).size).toBe(40);
  });

  it('reads its settings from an address', async () => {
    const { port } = await catcher();
    const sender = createMailTransport({ url: `smtp://127.0.0.1:${port}` });
    ends.push(() => sender.close());
    expect(await sender.verify()).toBeNull();
    expect((await sender.send(mail)).ok).toBe(true);
  });
});

describe('header injection', () => {
  const hostile = 'x\r\nBcc: victim@evil.example\r\n\r\n<script>';

  it.each<[string, Partial<OutgoingMail>]>([
    ['subject', { subject: hostile }],
    ['display name', { from: { name: hostile, address: 'support@desk.example' } }],
    ['recipient name', { to: [{ name: hostile, address: 'amy@client.example' }] }],
    ['further header', { headers: { 'X-Note': hostile } }],
    ['file name', { attachments: [{ filename: hostile, contentType: 'text/plain', content: Buffer.from('x') }] }],
    [
      'content type',
      { attachments: [{ filename: 'x', contentType: `text/plain${hostile}`, content: Buffer.from('x') }] },
    ],
    ['line separators', { subject: 'x\u2028Bcc: victim@evil.example\u0085y' }],
  ])('a line break in the %s adds neither a header nor a recipient', async (_name, change) => {
    const { port, caught } = await catcher();
    const sent = await transport(port).send({ ...mail, ...change });
    expect(sent.ok).toBe(true);
    const raw = caught[0]?.raw.toString() ?? '';
    expect(raw).not.toMatch(/^bcc:/im);
    expect(caught[0]?.envelope.to).toEqual(['amy@client.example']);
    expect((await parseMail(Buffer.from(raw))).text.trim()).toBe('Hello');
  });

  it.each<[string, Partial<OutgoingMail>]>([
    ['address with a line break', { to: [{ address: 'a@b.example\r\nRCPT TO:<victim@evil.example>' }] }],
    ['two addresses in one', { to: [{ address: 'a@b.example, victim@evil.example' }] }],
    ['address in brackets', { to: [{ address: '<a@b.example>' }] }],
    ['sender with a line break', { from: { address: 'a@b.example\nX: y' } }],
    ['Message-ID with a line break', { messageId: 'a@b\r\nBcc: victim@evil.example' }],
    ['reference with a line break', { references: ['<a@b\r\nBcc: v@e>'] }],
    ['header name with a colon', { headers: { 'X-A: b\r\nBcc': 'victim@evil.example' } }],
    ['header of our own', { headers: { bcc: 'victim@evil.example' } }],
    ['no recipient', { to: [] }],
  ])('refuses for good: %s', async (_name, change) => {
    const { port, caught } = await catcher();
    const sent = await transport(port).send({ ...mail, ...change });
    expect(sent).toMatchObject({ ok: false, kind: 'permanent' });
    expect(caught).toHaveLength(0);
  });
});

describe('failures', () => {
  const quick = { connectMs: 300, greetingMs: 300, commandMs: 300, dataMs: 400 };
  const outcome = async (script: Script) => {
    const { port } = await scripted(script);
    return transport(port, { timeouts: quick }).send(mail);
  };

  it.each<[string, Script, object]>([
    ['a full mailbox', { RCPT: '452 4.2.2 full' }, { kind: 'temporary', responseCode: 452, serverFailed: false }],
    [
      'an unknown mailbox',
      { RCPT: '550 5.1.1 unknown' },
      { kind: 'permanent', responseCode: 550, serverFailed: false },
    ],
    ['a refused sender', { MAIL: '553 5.7.1 not yours' }, { kind: 'permanent', responseCode: 553 }],
    ['refused content', { end: '554 5.7.1 spam' }, { kind: 'permanent', responseCode: 554 }],
    ['greylisting after the message', { end: '451 4.7.1 later' }, { kind: 'temporary', responseCode: 451 }],
    ['a closing server', { MAIL: '421 4.3.2 closing' }, { kind: 'temporary', serverFailed: true }],
    ['a refusing greeting', { greeting: '554 no service' }, { kind: 'temporary', serverFailed: true }],
    ['a bad sequence', { DATA: '503 5.5.1 what' }, { kind: 'temporary', responseCode: 503 }],
    ['silence before the greeting', { greeting: 'hang' }, { kind: 'temporary', serverFailed: true }],
    ['silence after RCPT', { RCPT: 'hang' }, { kind: 'temporary', serverFailed: true }],
    ['silence after DATA', { DATA: 'hang' }, { kind: 'temporary', serverFailed: true }],
    ['a connection lost before DATA', { RCPT: 'drop' }, { kind: 'temporary', serverFailed: true }],
    ['a connection lost at the end', { end: 'drop' }, { kind: 'unknown', serverFailed: true }],
    ['silence at the end', { end: 'hang' }, { kind: 'unknown', serverFailed: true }],
  ])('%s', async (_name, script, expected) => {
    expect(await outcome(script)).toMatchObject({ ok: false, ...expected });
  });

  it('knows that a connection lost within the message delivered nothing', async () => {
    const { port } = await scripted({ body: 'drop' });
    const big = { filename: 'x', contentType: 'text/plain', content: Buffer.alloc(8 * 1024 * 1024, 'x') };
    const sent = await transport(port).send({ ...mail, attachments: [big] });
    expect(sent).toMatchObject({ ok: false, kind: 'temporary' });
  });

  it('names the refused recipients', async () => {
    expect(await outcome({ RCPT: '550 5.1.1 unknown' })).toMatchObject({
      refused: [{ address: 'amy@client.example', message: '550 5.1.1 unknown' }],
    });
  });

  it('says what is wrong when the server is not there', async () => {
    const gone = await scripted({});
    await ends.pop()?.();
    const sender = transport(gone.port, { timeouts: quick });
    expect(await sender.verify()).toMatchObject({
      kind: 'temporary',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect(await sender.send(mail)).toMatchObject({ ok: false, kind: 'temporary', serverFailed: true });
  });

  it('goes on after a failure on the same transport', async () => {
    const script: Script = { RCPT: '550 5.1.1 unknown' };
    const { port } = await scripted(script);
    const sender = transport(port);
    expect((await sender.send(mail)).ok).toBe(false);
    delete script.RCPT;
    expect((await sender.send(mail)).ok).toBe(true);
  });
});

describe('circuit', () => {
  it('opens after five failures, then probes once a minute until the server is back', async () => {
    const script: Script = { greeting: '421 busy' };
    const { port, connections } = await scripted(script);
    let now = 0;
    const sender = transport(port, { now: () => now });
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(sender.isCircuitOpen()).toBe(false);
      expect((await sender.send(mail)).ok).toBe(false);
    }
    expect(sender.isCircuitOpen()).toBe(true);
    expect(await sender.send({ ...mail, to: [] })).toMatchObject({ kind: 'permanent' });
    expect(sender.isCircuitOpen()).toBe(true);
    const before = connections();
    expect(await sender.send(mail)).toMatchObject({ kind: 'temporary', retryAfterMs: 60_000 });
    expect(connections()).toBe(before);

    now = 60_000;
    const [probe, other] = await Promise.all([sender.send(mail), sender.send(mail)]);
    expect(probe).toMatchObject({ ok: false, serverFailed: true });
    expect(other).toMatchObject({ retryAfterMs: 60_000 });
    expect(connections()).toBe(before + 1);

    delete script.greeting;
    now = 119_999;
    expect((await sender.send(mail)).ok).toBe(false);
    now = 120_000;
    expect((await sender.send(mail)).ok).toBe(true);
    expect(sender.isCircuitOpen()).toBe(false);
    expect((await sender.send(mail)).ok).toBe(true);
  });

  it('stays closed when a working server refuses mail after mail', async () => {
    const { port } = await scripted({ RCPT: '550 5.1.1 unknown' });
    const sender = transport(port);
    for (let attempt = 0; attempt < 7; attempt++) {
      expect(await sender.send(mail)).toMatchObject({ kind: 'permanent' });
    }
    expect(sender.isCircuitOpen()).toBe(false);
  });
});

describe('startCatcher', () => {
  it('tells the sender to try again when a message could not be kept', async () => {
    const server = await startCatcher({ port: 0, keep: () => Promise.reject(new Error('no')), log: silent });
    ends.push(() => server.close());
    expect(await transport(server.port).send(mail)).toMatchObject({ ok: false, kind: 'temporary', responseCode: 451 });
  });
});
