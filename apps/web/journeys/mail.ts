import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseMail, type ParsedMail } from '@kelp/platform/mail';
import { createTransport } from 'nodemailer';
import type { Program } from './program';

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** A client's mail as mail programs send it: HTML with an inline picture and a 2 MB attachment, over real SMTP. Returns the server's answer. */
export async function sendClientMail(
  program: Program,
  to: string,
  subject: string,
  messageId: string,
): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port: program.smtpPort, ignoreTLS: true });
  try {
    const { response } = await transport.sendMail({
      from: 'Amy Adams <amy@acme.test>',
      to,
      subject,
      messageId,
      html: '<p>Hello,</p><p>our printer shows <b>this</b>: <img src="cid:shot"></p>',
      attachments: [
        { filename: 'screen.png', cid: 'shot', content: picture, contentType: 'image/png' },
        { filename: 'printer.log', content: Buffer.alloc(2 * 1024 * 1024, 'log line\n') },
      ],
    });
    return response;
  } finally {
    transport.close();
  }
}

/** Waits for a mail that the catcher kept for this address and that fits. */
export async function caughtMail(
  program: Program,
  to: string,
  fits: (mail: ParsedMail) => boolean,
): Promise<ParsedMail> {
  for (let turn = 0; turn < 150; turn += 1) {
    for (const mail of await allMailTo(program, to)) if (fits(mail)) return mail;
    await delay(200);
  }
  throw new Error(`No such mail to ${to} was caught within 30 seconds.`);
}

/** Every mail that was caught for this address. */
export async function allMailTo(program: Program, to: string): Promise<ParsedMail[]> {
  const folder = join(program.folder, 'caught-mail');
  const found: ParsedMail[] = [];
  // made with the first mail
  if (!existsSync(folder)) return found;
  for (const name of readdirSync(folder, { encoding: 'utf8' })
    .filter((one) => !one.startsWith('.'))
    .sort()) {
    const content = readFileSync(join(folder, name));
    const end = content.indexOf(10);
    const envelope = JSON.parse(content.subarray(0, end).toString()) as { to: string[] };
    if (envelope.to.includes(to)) found.push(await parseMail(content.subarray(end + 1)));
  }
  return found;
}
