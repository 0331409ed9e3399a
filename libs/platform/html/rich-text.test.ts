import fc from 'fast-check';
import { richText } from './rich-text';
import { sanitizeMailHtml } from './sanitize-mail-html';
import { textToHtml } from './text-to-html';

it.each([
  ['plain words', '<p>plain words</p>', 'plain words'],
  ['**now** and *soon*', '<p><strong>now</strong> and <em>soon</em></p>', 'now and soon'],
  [
    'run `ipconfig /all` **with `care`**',
    '<p>run <code>ipconfig /all</code> <strong>with <code>care</code></strong></p>',
    'run ipconfig /all with care',
  ],
  [
    'Do:\n- one\n- **two**\n\nthen',
    '<p>Do:</p><ul><li>one</li><li><strong>two</strong></li></ul><p>then</p>',
    'Do:\n\n- one\n- two\n\nthen',
  ],
  ['3. a\n4) b', '<ol><li>a</li><li>b</li></ol>', '1. a\n2. b'],
  ['> you said\nyes', '<blockquote>you said</blockquote><p>yes</p>', '> you said\n\nyes'],
  ['```\n<b> & \n```\nok', '<pre><code>&lt;b&gt; &amp; </code></pre><p>ok</p>', '<b> & \n\nok'],
  [
    '[the guide](https://a.test/x)',
    '<p><a href="https://a.test/x" target="_blank" rel="noopener noreferrer nofollow">the guide</a></p>',
    'the guide (https://a.test/x)',
  ],
])('reads %j', (source, html, text) => {
  expect(richText(source)).toEqual({ html, text, isPlain: source === text && html === textToHtml(source) });
});

it.each([
  '5*3*2 = 30',
  'my_file_name.txt',
  'https://a.test/_x_/*y*',
  '** no **',
  '* ',
  '`',
  '[x](javascript:alert(1))',
  '1.5 h',
  '-5 °C',
  '**',
])('leaves %j as it is', (source) => {
  const { html, text, isPlain } = richText(source);
  expect(isPlain).toBe(true);
  expect(text).toBe(source);
  expect(html).toBe(textToHtml(source));
});

it('draws the pictures that there are, and leaves other marks as they are', () => {
  const url = (name: string) => (name === 'a.png' ? '/api/files/x/1' : null);
  expect(richText('see\n![a.png] **and ![a.png]**', url)).toEqual({
    html: '<p>see<br><img src="/api/files/x/1" alt="a.png"> <strong>and <img src="/api/files/x/1" alt="a.png"></strong></p>',
    text: 'see\n[a.png] and [a.png]',
    isPlain: false,
  });
  expect(richText('![b.png] ![<x>"]', url)).toMatchObject({ isPlain: true, text: '![b.png] ![<x>"]' });
});

it('makes nothing that the sanitiser would take away, whatever is typed', () => {
  const word = fc.oneof(
    fc.constantFrom(
      '**',
      '*',
      '_',
      '`',
      '```',
      '\n',
      '- ',
      '> ',
      '1. ',
      '[a](https://b.test)',
      '<script>',
      '"',
      '&',
      ' ',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (words) => {
      const { html } = richText(words.join(''));
      expect(html).not.toMatch(/<script/i);
      const clean = sanitizeMailHtml(html).html;
      expect(clean.replace(/<br \/>/g, '<br>').replace(/&quot;|"/g, '')).toBe(
        html
          .replace(/&quot;|"/g, '')
          .replace(/&#39;/g, "'")
          .replace(/&nbsp;/g, '\u00a0'),
      );
    }),
  );
});

it.each([
  '**a'.repeat(60_000),
  '`'.repeat(200_000),
  '*'.repeat(200_000),
  '[a]('.repeat(50_000),
  '_a'.repeat(100_000),
  '> '.repeat(100_000),
  '- a\n'.repeat(50_000),
])('is done soon with 200,000 characters', (source) => {
  expect(richText(source).html.length).toBeGreaterThan(0);
});
