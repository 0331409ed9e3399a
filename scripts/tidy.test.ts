import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));
const code = files.filter((file) => /\.(ts|tsx|mjs|cjs)$/.test(file) && !file.endsWith('.d.ts'));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const linesOf = (file: string) => read(file).split('\n').length;
const quantile = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
const isTest = (file: string) => /\.test\.tsx?$|\/testing\//.test(file);

it('names no room "utils", "helpers", "common", "manager" or "misc": a reader would not know what is in it', () => {
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|manager|misc)(\.|\/|$)/.test(file))).toEqual([]);
});

it('names files in kebab-case', () => {
  const wrong = code.filter((file) => !/^[a-z0-9.-]+$/.test(file.split('/').at(-1) ?? ''));
  expect(wrong).toEqual([]);
});

it('keeps files short: none over 400 lines, nine in ten under 250', () => {
  const program = code.filter((file) => !isTest(file));
  expect(program.filter((file) => linesOf(file) > 400)).toEqual([]);
  expect(quantile(program.map(linesOf), 0.9)).toBeLessThanOrEqual(250);
});

it('says `any` nowhere, and silences neither compiler nor linter without a reason', () => {
  const wrong = code.filter(
    (file) =>
      /@ts-(ignore|nocheck|expect-error)/.test(read(file)) &&
      file !== 'scripts/tidy.test.ts' &&
      file !== 'eslint.config.mjs',
  );
  expect(wrong).toEqual([]);
  const unexplained = code.filter(
    (file) => /eslint-disable(?!.*--)/.test(read(file)) && file !== 'scripts/tidy.test.ts',
  );
  expect(unexplained).toEqual([]);
});

it('writes colours of the dark scheme by its attribute: the build breaks light-dark() where the scheme is chosen by a person', () => {
  expect(files.filter((file) => file.endsWith('.css') && read(file).includes('light-dark('))).toEqual([]);
});

it('lays a class out in one stylesheet: two rooms that take the same name disfigure each other', () => {
  const sheets = files.filter((file) => file.endsWith('.css'));
  const homes = new Map<string, Set<string>>();
  for (const file of sheets)
    for (const [, name] of read(file).matchAll(/^\s*(\.kelp-[\w-]+)\s*\{/gm))
      homes.set(name ?? '', (homes.get(name ?? '') ?? new Set()).add(file));
  expect([...homes].filter(([, places]) => places.size > 1).map(([name]) => name)).toEqual([]);
});

/** The selectors of a stylesheet that stand inside another rule, not only in a layer or a question about the screen. */
function nestedRules(sheet: string): string[] {
  const open: string[] = [];
  return [...sheet.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]*)([{}])/g)].flatMap(([, text = '', brace]) => {
    const selector = text.trim();
    const isNested = brace === '{' && !selector.startsWith('@') && open.some((outer) => !outer.startsWith('@'));
    if (brace === '{') open.push(selector);
    else open.pop();
    return isNested ? [selector] : [];
  });
}

it('nests no rule in another: a brace that closes too late hides what follows', () => {
  expect(nestedRules('@layer kelp { .a { top: 0; .b { left: 0 } } .c { top: 0 } }')).toEqual(['.b']);
  expect(files.filter((file) => file.endsWith('.css')).flatMap((file) => nestedRules(read(file)))).toEqual([]);
});

it('leaves no unfinished work in the code', () => {
  const mark = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HACK'].join('|')})\\b`);
  expect(code.filter((file) => mark.test(read(file)) && file !== 'scripts/tidy.test.ts')).toEqual([]);
});

it('stands alone: nothing names paths or tools of the machine it was written on', () => {
  const text = files.filter(
    (file) => !/\.(png|ico|woff2?)$|package-lock\.json$/.test(file) && file !== 'scripts/tidy.test.ts',
  );
  const mark = new RegExp(
    ['\\.\\./sh' + 'ared', '/wo' + 'rk/(main|sha' + 'red|\\.library)', 'farm-' + 'studio', 'farm-' + 'bench'].join('|'),
  );
  expect(text.filter((file) => mark.test(read(file)))).toEqual([]);
});

it('gives every module a README of at most 60 lines', () => {
  const rooms = [...new Set(files.flatMap((file) => /^libs\/modules\/([^/]+)\/module\.ts$/.exec(file)?.[1] ?? []))];
  const wrong = rooms.filter(
    (room) =>
      !existsSync(join(root, `libs/modules/${room}/README.md`)) || linesOf(`libs/modules/${room}/README.md`) > 61,
  );
  expect(wrong).toEqual([]);
});
