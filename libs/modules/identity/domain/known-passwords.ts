import { dictionary } from '@zxcvbn-ts/language-common';
import { commonPasswords, plainForm } from './common-passwords';

let built: ReadonlySet<string> | undefined;

/** Passwords that became known in break-ins (some fifty thousand, shipped with the program) and those that people reach for first. */
function knownPasswords(): ReadonlySet<string> {
  built ??= new Set([...(dictionary['passwords-common'] as readonly string[]), ...commonPasswords()]);
  return built;
}

/** More than this beside a known password makes a new one. */
const mostAround = 8;
/** What is shorter says nothing: it stands in many a good phrase. */
const shortestCore = 4;

/**
 * Whether a password is known, or a known one with what people add to be let through: capitals, digits, years and signs around it, look-alike
 * signs inside, or the same twice.
 */
export function isKnownPassword(password: string): boolean {
  const known = knownPasswords();
  const lower = password.toLowerCase();
  if (known.has(lower) || known.has(plainForm(password))) return true;
  for (const text of [lower, plainForm(password)]) {
    const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
    if (core.length < shortestCore || text.length - core.length > mostAround) continue;
    if (known.has(core) || known.has(undoubled(core))) return true;
  }
  return false;
}

/** Half of a text that says the same twice, with or without signs between; else the text. */
function undoubled(text: string): string {
  const [, half] = /^(.{4,}?)[^\p{L}]*\1$/u.exec(text) ?? [];
  return half ?? text;
}
