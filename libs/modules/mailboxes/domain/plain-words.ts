import { isAppError } from '@kelp/std';

/** Sentences of ours that a server's answer never is, and that say all there is to say. */
const ours =
  /^\S{1,253} (leads to this machine itself|lies in a private network)|^There is no server called \S{1,253}\. /;

/**
 * What a person can do about a failure of their mail server: what kind it is, with the code of the answer where there was one. Never the server's own
 * words: whoever names a server that is none of theirs would read in them what it is and says.
 */
export function plainWords(failure: unknown): string {
  const message = failure instanceof Error ? failure.message : String(failure);
  if (isAppError(failure) || ours.test(message)) return message;
  const known: [RegExp, string][] = [
    [/ECONNREFUSED/, 'Nothing answers at this port. Check server and port.'],
    [
      /ETIMEDOUT|did not answer|has not answered|is slow|timeout|timed out/i,
      'The server does not answer. Check server, port and firewall.',
    ],
    [/ENOTFOUND|EAI_AGAIN/, 'There is no server of this name. Check its name.'],
    [
      /wrong version number|ssl3_get_record|Greeting never received/i,
      'The server speaks no TLS at this port. Choose another encryption or port.',
    ],
    [/certificate|CERT_|altname|self.signed/i, 'The certificate of the server is not valid for this name.'],
    [/STARTTLS/i, 'The server offers no STARTTLS. Choose another encryption.'],
    [
      /\b(535|534|530)\b|AUTHENTICATIONFAILED|Invalid login|auth/i,
      'The server does not accept user name and password.',
    ],
    [/NONEXISTENT|doesn't exist|Mailbox .*not exist|no such mailbox/i, 'There is no such folder in the account.'],
  ];
  const found = known.find(([pattern]) => pattern.test(message));
  const code = /(?<![\d.])[45]\d\d(?![\d.])/.exec(message)?.[0];
  const said = found ? found[1] : 'The server refused. Check the settings with whoever runs it.';
  return code ? `${said} (${code})` : said;
}
