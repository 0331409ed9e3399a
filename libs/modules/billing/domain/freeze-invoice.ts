import { createHash } from 'node:crypto';
import { calculateInvoice, engineVersion } from './calculate-invoice';
import { canonicalJson, parseCanonicalJson } from './canonical-json';
import type { InvoiceInput } from './invoice-input';
import type { InvoiceResult } from './invoice-result';

/** What is kept with an invoice so that it can be calculated again to the byte. */
export interface FrozenInvoice {
  engineVersion: string;
  /** Canonical JSON of the inputs. */
  inputs: string;
  /** SHA-256 of the inputs' text, in hex. */
  inputsHash: string;
  /** SHA-256 of the canonical text of the result. */
  resultHash: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Freezes the inputs of an invoice and the fingerprint of what came out. */
export function freezeInvoice(input: InvoiceInput, result: InvoiceResult): FrozenInvoice {
  const inputs = canonicalJson(input);
  return { engineVersion, inputs, inputsHash: sha256(inputs), resultHash: sha256(canonicalJson(result)) };
}

/** Calculates a frozen invoice again with the engine of today and tells whether inputs and result are still the same bytes. */
export function replayInvoice(frozen: FrozenInvoice): { result: InvoiceResult; isEqual: boolean } {
  const result = calculateInvoice(parseCanonicalJson(frozen.inputs) as InvoiceInput);
  const isEqual = sha256(frozen.inputs) === frozen.inputsHash && sha256(canonicalJson(result)) === frozen.resultHash;
  return { result, isEqual };
}
