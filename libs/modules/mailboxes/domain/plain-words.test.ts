import { AppError } from '@kelp/std';
import { plainWords } from './plain-words';

it.each([
  ['connect ECONNREFUSED 10.0.0.7:25', 'Nothing answers at this port. Check server and port.'],
  [
    '535 5.7.8 Error: authentication failed: secret-host-17',
    'The server does not accept user name and password. (535)',
  ],
  ['-ERR unknown command EHLO, redis_version:7.2', 'The server refused. Check the settings with whoever runs it.'],
  ['550 internal-name.corp says no', 'The server refused. Check the settings with whoever runs it. (550)'],
  [
    'Hostname/IP does not match certificate altname: vault.corp',
    'The certificate of the server is not valid for this name.',
  ],
])('tells the kind of a failure and its code, not the words of %j', (words, told) => {
  expect(plainWords(new Error(words))).toBe(told);
});

it('keeps sentences of ours', () => {
  const sentence = "mail.acme.test leads to this machine itself. Name the mail server's public address.";
  expect(plainWords(sentence)).toBe(sentence);
  expect(plainWords(new AppError('x', 409, 'Do this instead.'))).toBe('Do this instead.');
});
