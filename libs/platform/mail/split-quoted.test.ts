import fc from 'fast-check';
import { splitQuoted } from './split-quoted';
import { ticketTokenIn } from './ticket-token';

/** What is quadratic takes minutes; a busy machine takes seconds for the rest. */
const farTooLongMs = 25_000;

const text = (...lines: string[]) => lines.join('\n');

describe('splitQuoted', () => {
  it.each([
    [
      'Gmail',
      text('It works now.', '', 'On Mon, Mar 2, 2026 at 10:00 AM Tess <t@x> wrote:', '> Please try', '> again'),
    ],
    [
      'wrapped attribution',
      text('It works now.', '', 'On Monday, March 2, 2026 at 10:00 AM,', 'Tess Tech <t@x> wrote:', '', '> Please try'),
    ],
    ['no angle marks', text('It works now.', '', 'On 2 Mar 2026, Tess wrote:', '', 'Please try', 'again')],
    ['German', text('It works now.', '', 'Am 02.03.26 um 10:00 schrieb Tess:', '> Bitte')],
    ['French', text('It works now.', '', 'Le lun. 2 mars 2026 à 10:00, Tess <t@x> a écrit :', '', '> Bonjour')],
    [
      'Outlook',
      text(
        'It works now.',
        '',
        '________________________________',
        'From: Tess <t@x>',
        'Sent: Monday, March 2',
        'To: Amy',
        'Subject: RE: [#T-1]',
        '',
        'Please try',
      ),
    ],
    [
      'Outlook German',
      text('It works now.', '', 'Von: Tess', 'Gesendet: Montag', 'An: Amy', 'Betreff: AW: Drucker', '', 'Bitte'),
    ],
    [
      'Outlook bold',
      text('It works now.', '', '*From:* Tess', '*Sent:* Monday', '*To:* Amy', '*Subject:* x', '', 'Please'),
    ],
    ['Original Message', text('It works now.', '', '-----Original Message-----', 'From: Tess', 'Please try')],
    ['bare marks', text('It works now.', '', '> Please try', '>', '> again')],
  ])('folds %s', (_name, input) => {
    const { fresh, quoted } = splitQuoted(input);
    expect(fresh).toBe('It works now.');
    expect(quoted).not.toBe('');
    expect(quoted).not.toContain('It works now.');
  });

  it('finds the new text below the quotation', () => {
    const split = splitQuoted(text('On Monday Tess wrote:', '> Please try', '> again', '', 'It works now.'));
    expect(split.fresh).toBe('It works now.');
    expect(split.quoted).toContain('> again');
  });

  it('leaves answers between the quoted lines where they are', () => {
    const input = text('> Is it on?', 'Yes.', '> Is it red?', 'No.');
    expect(splitQuoted(input)).toEqual({ fresh: input, quoted: '' });
  });

  it('keeps forwarded mails and texts that would be empty', () => {
    const forward = text(
      'Please look',
      '',
      '---------- Forwarded message ---------',
      'From: X',
      'Date: Y',
      'Subject: Z',
      '',
      'help',
    );
    expect(splitQuoted(forward)).toEqual({ fresh: forward, quoted: '' });
    const onlyQuote = text('> one', '> two');
    expect(splitQuoted(onlyQuote)).toEqual({ fresh: onlyQuote, quoted: '' });
  });

  it.each([
    'On the other hand, he wrote: nothing',
    text('From: here to there', 'is a long way'),
    'a > b and c > d',
    text('Le chat', 'est noir'),
  ])('leaves ordinary text alone: %j', (input) => {
    expect(splitQuoted(input)).toEqual({ fresh: input, quoted: '' });
  });

  it('loses no line, whatever the text', () => {
    const line = fc.constantFrom(
      '> q',
      'On x wrote:',
      'From: a',
      'Sent: b',
      'To: c',
      'hello',
      '',
      '-----Original Message-----',
      '_____',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const { fresh, quoted } = splitQuoted(lines.join('\n'));
        const words = (value: string) =>
          value
            .split('\n')
            .filter((entry) => entry.trim())
            .sort();
        expect([...words(fresh), ...words(quoted)].sort()).toEqual(words(lines.join('\n')));
      }),
    );
  });

  it('is quick on a million characters made to be slow', () => {
    const started = performance.now();
    splitQuoted('On wrote wrote wrote \n'.repeat(45_000));
    splitQuoted(`am ${'schrieb '.repeat(100_000)}`);
    splitQuoted('From: x\n'.repeat(100_000));
    splitQuoted(`${'> a\n'.repeat(100_000)}`);
    expect(performance.now() - started).toBeLessThan(farTooLongMs);
  });
});

describe('ticketTokenIn', () => {
  const pattern = /\[#(T-\d{1,10})\]/i;
  it.each([
    ['Re: [#T-123] Printer', 'T-123'],
    ['AW: RE: [#t-7]', 't-7'],
    ['Re: [#T-5] Fwd: [#T-3] x', 'T-5'],
    ['Printer T-123', null],
    ['', null],
  ])('%j', (subject, expected) => {
    expect(ticketTokenIn(subject, pattern)).toBe(expected);
    expect(ticketTokenIn(subject, new RegExp(pattern, 'gi'))).toBe(expected);
  });
});
