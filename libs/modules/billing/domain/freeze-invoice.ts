import { createHash } from 'node:crypto';
import { JsonText } from '@kelp/platform/db';
import { calculateInvoice, engineVersion } from './calculate-invoice';
import { canonicalJson, parseCanonicalJson } from './canonical-json';
import { calculateCredit, creditEngine, type CreditInput } from './credit-lines';
import type { InvoiceInput } from './invoice-input';
import type { InvoiceResult } from './invoice-result';
import { calculateOpening, openingEngine, type OpeningInput } from './opening-balance';
import { calculateWritten, writtenEngine, type WrittenInput } from './written-lines';

/** What is kept with a document so that it can be calculated again to the byte. */
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

/**
 * How documents of one engine are kept: `freeze` gives the inputs and the fingerprint of what came out, `replay` calculates again with the engine of
 * today, which knows every engine before it, and tells whether inputs and result are still the same bytes.
 */
function freezer<Input>(engine: string, calculate: (input: Input, madeBy: string) => InvoiceResult) {
  return {
    freeze(input: Input, result: InvoiceResult): FrozenInvoice {
      const inputs = canonicalJson(input);
      return { engineVersion: engine, inputs, inputsHash: sha256(inputs), resultHash: sha256(canonicalJson(result)) };
    },
    replay(frozen: FrozenInvoice): { result: InvoiceResult; isEqual: boolean } {
      const result = calculate(parseCanonicalJson(frozen.inputs) as Input, frozen.engineVersion);
      const isEqual =
        sha256(frozen.inputs) === frozen.inputsHash && sha256(canonicalJson(result)) === frozen.resultHash;
      return { result, isEqual };
    },
  };
}

/** Invoices of a billing run. */
export const { freeze: freezeInvoice, replay: replayInvoice } = freezer<InvoiceInput>(engineVersion, calculateInvoice);
/** Documents that a person wrote or changed. */
export const { freeze: freezeWritten, replay: replayWritten } = freezer<WrittenInput>(writtenEngine, calculateWritten);
/** Credit notes. */
export const { freeze: freezeCredit, replay: replayCredit } = freezer<CreditInput>(creditEngine, calculateCredit);
/** Unpaid invoices of another system. */
export const { freeze: freezeOpening, replay: replayOpening } = freezer<OpeningInput>(openingEngine, calculateOpening);

/** A frozen document as the columns it is stored in. */
export const frozenColumns = ({ engineVersion: engine, inputs, inputsHash, resultHash }: FrozenInvoice) => ({
  engineVersion: engine,
  frozenInputs: new JsonText(inputs),
  inputsHash,
  resultHash,
});
