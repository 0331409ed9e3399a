import net from 'node:net';
import { createTransport } from 'nodemailer';
import { startSmtpListener, type ReceivedMail, type SmtpListener, type SmtpListenerOptions } from './smtp-listener';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const open: SmtpListener[] = [];

async function start(options: Partial<SmtpListenerOptions> = {}) {
  const stored: ReceivedMail[] = [];
  const listener = await startSmtpListener({
    port: 0,
    host: '127.0.0.1',
    accepts: (address) => Promise.resolve(address.startsWith('support@')),
    store: (mail) => {
      stored.push(mail);
      return Promise.resolve();
    },
    log: silent,
    ...options,
  });
  open.push(listener);
  return { listener, stored };
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((listener) => listener.close()));
});

/** A dialogue by hand: sends each line after the reply to the one before, and gives back all replies. */
async function talk(port: number, lines: string[]): Promise<string[]> {
  const socket = net.connect(port, '127.0.0.1');
  const replies: string[] = [];
  let buffer = '';
  const closed = new Promise<never>((_, reject) => socket.once('close', () => reject(new Error('closed'))));
  closed.catch(() => undefined);
  const nextReply = () => Promise.race([reply(), closed]);
  const reply = () =>
    new Promise<string>((resolve) => {
      const look = () => {
        const match = /^(?:\d{3}-.*\r\n)*\d{3}(?: .*)?\r\n/.exec(buffer);
        if (!match) return;
        buffer = buffer.slice(match[0].length);
        socket.off('data', take);
        resolve(match[0].trim());
      };
      const take = (chunk: Buffer) => {
        buffer += chunk.toString();
        look();
      };
      socket.on('data', take);
      look();
    });
  try {
    replies.push(await nextReply());
    for (const line of lines) {
      socket.write(`${line}\r\n`);
      replies.push(await nextReply());
    }
    return replies;
  } finally {
    socket.destroy();
  }
}

