import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** One file of a zip archive. */
export interface ZipEntry {
  readonly path: string;
  readonly content: AsyncIterable<Buffer>;
}

/**
 * A zip archive of these files in their order, as a stream: each is asked for when the one before is written, and nothing is held in memory.
 * `at` is the time that all files show. An entry that fails ends the stream with its error.
 */
export function zipStream(entries: AsyncIterable<ZipEntry>, at: Date): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const fail = (error: Error) => void output.destroy(error);
  zip.on('error', fail);
  const feed = async () => {
    for await (const { path, content } of entries) {
      const source = Readable.from(content, { objectMode: false });
      const end = () => void source.destroy();
      output.once('close', end);
      zip.addReadStream(source, path, { mtime: at });
      await finished(source);
      output.off('close', end);
    }
    zip.end();
  };
  feed().catch(fail);
  return output;
}
