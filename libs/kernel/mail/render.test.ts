import { renderTemplate } from './render';

const render = (text: string, props: Record<string, unknown> = {}) =>
  renderTemplate({ subject: 'Hello', html: text, text }, props).text;

const nested = (depth: number, inside: string): string =>
  depth === 0 ? inside : `{{#each @root}}${nested(depth - 1, inside)}{{/each}}`;

it('fills lists within lists, with what Handlebars offers inside of them', () => {
  const text =
    '{{#each teams}}{{@index}} {{name}}:{{#each people as |person|}} {{person}}{{else}} nobody{{/each}}\n{{/each}}';
  const teams = [
    { name: 'Desk', people: ['Ann', 'Bob'] },
    { name: 'Night', people: [] },
  ];
  expect(render(text, { teams })).toBe('0 Desk: Ann Bob\n1 Night: nobody\n');
});

it('refuses a text that repeats itself without end, before it has kept the program busy', () => {
  const props = { one: 1, two: 2, three: 3, four: 4 };
  expect(render(nested(3, 'x'), props)).toHaveLength(64);
  expect(() => render(nested(40, 'x'), props)).toThrow('repeats too much');
  expect(() => render(nested(3, 'x'.repeat(100_000)), props)).toThrow('repeats too much');
});

it('knows no parts by which a text could call itself', () => {
  for (const text of [
    '{{#*inline "a"}}{{> b}}{{> b}}{{/inline}}{{> a}}',
    '{{> a}}',
    '{{#> a}}x{{/a}}',
    '{{#if true}}{{* a}}{{/if}}',
  ])
    expect(() => render(text)).toThrow('not known here');
});

it('writes nothing to the log and looks nothing up by a made name', () => {
  const written: unknown[] = [];
  const levels = (['log', 'info', 'warn', 'error'] as const).map((level) =>
    jest.spyOn(console, level).mockImplementation((...words: unknown[]) => void written.push(...words)),
  );
  for (const text of [
    '{{log link}}',
    '{{#log link}}{{/log}}',
    '{{lookup this "link"}}',
    '{{#with (lookup this "link")}}{{this}}{{/with}}',
  ])
    expect(() => render(text, { link: 'https://kelp.test/secret' })).toThrow('cannot be rendered');
  for (const level of levels) level.mockRestore();
  expect(written).toEqual([]);
});

it('reaches no prototype', () => {
  for (const text of ['{{constructor}}', '{{this.__proto__}}', '{{#with this as |x|}}{{x.constructor}}{{/with}}'])
    expect(render(text)).toBe('');
});
