import { createServer } from 'node:net';

/** An SMTP server that takes every mail at once and says so after `slowMs`, until it is told to be quick. Notes the Message-IDs. */
export async function startSmtpSink(slowMs) {
  let waitMs = slowMs;
  let taken = 0;
  const ids = new Set();
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    serve(socket, (id) => {
      taken += 1;
      ids.add(id);
      return waitMs;
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${server.address().port}`,
    taken: () => taken,
    messageIds: () => [...ids],
    beQuick: () => (waitMs = 0),
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One conversation; `take` is told the Message-ID of each mail and says how many milliseconds its answer is to wait. */
function serve(socket, take) {
  let buffer = '';
  let isMail = false;
  const say = (line) => socket.writable && socket.write(`${line}\r\n`);
  const command = (line) => {
    const word = line.slice(0, 4).toUpperCase();
    if (word === 'DATA') {
      isMail = true;
      return say('354 go on');
    }
    if (word === 'QUIT') return socket.end('221 bye\r\n');
    return say('250 fine');
  };
  say('220 sink');
  socket.on('data', (chunk) => {
    buffer += chunk;
    for (;;) {
      const end = buffer.indexOf(isMail ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const text = buffer.slice(0, end);
      buffer = buffer.slice(end + (isMail ? 5 : 2));
      if (!isMail) command(text);
      else {
        isMail = false;
        const id = /^message-id:\s*(\S+)/im.exec(text)?.[1] ?? '';
        setTimeout(() => say('250 taken'), take(id));
      }
    }
  });
}
