import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();
const base64url = (bytes: Buffer) => bytes.toString('base64url');

/** The few shapes of CBOR that an authenticator writes (RFC 8949): small maps, byte strings, texts and small numbers. */
function cbor(value: unknown): Buffer {
  const head = (kind: number, size: number) =>
    size < 24
      ? Buffer.from([(kind << 5) | size])
      : size < 256
        ? Buffer.from([(kind << 5) | 24, size])
        : Buffer.from([(kind << 5) | 25, size >> 8, size & 255]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...(value as Map<unknown, unknown>)];
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, one]) => [cbor(key), cbor(one)])]);
}

export interface SoftPasskey {
  /** Answers the question of `me.start_passkey`. */
  register(options: Record<string, unknown>): Record<string, unknown>;
  /** Answers a question at a door. */
  answer(options: object, more?: { origin?: string; isVerified?: boolean }): Record<string, unknown>;
}

const flag = { present: 1, verified: 4, attested: 64 };

/** A passkey in software that speaks WebAuthn as a real one does: its own key pair, a counter, signatures over what it was asked. */
export function softPasskey(origin = 'http://localhost:3000', host = 'localhost'): SoftPasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = sha256(publicKey.export({ type: 'spki', format: 'der' }));
  let handle = '';
  let count = 0;
  const clientData = (type: string, challenge: unknown, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  const authData = (flags: number, rest = Buffer.alloc(0)) => {
    count += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(count);
    return Buffer.concat([sha256(host), Buffer.from([flags]), counter, rest]);
  };
  const shape = (response: object) => ({
    id: base64url(id),
    rawId: base64url(id),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });
  return {
    register: (options) => {
      handle = (options['user'] as { id: string }).id;
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey(publicKey)]);
      const data = authData(flag.present | flag.verified | flag.attested, attested);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', data],
      ]);
      return shape({
        clientDataJSON: base64url(clientData('webauthn.create', options['challenge'], origin)),
        attestationObject: base64url(cbor(attestation)),
        transports: ['internal'],
      });
    },
    answer: (options, { origin: from = origin, isVerified = true } = {}) => {
      const client = clientData('webauthn.get', (options as { challenge: string }).challenge, from);
      const data = authData(flag.present | (isVerified ? flag.verified : 0));
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      return shape({
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
        userHandle: handle,
      });
    },
  };
}

function coseKey(publicKey: KeyObject): Buffer {
  const { x, y } = publicKey.export({ format: 'jwk' }) as { x: string; y: string };
  return cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  );
}
