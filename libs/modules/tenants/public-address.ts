/** The one public address of this installation, without a slash at its end. */
export const publicAddress = (): string =>
  (process.env['NEXTAUTH_URL'] ?? `http://localhost:${process.env['PORT'] ?? '3000'}`).replace(/\/+$/, '');
