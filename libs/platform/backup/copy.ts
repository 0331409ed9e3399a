import { once } from 'node:events';
import type { Socket } from 'node:net';
import type pg from 'pg';

const batchBytes = 256 * 1024;
const mostWaiting = 16 * batchBytes;

/** What pg’s connection offers beyond its types. */
interface CopyConnection {
  readonly stream: Socket;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  sendCopyFail(message: string): void;
  endCopyFrom(): void;
}

/** How pg tells a query of one’s own what the server says. */
interface Answers {
  submit(connection: CopyConnection): void;
  handleError(error: Error): void;
  handleReadyForQuery(): void;
  handleCommandComplete(message: { text: string }): void;
  handleCopyData?(message: { chunk: Buffer }, connection: CopyConnection): void;
  handleCopyInResponse?(connection: CopyConnection): void;
}

const send = (client: pg.Client, answers: Answers) => void client.query(answers as unknown as pg.Submittable);

/** The number at the end of “COPY 12”. */
const rowsOf = (text: string) => Number(text.split(' ').at(-1));

export interface CopyOut {
  /** The rows in COPY’s text format, a line each, in pieces of some hundred kilobytes. */
  readonly content: AsyncIterable<Buffer>;
  /** Known once the content was read. */
  rows(): number;
}

/** Runs a `COPY … TO STDOUT`. The connection is taken until the content was read to its end. */
export function copyOut(client: pg.Client, statement: string): CopyOut {
  const waiting: Buffer[] = [];
  let [waitingBytes, rows] = [0, 0];
  let [isDone, isPaused] = [false, false];
  let failure: Error | undefined;
  let socket: Socket | undefined;
  let wake = () => {};
  const turn = (change: () => void) => {
    change();
    wake();
  };
  send(client, {
    submit: (connection) => {
      socket = connection.stream;
      connection.query(statement);
    },
    handleCopyData: ({ chunk }) =>
      turn(() => {
        // The driver reuses the memory of what it hands out.
        waiting.push(Buffer.from(chunk));
        waitingBytes += chunk.length;
        if (waitingBytes > mostWaiting && !isPaused) {
          isPaused = true;
          socket?.pause();
        }
      }),
    handleCommandComplete: ({ text }) => void (rows = rowsOf(text)),
    handleError: (error) => turn(() => ([failure, isDone] = [error, true])),
    handleReadyForQuery: () => turn(() => (isDone = true)),
  });
  async function* content() {
    for (;;) {
      if (failure) throw failure;
      if (waitingBytes >= batchBytes || (isDone && waitingBytes > 0)) {
        const batch = Buffer.concat(waiting.splice(0));
        waitingBytes = 0;
        if (isPaused) socket?.resume();
        isPaused = false;
        yield batch;
      } else if (isDone) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  return { content: content(), rows: () => rows };
}

async function feed(connection: CopyConnection, content: AsyncIterable<Buffer>, isStopped: () => boolean) {
  for await (const part of content) {
    if (isStopped()) return;
    connection.sendCopyFromChunk(part);
    if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
  }
  if (!isStopped()) connection.endCopyFrom();
}

/** Runs a `COPY … FROM STDIN` with this content. Returns how many rows the server took. Throws what the server or the content says. */
export function copyIn(client: pg.Client, statement: string, content: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    let [rows, isStopped] = [0, false];
    let failure: unknown;
    let fed: Promise<void> = Promise.resolve();
    send(client, {
      submit: (connection) => connection.query(statement),
      handleCopyInResponse: (connection) => {
        fed = feed(connection, content, () => isStopped).catch((error: unknown) => {
          failure = error;
          if (!isStopped) connection.sendCopyFail('the content could not be read');
        });
      },
      handleCommandComplete: ({ text }) => void (rows = rowsOf(text)),
      handleError: (error) => {
        isStopped = true;
        reject(failure ?? error);
      },
      handleReadyForQuery: () => void fed.then(() => (failure ? reject(failure) : resolve(rows))),
    });
  });
}
