import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { contextOf } from './request-context';

/**
 * The policy of every page: scripts by this response's nonce only. Styles may be inline because Mantine sets sizes by style attributes;
 * pictures come from here, never from what a mail names.
 */
function policy(nonce: string, isDevelopment: boolean, isHttps: boolean): string {
  const evaluated = isDevelopment ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluated}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws: wss:' : ''}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/** Helmet's headers with a policy of our own. The policy also goes to Next in the request, which takes the nonce out of it. */
export function securityHeaders(options: { isDevelopment: boolean; isHttps: boolean }): RequestHandler[] {
  const common = helmet({
    contentSecurityPolicy: false,
    // Server Actions without JavaScript send their origin only under a policy that lets it through to ourselves.
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    strictTransportSecurity: options.isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
  });
  const own = (request: Request, response: Response, next: NextFunction) => {
    const { nonce } = contextOf(request);
    const text = policy(nonce, options.isDevelopment, options.isHttps);
    request.headers['content-security-policy'] = text;
    request.headers['x-nonce'] = nonce;
    response.setHeader('content-security-policy', text);
    response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()');
    next();
  };
  return [common as RequestHandler, own];
}
