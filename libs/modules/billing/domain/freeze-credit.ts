import { createHash } from 'node:crypto';
import { canonicalJson, parseCanonicalJson } from './canonical-json';
import { calculateCredit, creditEngine, type CreditInput } from './credit-lines';
import type { FrozenInvoice } from './freeze-invoice';
import type { InvoiceResult } from './invoice-result';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Freezes what a credit note was made from and the fingerprint of what came out. */
export function freezeCredit(input: CreditInput, result: InvoiceResult): FrozenInvoice {
  const inputs = canonicalJson(input);
  const resultHash = sha256(canonicalJson(result));
  return { engineVersion: creditEngine, inputs, inputsHash: sha256(inputs), resultHash };
}

/** Calculates a credit note again and tells whether inputs and result are still the same bytes. */
export function replayCredit(frozen: FrozenInvoice): { result: InvoiceResult; isEqual: boolean } {
  const result = calculateCredit(parseCanonicalJson(frozen.inputs) as CreditInput);
  const isEqual = sha256(frozen.inputs) === frozen.inputsHash && sha256(canonicalJson(result)) === frozen.resultHash;
  return { result, isEqual };
}
