import { commonPasswords } from './common-passwords';
import { passwordFaults } from './password-rules';

it.each([
  'Harbor-Lantern-42',
  'correct horse battery staple',
  'Copper-Meadow-71-tram',
  'ünïcödé wörds work too',
  'tess likes long walks by the sea',
])('takes %s', (password) => {
  expect(passwordFaults(password, { email: 'tess@northstar.test', name: 'Tess Tanaka' })).toEqual([]);
});

it.each([
  'password1',
  'Password123!',
  'P@ssw0rd2024',
  'welcome123456',
  'qwertyuiop123',
  'passwordpassword',
  'iloveyou2023',
  'Summer-2025',
])('calls %s common', (password) => {
  expect(passwordFaults(password).join(' ')).toContain('common');
});

it.each([
  'aaaaaaaaaaaaaa',
  'abcabcabcabc',
  '123412341234',
  'abcdefghijklmn',
  '987654321098',
  'qwertyuiopasdf',
  '1q2w3e4r5t6y',
])('calls %s a run', (password) => {
  expect(passwordFaults(password)).toHaveLength(1);
});

it('wants twelve characters, takes two hundred, and says how many there are', () => {
  expect(passwordFaults('Kq7-vbz-Rt2')).toEqual(['It has 11 characters; take at least 12.']);
  expect(passwordFaults('Kq7-vbz-Rt2x')).toEqual([]);
  expect(passwordFaults('Kq7-'.repeat(51))[0]).toContain('200');
});

it('refuses the own name or address, alone or with little around it', () => {
  const person = { email: 'jonathan.smith@acme.test', name: 'Jonathan Smith' };
  expect(passwordFaults('JonathanSmith42', person)).toEqual(['It contains your name or mail address.']);
  expect(passwordFaults('jonathan.smith@acme.test', person)).toEqual(['It contains your name or mail address.']);
});

it('knows some thousand common passwords', () => {
  expect(commonPasswords().size).toBeGreaterThan(3000);
});
