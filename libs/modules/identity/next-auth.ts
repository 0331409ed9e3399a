import NextAuth, { type NextAuthOptions } from 'next-auth';
import { decode, encode } from 'next-auth/jwt';
import CredentialsProvider from 'next-auth/providers/credentials';
import { AppError, isAppError } from '@kelp/std';
import type { IdentityDoor } from './bridge';
import type { SignedIn } from './sign-in/open-session';
import type { Portal } from './tables';

export type { IdentityDoor } from './bridge';

/** Set by the server on every request it hands on, over whatever a client sent under this name. */
export const remoteAddressHeader = 'x-kelp-remote-address';

/** The workspace whose own domain the request came to, set by the server in the same way; empty at the public address. */
export const workspaceHeader = 'x-kelp-workspace';

/** As long as a session may last; the row in our own table ends it earlier. */
export const sessionSeconds = 30 * 24 * 60 * 60;

export interface NextAuthSettings {
  /** The installation's secret (KELP_SECRET). */
  readonly secret: string;
  /** The public address (NEXTAUTH_URL); over https the cookie gets the __Host- prefix. */
  readonly publicUrl: string;
}

const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https:');

/** The name of the session cookie. */
export const sessionCookieName = (publicUrl: string): string =>
  isSecure(publicUrl) ? '__Host-kelp.session' : 'kelp.session';

interface Given {
  email?: string;
  password?: string;
  choice?: string;
  tenantId?: string;
  step?: string;
  code?: string;
  /** JSON of the browser's answer. */
  passkey?: string;
  /** `yes`: the passkey alone, without an address. */
  alone?: string;
}

interface IncomingHeaders {
  headers?: Record<string, unknown> | undefined;
}

function originOf({ headers = {} }: IncomingHeaders) {
  const read = (name: string) => (typeof headers[name] === 'string' ? headers[name] : '');
  return {
    remoteAddress: read(remoteAddressHeader),
    userAgent: read('user-agent'),
    requestId: read('x-request-id') || 'sign-in',
    workspace: read(workspaceHeader) || undefined,
  };
}

const asText = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 4000) : '');

function asPasskey(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'string' || value === '' || value.length > 20_000) return undefined;
  try {
    const read: unknown = JSON.parse(value);
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function knock(door: IdentityDoor, portal: Portal, given: Given, request: IncomingHeaders) {
  const origin = originOf(request);
  const [email, password, choice, tenantId] = [given.email, given.password, given.choice, given.tenantId].map(asText);
  const [step, code, passkey] = [asText(given.step), asText(given.code), asPasskey(given.passkey)];
  if (step && given.alone) return door.signInByPasskey({ ...origin, portal, step, passkey: passkey ?? {} });
  if (step) return door.passSecondStep({ ...origin, portal, step, code, passkey });
  return choice
    ? door.chooseWorkspace({ ...origin, portal, choice, tenantId: tenantId ?? '' })
    : door.signIn({ ...origin, portal, email: email ?? '', password: (password ?? '').slice(0, 1000) });
}

async function authorize(door: IdentityDoor, portal: Portal, given: Given, request: IncomingHeaders) {
  const found = await knock(door, portal, given, request);
  if (found.kind === 'signed_in') return found;
  if (found.kind === 'second_factor') {
    const { step, methods, passkey } = found;
    throw new AppError('second_factor', 401, 'Confirm that it is you.', { data: { step, methods, passkey } });
  }
  throw new AppError('choose_workspace', 409, 'Choose a workspace.', {
    data: { choice: found.choice, tenants: found.tenants },
  });
}

/** The sign-in library hands only an error's message to the page, so id, sentence and data travel inside it. */
function asMessage(error: unknown): Error {
  if (!isAppError(error))
    return new Error(
      JSON.stringify({ id: 'internal', message: 'Kelp could not answer. Please try again in a moment.' }),
    );
  const { id, message, data } = error;
  return new Error(JSON.stringify({ id, message, ...(data ? { data } : {}) }));
}

function provider(id: string, portal: Portal, door: () => IdentityDoor) {
  return CredentialsProvider({
    id,
    name: id,
    credentials: { email: {}, password: {}, choice: {}, tenantId: {}, step: {}, code: {}, passkey: {}, alone: {} },
    authorize: async (given, request) => {
      try {
        const session = await authorize(door(), portal, given ?? {}, request);
        return { id: session.userId, name: session.name, sessionToken: session.token };
      } catch (error) {
        throw asMessage(error);
      }
    },
  });
}

/** The library's options: two doors, and a signed cookie that holds nothing but our opaque session token. */
export function nextAuthOptions(door: () => IdentityDoor, { secret, publicUrl }: NextAuthSettings): NextAuthOptions {
  return {
    secret,
    providers: [provider('msp', 'msp', door), provider('client-portal', 'client', door)],
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    jwt: { maxAge: sessionSeconds },
    pages: { signIn: '/auth/msp/signin', error: '/auth/msp/signin' },
    useSecureCookies: isSecure(publicUrl),
    cookies: {
      sessionToken: {
        name: sessionCookieName(publicUrl),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(publicUrl) },
      },
    },
    callbacks: {
      jwt: async ({ token, user }) => {
        if (user) return { sessionToken: (user as unknown as { sessionToken: string }).sessionToken };
        const { sessionToken } = token;
        return typeof sessionToken === 'string' && (await door().isSignedIn(sessionToken)) ? { sessionToken } : {};
      },
      session: ({ token, session }) => ({
        expires: session.expires,
        isSignedIn: typeof token['sessionToken'] === 'string',
      }),
      redirect: ({ url, baseUrl }) => (url.startsWith('/') && !url.startsWith('//') ? baseUrl + url : baseUrl),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.['sessionToken'] === 'string') await door().signOut(token['sessionToken']);
      },
    },
  };
}

type RouteHandler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

/** GET and POST of `app/api/auth/[...nextauth]/route.ts`. `door` is asked per request, so it may arrive after the route was loaded. */
export function nextAuthHandler(door: () => IdentityDoor, settings: NextAuthSettings): RouteHandler {
  return NextAuth(nextAuthOptions(door, settings)) as RouteHandler;
}

/** One cookie out of a Cookie header, as it was written. */
export function cookieValue(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** Our opaque session token out of a Cookie header, for any server; null when there is none or it was not signed by us. */
export async function sessionTokenFromCookies(
  header: string | undefined,
  settings: NextAuthSettings,
): Promise<string | null> {
  const sealed = header ? cookieValue(header, sessionCookieName(settings.publicUrl)) : undefined;
  if (!sealed) return null;
  try {
    const token = await decode({ token: decodeURIComponent(sealed), secret: settings.secret });
    return typeof token?.['sessionToken'] === 'string' ? token['sessionToken'] : null;
  } catch {
    return null;
  }
}

/** The Cookie header of a session, as the sign-in library would write it; for programs that sign in without a browser. */
export async function sessionCookie(session: Pick<SignedIn, 'token'>, settings: NextAuthSettings): Promise<string> {
  const sealed = await encode({
    token: { sessionToken: session.token },
    secret: settings.secret,
    maxAge: sessionSeconds,
  });
  return `${sessionCookieName(settings.publicUrl)}=${sealed}`;
}
