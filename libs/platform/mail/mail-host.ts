import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { AppError } from '@kelp/std';

const local = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 3],
] as const)
  local.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 127],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  local.addSubnet(network, bits, 'ipv6');

/** True for this machine, its link (where clouds keep their secrets) and addresses that are no single machine. */
export function isLocalAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(mapped);
  return family === 0 || local.check(mapped, family === 4 ? 'ipv4' : 'ipv6');
}

const inside = new BlockList();
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
] as const)
  inside.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['fc00::', 7],
  ['fec0::', 10],
  // ways to write an IPv4 address inside an IPv6 one, which gateways lead back inside
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
] as const)
  inside.addSubnet(network, bits, 'ipv6');

/** True for addresses of private networks, which the public internet does not reach; not for this machine itself. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family === 0 || inside.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Which servers a tenant may name, as the operator of this installation decided. */
export interface MailHostRules {
  /** This machine and its link. */
  allowLocal: boolean;
  /** Private networks. */
  allowPrivate: boolean;
}

/** Why this installation does not connect to an address: it is this machine or its link, or lies in a private network; null when it is open. */
export function closedBy(address: string, { allowLocal, allowPrivate }: MailHostRules): 'local' | 'private' | null {
  if (allowLocal) return null;
  if (isLocalAddress(address)) return 'local';
  return !allowPrivate && isPrivateAddress(address) ? 'private' : null;
}

/** Throws AppError `mail.host` when this address, to which the name led, is not to be connected to. */
export function assertMailAddress(host: string, address: string, rules: MailHostRules): void {
  const closed = closedBy(address, rules);
  if (closed === 'local')
    throw new AppError(
      'mail.host',
      409,
      `${host} leads to this machine itself. Name the mail server's public address.`,
    );
  if (closed === 'private')
    throw new AppError(
      'mail.host',
      409,
      `${host} lies in a private network, where this installation connects to no mail server. Name its public address.`,
    );
}

/**
 * The address of a mail server that a tenant named, looked up once for each connection, so that what was checked is what is connected to whatever
 * the name says a moment later.
 * @throws AppError `mail.host` in plain words when there is no such server, or when it must not be connected to.
 */
export async function mailHostAddress(host: string, rules: MailHostRules): Promise<string> {
  const found = await lookup(host.trim()).catch(() => null);
  if (!found) throw new AppError('mail.host', 409, `There is no server called ${host}. Check its name.`);
  assertMailAddress(host, found.address, rules);
  return found.address;
}
