import { createHash } from 'node:crypto';
import { canonicalJson, parseCanonicalJson } from './canonical-json';
import type { FrozenInvoice } from './freeze-invoice';
import type { InvoiceResult } from './invoice-result';
import { calculateWritten, writtenEngine, type WrittenInput } from './written-lines';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Freezes the lines of a written document and the fingerprint of what came out. */
export function freezeWritten(input: WrittenInput, result: InvoiceResult): FrozenInvoice {
  const inputs = canonicalJson(input);
  return {
    engineVersion: writtenEngine,
    inputs,
    inputsHash: sha256(inputs),
    resultHash: sha256(canonicalJson(result)),
  };
}

/** Calculates a written document again and tells whether inputs and result are still the same bytes. */
export function replayWritten(frozen: FrozenInvoice): { result: InvoiceResult; isEqual: boolean } {
  const result = calculateWritten(parseCanonicalJson(frozen.inputs) as WrittenInput);
  const isEqual = sha256(frozen.inputs) === frozen.inputsHash && sha256(canonicalJson(result)) === frozen.resultHash;
  return { result, isEqual };
}
