import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { invalid } from '@kelp/std';

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** A host of a request as it may stand in our tables: lower case, without port and dot at its end; null for addresses of machines and anything else. */
export function plainHost(given: string): string | null {
  const host = given
    .toLowerCase()
    .replace(/:\d{1,5}$/, '')
    .replace(/\.$/, '');
  const labels = host.split('.');
  const isName = labels.length > 1 && host.length <= 253 && labels.every((part) => label.test(part)) && !isIP(host);
  return isName ? host : null;
}

/**
 * The host of a domain that a person typed, with umlauts as the DNS writes them. Throws invalid for what is no domain (an address of a page, a port, a
 * machine's address) and for hosts of this installation.
 */
export function domainOf(typed: string, ownHost: string): string {
  const ascii = domainToASCII(typed.trim().replace(/\.$/, ''));
  const host = /[:/@\s]/.test(typed.trim()) ? null : plainHost(ascii);
  const wrong = (sentence: string) => invalid(sentence, { host: sentence });
  if (!host) throw wrong('Give the bare name of a domain, such as portal.example.com.');
  if (host === ownHost || ownHost.endsWith(`.${host}`))
    throw wrong('This is the address of Kelp itself. Take a domain of your own, such as portal.example.com.');
  return host;
}
