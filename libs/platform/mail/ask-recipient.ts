import { connect } from 'node:net';

const patienceMs = 10_000;

/**
 * Asks an SMTP server without TLS whether it takes mail for an address, and sends none. Null when it does, else its own words.
 * @throws Error of the connection.
 */
export function askRecipient(port: number, host: string, address: string): Promise<string | null> {
  const steps = ['EHLO kelp', 'MAIL FROM:<>', `RCPT TO:<${address}>`];
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host });
    const end = (finish: () => void) => {
      socket.destroy();
      finish();
    };
    let text = '';
    socket.setTimeout(patienceMs, () => end(() => reject(new Error('The server did not answer in time.'))));
    socket.on('error', (error) => end(() => reject(error)));
    socket.on('close', () => reject(new Error('The server closed the connection.')));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const line = /^(\d{3}) .*\r?\n$/m.exec(text)?.[0];
      if (!line) return;
      text = '';
      const next = steps.shift();
      if (!line.startsWith('2')) end(() => resolve(line.trim()));
      else if (next) socket.write(`${next}\r\n`);
      else end(() => resolve(null));
    });
  });
}
