import { AppError } from '@kelp/std';

const refused = () =>
  new AppError('passkey_refused', 0, 'No passkey was given. Confirm on the device that asks you, or take another way.');

const library = () => import('@simplewebauthn/browser');

/** Whether this browser knows passkeys at all. */
export const knowsPasskeys = (): boolean => typeof window !== 'undefined' && 'PublicKeyCredential' in window;

/** Lets the browser make a passkey. Throws a sentence when the person leaves it or the device has one already. */
export async function makePasskey(options: object): Promise<Record<string, unknown>> {
  const { startRegistration } = await library();
  const made = await startRegistration({ optionsJSON: options as never }).catch((error: Error) => {
    if (error.name === 'InvalidStateError')
      throw new AppError('passkey_known', 0, 'This device holds a passkey for you already. Nothing needs to be added.');
    throw refused();
  });
  return { ...made };
}

/** Lets the browser answer a passkey question. Throws a sentence when the person leaves it. */
export async function answerPasskey(options: object): Promise<Record<string, unknown>> {
  const { startAuthentication } = await library();
  const answer = await startAuthentication({ optionsJSON: options as never }).catch(() => {
    throw refused();
  });
  return { ...answer };
}
