import {
  isShortSignature,
  openPassword,
  resealPassword,
  sealPassword,
  shortSignature,
  shortSignatures,
  useSecret,
} from './secrets';

const [first, second, third] = ['first', 'second', 'third'].map(
  (word) => `${word}-secret-0123456789abcdefghijklmnop`,
) as [string, string, string];

it('reads what is under the former secret, writes under that of now, and forgets the former when it is gone', () => {
  useSecret(first);
  const [sealed, signature] = [sealPassword('t', 'harbor'), shortSignature('reply', 'ticket')];
  useSecret(second, first);
  expect(openPassword('t', sealed)).toBe('harbor');
  expect(isShortSignature('reply', 'ticket', signature)).toBe(true);
  expect(isShortSignature('reply', 'ticket', signature.slice(0, 12), 12)).toBe(true);
  expect(shortSignatures('reply', 'ticket')).toEqual([shortSignature('reply', 'ticket'), signature]);
  const again = resealPassword('t', sealed);
  if (again.kind !== 'resealed') throw new Error('It was to be sealed anew.');
  expect(resealPassword('t', again.sealed)).toEqual({ kind: 'current' });
  useSecret(second);
  expect(openPassword('t', again.sealed)).toBe('harbor');
  expect(() => openPassword('t', sealed)).toThrow(expect.objectContaining({ id: 'password.unreadable' }));
  expect(isShortSignature('reply', 'ticket', signature)).toBe(false);
  useSecret(third, second);
  expect(resealPassword('t', sealed)).toEqual({ kind: 'unreadable' });
  expect(() => openPassword('another tenant', again.sealed)).toThrow();
});

it('takes no part of a signature for a whole one', () => {
  useSecret(first);
  const signature = shortSignature('reply', 'ticket');
  expect(isShortSignature('reply', 'ticket', signature.slice(0, 12))).toBe(false);
  expect(isShortSignature('reply', 'ticket', '', 12)).toBe(false);
  expect(isShortSignature('reply', 'ticket', `${signature}0`)).toBe(false);
});
