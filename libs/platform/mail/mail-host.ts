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

/**
 * The address of a mail server that a tenant named, looked up once, so that what was checked is what is connected to.
 * @throws AppError `mail.host` in plain words when there is no such server, or when it is this machine.
 */
export async function mailHostAddress(host: string, options: { allowLocal: boolean }): Promise<string> {
  const found = await lookup(host.trim()).catch(() => null);
  if (!found) throw new AppError('mail.host', 409, `There is no server called ${host}. Check its name.`);
  if (!options.allowLocal && isLocalAddress(found.address))
    throw new AppError(
      'mail.host',
      409,
      `${host} leads to this machine itself. Name the mail server's public address.`,
    );
  return found.address;
}
