import { createServer, type Socket } from 'node:net';

/** What the sink does with one mail. `dies` breaks the line after all of it was handed over and kept. */
export type Fault = 'none' | 'refuses' | 'busy' | 'silent' | 'dies' | 'blocked';

export interface SmtpSink {
  port: number;
  /** Each mail the sink has kept, by what its sender may believe of it. */
  kept: { messageId: string; to: string; wasAnswered: boolean }[];
  /** How often the line broke after a mail was kept. */
  deaths: number;
  /** Chosen anew for each mail, before the recipient is named. */
  choose: (to: string) => Fault;
  close(): Promise<void>;
}

/** A real SMTP server of the worst kind, written on the socket so that it can break off at any byte. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    converse(socket, sink);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const sink: SmtpSink = {
    port: typeof address === 'object' && address ? address.port : 0,
    kept: [],
    deaths: 0,
    choose: () => 'none',
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return sink;
}

function converse(socket: Socket, sink: SmtpSink): void {
  let text = '';
  let to = '';
  let fault: Fault = 'none';
  let isData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const command = (line: string) => {
    if (/^RCPT/i.test(line)) {
      to = /<([^>]*)>/.exec(line)?.[1] ?? '';
      fault = sink.choose(to);
      if (fault === 'refuses') return say('550 5.1.1 No such mailbox');
      if (fault === 'blocked') return say('550 5.7.1 Your host is on our list');
      if (fault === 'busy') return say('451 4.3.2 Try again later');
      if (fault === 'silent') return undefined;
      return say('250 OK');
    }
    if (/^DATA/i.test(line)) {
      isData = true;
      return say('354 Go on');
    }
    if (/^QUIT/i.test(line)) return socket.end('221 Bye\r\n');
    return say(/^EHLO/i.test(line) ? '250 sink' : '250 OK');
  };
  say('220 sink');
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    for (;;) {
      const end = text.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = text.slice(0, end);
      text = text.slice(end + (isData ? 5 : 2));
      if (!isData) {
        command(part);
        continue;
      }
      isData = false;
      const messageId = /^message-id:\s*(<[^>]+>)/im.exec(part)?.[1] ?? '';
      sink.kept.push({ messageId, to, wasAnswered: fault !== 'dies' });
      if (fault === 'dies') {
        sink.deaths += 1;
        socket.destroy();
        return;
      }
      say('250 2.0.0 Kept');
    }
  });
}
