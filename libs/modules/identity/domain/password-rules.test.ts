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
  'leavemealone',
  'LeaveMeAlone!',
  '2024-websolutions-24',
  'finalfantasy2019!!',
  'Sunshine2024!!',
  '1234Monkey5678',
  '!!Princess!!99',
  'dragon-dragon1',
  'gfhjkmgfhjkm',
  '$un$h1ne2025!!',
])('calls %s known, whatever was put around it', (password) => {
  expect(passwordFaults(password).join(' ')).toContain('known');
});

it.each(['Monkey-48151623421', 'sunshine over the harbor', 'my dragon eats tickets', 'Trolley7Basin4'])(
  'takes %s: what is known in it is only a part',
  (password) => {
    expect(passwordFaults(password)).toEqual([]);
  },
);

it('wants more where a workspace says so', () => {
  expect(passwordFaults('Harbor-Lantern-42', {}, 20).join()).toContain('17 characters; take at least 20');
  expect(passwordFaults('Harbor-Lantern-42', {}, 17)).toEqual([]);
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
  expect(passwordFaults('Kq7-vbz-Rt2')).toEqual([
    'It has 11 characters; take at least 12. A few words in a row are easy to keep.',
  ]);
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
