import type { SearchType } from '../contract';

/** One thing asked for: a word, or a phrase in quotes. */
export interface SearchTerm {
  text: string;
  isPrefix: boolean;
  isNot: boolean;
}

export interface SearchQuestion {
  terms: SearchTerm[];
  /** Null for all types. */
  types: SearchType[] | null;
  /** What the text may mean as a number, as it is kept; empty when it can't be one. */
  numbers: string[];
  isMine: boolean;
  state: 'open' | 'closed' | null;
}

const scopes: Record<string, SearchType> = {
  ticket: 'ticket',
  client: 'client',
  contact: 'contact',
  invoice: 'invoice',
  contract: 'contract',
};
const most = 12;
const token = /(-?)(?:"([^"]*)"?|(\S+))/gu;

/**
 * Reads what a person typed: words, "phrases", -without, begin*, `client:acme`, `#123`, `is:open`, `is:closed`, `is:mine`. Anything is allowed;
 * signs that mean nothing are passed on as text, which the database folds to words. At most 12 terms; the rest is left out.
 */
export function parseSearch(typed: string): SearchQuestion {
  const question: SearchQuestion = { terms: [], types: null, numbers: [], isMine: false, state: null };
  const { rest, type } = takeScope(typed.replace(/[\u0000-\u001f]+|\p{Surrogate}/gu, ' ').trim());
  if (type) question.types = [type];
  for (const [, minus = '', phrase, word = ''] of rest.matchAll(token)) {
    if (phrase !== undefined) add(question, { text: phrase, isPrefix: false, isNot: minus !== '' });
    else if (!takeFlag(question, `${minus}${word}`)) addWord(question, minus, word);
  }
  question.terms.splice(most);
  question.numbers = numbersOf(rest.trim());
  if (rest.trim().startsWith('#') && question.numbers.length > 0) question.types ??= ['ticket'];
  return question;
}

function takeScope(text: string): { rest: string; type: SearchType | null } {
  const [, name = '', rest = ''] = /^([a-z]+):\s*([\s\S]*)$/i.exec(text) ?? [];
  const type = Object.hasOwn(scopes, name.toLowerCase()) ? (scopes[name.toLowerCase()] ?? null) : null;
  return type ? { rest, type } : { rest: text, type: null };
}

function takeFlag(question: SearchQuestion, word: string): boolean {
  const flag = /^is:(mine|open|closed)$/i.exec(word)?.[1]?.toLowerCase();
  if (flag === 'mine') question.isMine = true;
  else if (flag === 'open' || flag === 'closed') question.state = flag;
  return flag !== undefined;
}

function addWord(question: SearchQuestion, minus: string, word: string): void {
  const text = word.replace(/\*+$/, '');
  add(question, { text, isPrefix: text !== word || text.length > 1, isNot: minus !== '' });
}

function add({ terms }: SearchQuestion, term: SearchTerm): void {
  if (term.text.trim() !== '') terms.push(term);
}

/** `T-0042`, `t42`, `#42` and `42` are ticket 42; `INV-2026-7` stays as it is in small letters, and a word that ends in a digit is a word. */
function numbersOf(text: string): string[] {
  const plain = text.replace(/^#/, '');
  if (!/^\S{1,40}$/.test(plain) || !/\d/.test(plain)) return [];
  const digits = /^(?:[A-Za-z]{1,6}-|[A-Za-z]{1,3})?0*(\d{1,15})$/.exec(plain)?.[1];
  return [...new Set([plain.toLowerCase(), ...(digits ? [digits] : [])])];
}
