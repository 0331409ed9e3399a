import { nextAuthHandler } from '@kelp/identity/next-auth';
import { house } from '../../../../bridge';

let handler: ReturnType<typeof nextAuthHandler> | undefined;

/** Made at the first request: while pages are built there is no server around them. */
function answer(...request: Parameters<ReturnType<typeof nextAuthHandler>>) {
  handler ??= nextAuthHandler(() => house().identity, { secret: house().secret, publicUrl: house().publicUrl });
  return handler(...request);
}

export { answer as GET, answer as POST };