// Made for this test alone; it protects nothing.
const testCertificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHSJXadrgZ3JhmUIH
ELxetpghLiSvR4aXb0jG8+JSy2ShRANCAAQoew+VtVkMzQ5nMP5HjztPDiMkWqwF
uLS6m7fioe4K8vNdMW+6EGUib70lo+L0H4u7b9sRPzl2EMw37piVCcF1
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBfjCCASWgAwIBAgIUF31pHCRn89ZWAxS8d0NwSzYbL2wwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjEzNTAwMFoYDzIxMjYxMDI5
MTM1MDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQoew+VtVkMzQ5nMP5HjztPDiMkWqwFuLS6m7fioe4K8vNdMW+6EGUi
b70lo+L0H4u7b9sRPzl2EMw37piVCcF1o1MwUTAdBgNVHQ4EFgQU9qXhKRziXNLc
b8QPvFqGEGNpmnwwHwYDVR0jBBgwFoAU9qXhKRziXNLcb8QPvFqGEGNpmnwwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBiacrrly8t7Wb6bGASxe2Z
D5OeUo1tByjsn6gP6fzIPgIgAYiclBKse/CYBPIYxMyN6YXaDJ6XBAItQqD1sXNs
2R4=
-----END CERTIFICATE-----`,
};

const client = (port: number) => createTransport({ host: '127.0.0.1', port, ignoreTLS: true });

describe('startSmtpListener', () => {
  it('hands over the raw message with its envelope, addresses in lower case', async () => {
    const { listener, stored } = await start();
    const raw = 'From: Amy <amy@client.example>\r\nTo: support@desk.example\r\nSubject: Hi\r\n\r\n.dot\r\nGrüße\r\n';
    const sent = await client(listener.port).sendMail({
      envelope: { from: 'Amy@Client.Example', to: ['Support@Desk.Example'] },
      raw: Buffer.from(raw),
    });
    expect(sent.response).toMatch(/^250 2\.6\.0 /);
    expect(stored).toHaveLength(1);
    expect(stored[0]?.raw.toString()).toBe(raw);
    expect(stored[0]?.from).toBe('amy@client.example');
    expect(stored[0]?.recipients).toEqual(['support@desk.example']);
    expect(stored[0]?.remoteAddress).toBe('127.0.0.1');
  });

  it('says 250 only after the message is stored', async () => {
    let finish: () => void = () => undefined;
    const { listener } = await start({ store: () => new Promise<void>((resolve) => (finish = resolve)) });
    let answered = false;
    const sending = client(listener.port)
      .sendMail({ from: 'a@b.example', to: 'support@desk.example', text: 'x' })
      .then(() => (answered = true));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(answered).toBe(false);
    finish();
    await sending;
    expect(answered).toBe(true);
  });

  it('answers 550 5.1.1 to unknown recipients and still takes the known one', async () => {
    const { listener, stored } = await start();
    const replies = await talk(listener.port, [
      'EHLO x',
      'MAIL FROM:<a@b.example>',
      'RCPT TO:<nobody@desk.example>',
      'RCPT TO:<support@desk.example>',
      'DATA',
      'Subject: x\r\n\r\nbody\r\n.',
    ]);
    expect(replies[3]).toMatch(/^550 5\.1\.1 /);
    expect(replies[4]).toMatch(/^250 /);
    expect(replies[6]).toMatch(/^250 /);
    expect(stored[0]?.recipients).toEqual(['support@desk.example']);
  });

  it('announces SIZE, 8BITMIME and SMTPUTF8, but neither AUTH nor STARTTLS without certificates', async () => {
    const { listener } = await start();
    const [, hello = ''] = await talk(listener.port, ['EHLO x']);
    expect(hello).toMatch(/SIZE 26214400/);
    expect(hello).toMatch(/8BITMIME/);
    expect(hello).toMatch(/SMTPUTF8/);
    expect(hello).toMatch(/ENHANCEDSTATUSCODES/);
    expect(hello).not.toMatch(/AUTH|STARTTLS/);
  });

  it('offers STARTTLS and receives over it when it has a certificate', async () => {
    const { listener, stored } = await start({ tls: testCertificate });
    const secure = createTransport({
      host: '127.0.0.1',
      port: listener.port,
      requireTLS: true,
      tls: { ca: testCertificate.cert, servername: 'localhost' },
    });
    await secure.sendMail({ from: 'a@b.example', to: 'support@desk.example', text: 'x' });
    expect(stored).toHaveLength(1);
  });

  it('takes 8-bit and international addresses', async () => {
    const { listener, stored } = await start({
      accepts: (address) => Promise.resolve(address === 'köln@desk.example'),
    });
    const replies = await talk(listener.port, [
      'EHLO x',
      'MAIL FROM:<jürgen@client.example> BODY=8BITMIME SMTPUTF8',
      'RCPT TO:<köln@desk.example>',
      'DATA',
      'Subject: Grüße\r\n\r\nä\r\n.',
    ]);
    expect(replies.slice(1).map((reply) => reply.slice(0, 3))).toEqual(['250', '250', '250', '354', '250']);
    expect(stored[0]?.from).toBe('jürgen@client.example');
    expect(stored[0]?.raw.toString()).toContain('Grüße');
  });

  it('takes the null sender of bounces', async () => {
    const { listener, stored } = await start();
    await talk(listener.port, [
      'EHLO x',
      'MAIL FROM:<>',
      'RCPT TO:<support@desk.example>',
      'DATA',
      'Subject: bounce\r\n\r\nx\r\n.',
    ]);
    expect(stored[0]?.from).toBe('');
  });

  it('answers 451 4.3.0 when storing or checking fails, and goes on working', async () => {
    let broken = true;
    const { listener } = await start({
      accepts: () => (broken ? Promise.reject(new Error('database gone')) : Promise.resolve(true)),
      store: () => Promise.reject(new Error('disk full: /secret/path')),
    });
    const first = await talk(listener.port, ['EHLO x', 'MAIL FROM:<a@b.example>', 'RCPT TO:<support@desk.example>']);
    expect(first[3]).toMatch(/^451 4\.3\.0 /);
    broken = false;
    const second = await talk(listener.port, [
      'EHLO x',
      'MAIL FROM:<a@b.example>',
      'RCPT TO:<support@desk.example>',
      'DATA',
      'x\r\n.',
    ]);
    expect(second[5]).toMatch(/^451 4\.3\.0 /);
    expect(second[5]).not.toContain('secret');
  });

  it('answers 552 to a message over the limit, whether announced or not, and stores nothing', async () => {
    const { listener, stored } = await start({ maxBytes: 10_000 });
    const announced = await talk(listener.port, ['EHLO x', 'MAIL FROM:<a@b.example> SIZE=20000']);
    expect(announced[2]).toMatch(/^552 5\.3\.4 /);
    const silentlyBig = await talk(listener.port, [
      'EHLO x',
      'MAIL FROM:<a@b.example>',
      'RCPT TO:<support@desk.example>',
      'DATA',
      `${'x'.repeat(100)}\r\n`.repeat(200) + '.',
      'NOOP',
    ]);
    expect(silentlyBig[5]).toMatch(/^552 5\.3\.4 /);
    expect(silentlyBig[6]).toMatch(/^250 /);
    expect(stored).toHaveLength(0);
  });

  it('takes at most 50 recipients', async () => {
    const { listener } = await start();
    const recipients = Array.from({ length: 51 }, (_, index) => `RCPT TO:<support@desk${index}.example>`);
    const replies = await talk(listener.port, ['EHLO x', 'MAIL FROM:<a@b.example>', ...recipients]);
    expect(replies[52]).toMatch(/^250 /);
    expect(replies[53]).toMatch(/^452 4\.5\.3 /);
  });

  it('refuses connections over the limit of one address and takes new ones once others have gone', async () => {
    const { listener } = await start({ maxConnectionsPerAddress: 2 });
    const hold = [1, 2].map(() => net.connect(listener.port, '127.0.0.1'));
    await Promise.all(hold.map((socket) => new Promise((resolve) => socket.once('data', resolve))));
    const [refused] = await talk(listener.port, []);
    expect(refused).toMatch(/^421 /);
    for (const socket of hold) socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const [welcome] = await talk(listener.port, []);
    expect(welcome).toMatch(/^220 /);
  });

  it('stores nothing of a message whose sender vanishes in the middle, and survives garbage', async () => {
    const { listener, stored } = await start();
    const replies = await talk(listener.port, [
      'EHLO x',
      'MAIL FROM:<a@b.example>',
      'RCPT TO:<support@desk.example>',
      'DATA',
    ]);
    expect(replies[4]).toMatch(/^354/);
    const garbage = net.connect(listener.port, '127.0.0.1');
    await new Promise((resolve) => garbage.once('data', resolve));
    garbage.write(Buffer.alloc(200_000, 0xff));
    await new Promise((resolve) => garbage.once('close', resolve));
    expect(stored).toHaveLength(0);
    expect((await talk(listener.port, ['EHLO x']))[1]).toMatch(/^250/);
  });

  it('says which address could not be opened', async () => {
    const { listener } = await start();
    await expect(start({ port: listener.port })).rejects.toMatchObject({ id: 'mail.listener_port' });
  });

  it('lets a message in progress finish when it is closed', async () => {
    let finish: () => void = () => undefined;
    const { listener } = await start({ store: () => new Promise<void>((resolve) => (finish = resolve)) });
    const sending = client(listener.port).sendMail({ from: 'a@b.example', to: 'support@desk.example', text: 'x' });
    await new Promise((resolve) => setTimeout(resolve, 400));
    const closing = listener.close();
    finish();
    expect((await sending).response).toMatch(/^250/);
    await closing;
  });
});
