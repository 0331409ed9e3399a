import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(__dirname, '../../..');
const read = (path: string) => readFileSync(join(repository, path), 'utf8');
const proofs = [...read('docs/sla-rules.md').matchAll(/`([\w./-]+\.test\.ts)`: “(.+?)”(?=<br>| +\|)/g)].map(
  ([, file = '', title = '']) => ({ file, title }),
);

const ids = (letter: string, count: number) => Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);

it('names every rule of calendars, clocks and thresholds once', () => {
  const named = [...read('docs/sla-rules.md').matchAll(/^\| ([CST]\d+) +\|/gm)].map(([, id]) => id);
  expect(named).toEqual([...ids('C', 13), ...ids('S', 20), ...ids('T', 8)]);
});

it('names tests that are there', () => {
  expect(proofs.length).toBeGreaterThan(41);
  expect(proofs.filter(({ file, title }) => !read(file).includes(title))).toEqual([]);
});
