/** The library for passkeys: hundreds of modules, read when the first passkey is used and not when the program starts. */
export const webauthn = () => import('@simplewebauthn/server');
