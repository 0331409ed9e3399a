import type { AuthenticateResult, DNSResolver } from 'mailauth';
import { BlockList, isIP } from 'node:net';
import { isLocalAddress } from './mail-host';

/** What is known of a sender (SPF RFC 7208, DKIM RFC 6376, DMARC RFC 7489). */
export interface SenderCheck {
  spf: string;
  dkim: string;
  /** `fail` only when it is sure: the domain has a policy and nothing that the mail shows fits it. */
  dmarc: 'pass' | 'fail' | 'none' | 'unknown';
  /** `server`: the receiving server's own header says so. */
  source: 'own' | 'server';
  detail: string;
}

export interface SenderCheckOptions {
  envelopeFrom: string;
  /** Of the SMTP client; null when the mail was fetched and so the client is not known. */
  remoteAddress: string | null;
  helo: string | null;
  /** The name under which the receiving server writes Authentication-Results; '' trusts no such header. */
  trustedAuthserv: string;
  resolver: DNSResolver;
  timeoutMs?: number;
}

const inside = new BlockList();
inside.addSubnet('10.0.0.0', 8, 'ipv4');
inside.addSubnet('172.16.0.0', 12, 'ipv4');
inside.addSubnet('192.168.0.0', 16, 'ipv4');
inside.addSubnet('fc00::', 7, 'ipv6');

/** A relay of ours stands between the sender and us: its address says nothing about who sent the mail. */
function isRelay(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  return isLocalAddress(mapped) || inside.check(mapped, isIP(mapped) === 6 ? 'ipv6' : 'ipv4');
}

/** Checks who sent a mail. Never throws; what cannot be looked up in time is `unknown`, which accuses nobody. */
export async function authenticateMail(raw: Buffer, options: SenderCheckOptions): Promise<SenderCheck> {
  const told = options.trustedAuthserv ? toldByServer(raw, options.trustedAuthserv) : null;
  if (told) return told;
  const client = options.remoteAddress && !isRelay(options.remoteAddress) ? options.remoteAddress : null;
  const found = await inTime(lookUp(raw, client, options), options.timeoutMs ?? 10_000);
  if (!found)
    return {
      spf: 'unknown',
      dkim: 'unknown',
      dmarc: 'unknown',
      source: 'own',
      detail: 'The checks could not be made in time.',
    };
  return judged(found, client !== null);
}

async function lookUp(raw: Buffer, client: string | null, { envelopeFrom, helo, resolver }: SenderCheckOptions) {
  const { authenticate } = await import('mailauth');
  return authenticate(raw, {
    ...(client ? { ip: client, helo: helo ?? '' } : {}),
    sender: envelopeFrom,
    mta: 'kelp',
    resolver,
    disableArc: true,
    disableBimi: true,
  });
}

function judged(found: AuthenticateResult, knowsClient: boolean): SenderCheck {
  const spf = (found.spf && found.spf.status.result) || 'none';
  const signatures = found.dkim.results.map(
    ({ status, signingDomain }) => `${status.result}${signingDomain ? ` (${signingDomain})` : ''}`,
  );
  const dkim = signatures.find((one) => one.startsWith('pass')) ?? signatures[0] ?? 'none';
  const result = (found.dmarc && found.dmarc.status.result) || 'none';
  // Without the client's address SPF cannot speak for the mail, and keys that cannot be fetched accuse nobody.
  const isSure = knowsClient && !/temp/.test(`${spf} ${signatures.join(' ')}`);
  const dmarc = result === 'pass' || result === 'none' ? result : result === 'fail' && isSure ? 'fail' : 'unknown';
  const detail = `SPF ${knowsClient ? spf : 'not checked'}, DKIM ${dkim}, DMARC ${dmarc}`;
  return { spf: knowsClient ? spf : 'unknown', dkim, dmarc, source: 'own', detail };
}

/** The topmost header under the trusted name: the receiving server puts it there last (RFC 8601). */
function toldByServer(raw: Buffer, authserv: string): SenderCheck | null {
  const head =
    raw
      .subarray(0, 64 * 1024)
      .toString('latin1')
      .split(/\r?\n\r?\n/, 1)[0] ?? '';
  const unfolded = head.replace(/\r?\n[ \t]+/g, ' ');
  const header = [...unfolded.matchAll(/^authentication-results:\s*([^\s;]+)[^;]*;(.*)$/gim)].find(
    ([, name]) => name?.toLowerCase() === authserv.toLowerCase(),
  );
  if (!header) return null;
  const result = (method: string) =>
    new RegExp(`\\b${method}\\s*=\\s*([a-z]+)`, 'i').exec(header[2] ?? '')?.[1]?.toLowerCase() ?? 'none';
  const told = result('dmarc');
  const dmarc = told === 'pass' || told === 'fail' || told === 'none' ? told : 'unknown';
  const [spf, dkim] = [result('spf'), result('dkim')];
  return { spf, dkim, dmarc, source: 'server', detail: `SPF ${spf}, DKIM ${dkim}, DMARC ${dmarc}, says ${authserv}` };
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)));
  try {
    return await Promise.race([work.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}
