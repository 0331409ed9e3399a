/** Providers whose addresses belong to anybody: mail of theirs says nothing about a client. */
const shared = new Set([
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'yahoo.com', 'ymail.com'],
  ...['icloud.com', 'me.com', 'mac.com', 'aol.com', 'gmx.com', 'gmx.de', 'gmx.net', 'web.de', 'mail.com', 'proton.me'],
  ...[
    'protonmail.com',
    'zoho.com',
    'yandex.com',
    'mail.ru',
    'qq.com',
    '163.com',
    'fastmail.com',
    'hey.com',
    't-online.de',
  ],
  ...['comcast.net', 'verizon.net', 'att.net', 'orange.fr', 'free.fr', 'libero.it', 'bluewin.ch', 'hotmail.co.uk'],
]);

/** The domain of an address when it may belong to one organisation; null for providers that anybody uses. */
export function ownDomain(address: string): string | null {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return domain === '' || shared.has(domain) ? null : domain;
}
