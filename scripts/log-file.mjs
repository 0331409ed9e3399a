import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const limitBytes = 10 * 1024 * 1024;

/** Opens a file for appending that moves itself to `<path>.1` at 10 MB, so that logs never fill the disk. */
export function openLogFile(path) {
  mkdirSync(dirname(path), { recursive: true });
  let file = openAppending(path);
  let size = statSync(path).size;
  return {
    write(text) {
      if (size > limitBytes) {
        closeSync(file);
        file = openAppending(path);
        size = 0;
      }
      size += writeSync(file, text);
    },
    close: () => closeSync(file),
  };
}

/** A file descriptor that appends to `path`, after moving a file that has grown past 10 MB out of the way. */
export function openAppending(path) {
  if (existsSync(path) && statSync(path).size > limitBytes) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}
