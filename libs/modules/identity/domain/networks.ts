import { BlockList, isIP } from 'node:net';

/** An IPv4 address that is written inside an IPv6 one is that IPv4 address. */
const plain = (address: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6');

function split(network: string): { address: string; bits: number } | undefined {
  const [address = '', bits, ...rest] = network.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return undefined;
  const most = family === 4 ? 32 : 128;
  if (bits === undefined) return { address, bits: most };
  return /^\d{1,3}$/.test(bits) && Number(bits) <= most ? { address, bits: Number(bits) } : undefined;
}

/** Whether this is an address or a network in CIDR: `203.0.113.7`, `2001:db8::/32`. */
export const isNetwork = (text: string): boolean => split(text) !== undefined;

/** Whether an address lies in one of the networks; in none it lies when there are none. */
export function isWithin(address: string, networks: readonly string[]): boolean {
  const given = plain(address);
  if (isIP(given) === 0) return false;
  const list = new BlockList();
  for (const network of networks) {
    const parts = split(network);
    if (parts) list.addSubnet(parts.address, parts.bits, familyOf(parts.address));
  }
  return list.check(given, familyOf(given));
}
