/** What a person can do about it, before the server's own words. */
export function plainWords(message: string): string {
  const known: [RegExp, string][] = [
    [/ECONNREFUSED/, 'Nothing answers at this port. Check server and port.'],
    [/ETIMEDOUT|did not answer|timeout|timed out/i, 'The server does not answer. Check server, port and firewall.'],
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
  return found ? `${found[1]} (${message.slice(0, 300)})` : message.slice(0, 400);
}
