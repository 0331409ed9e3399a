import { createInterface } from 'node:readline';

const warning = 40;
const nameWidth = 9;

/** Calls `onLine` for every line that the process prints, on either stream. */
export function readLines(child, onLine) {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', onLine);
  }
}

/**
 * Writes everything an app prints to its log file, and to the terminal what a person should see: warnings and errors
 * of its structured log as plain sentences, and every line that is not structured.
 */
export function forwardOutput(child, name, logFile) {
  readLines(child, (line) => {
    logFile.write(`${line}\n`);
    const text = forPeople(line);
    if (text !== null) console.log(`${name.padEnd(nameWidth)} | ${text}`);
  });
}

function forPeople(line) {
  if (!line.startsWith('{')) return line;
  try {
    const entry = JSON.parse(line);
    if (typeof entry.level !== 'number') return line;
    if (entry.level < warning) return null;
    const cause = entry.err?.message && entry.err.message !== entry.msg ? `: ${entry.err.message}` : '';
    return `${entry.msg ?? ''}${cause}`;
  } catch {
    return line;
  }
}
