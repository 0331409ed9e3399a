import { invalid } from '@kelp/std';
import type { Row } from '@kelp/platform/db';
import type { mfaFactors } from '../tables';
import { relyingParty } from './relying-party';
import { webauthn } from './webauthn';

type Factor = Pick<Row<typeof mfaFactors>, 'credentialId' | 'publicKey' | 'signCount' | 'transports'>;

/** How long a browser may take to answer a challenge. */
export const challengeLifeMs = 5 * 60_000;

/**
 * The new counter of a passkey that answered this challenge; null when the answer is wrong. `mustVerify` wants the person checked by the
 * device (finger, face, PIN): without a password the passkey is both factors.
 */
export async function verifyPasskey(
  factor: Factor,
  response: Record<string, unknown>,
  challenge: string,
  mustVerify: boolean,
): Promise<bigint | null> {
  const { id, origin } = relyingParty();
  const { verifyAuthenticationResponse } = await webauthn();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as never,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: mustVerify,
      credential: {
        id: factor.credentialId ?? '',
        publicKey: Uint8Array.from(Buffer.from(factor.publicKey ?? '', 'base64url')),
        counter: Number(factor.signCount),
      },
    });
    return verified ? BigInt(authenticationInfo.newCounter) : null;
  } catch {
    return null;
  }
}

const noPasskey = () =>
  invalid('Your browser’s answer does not fit. Start again, and confirm on the device that asks you.');

/** What to keep of a new passkey. Throws invalid when the browser's answer does not fit the challenge. */
export async function readNewPasskey(response: Record<string, unknown>, challenge: string) {
  const { id, origin } = relyingParty();
  const { verifyRegistrationResponse } = await webauthn();
  const found = await verifyRegistrationResponse({
    response: response as never,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: false,
  }).catch(() => {
    throw noPasskey();
  });
  if (!found.verified) throw noPasskey();
  const { credential } = found.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    signCount: BigInt(credential.counter),
    transports: (credential.transports ?? []).map(String).slice(0, 10),
  };
}
