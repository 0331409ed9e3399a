import type { Ctx, ReadCtx } from '@kelp/kernel';
import type { KindKey } from '../contract';
import type { Found } from './lookups';

/** How the words of a file are to be understood. */
export interface Reading {
  /** IANA name, for times without one. */
  zone: string;
  /** Of dates such as 3/4/2026. */
  dateOrder: 'dmy' | 'mdy';
  /** ISO 4217, for amounts without one. */
  currency: string;
}

export interface ImportField {
  key: string;
  label: string;
  hint?: string;
  isRequired?: boolean;
  /** Other fields that do instead of a required one. */
  orFields?: readonly string[];
  /** Headers by which it is found, beside its label; case, spaces and signs do not matter. */
  names: readonly string[];
  choices?: readonly string[];
  /** The value of a filled cell. Throws a sentence when it cannot be one. */
  read(text: string, reading: Reading): unknown;
}

export type Values = Readonly<Record<string, unknown>>;

/** What a kind may ask about the surroundings of its rows. */
export interface SetCtx {
  system: string;
  importId: string;
  /** Nothing is kept: records that the same file makes are not there yet. */
  isTrial: boolean;
}

/** One row of a set. */
export interface SetRow {
  values: Values;
  /** Whether a line above makes a record whose field has this value; for a trial. */
  isAbove(field: string, value: string): Promise<boolean>;
}

/** The surroundings of a single row. */
export type RowCtx = SetCtx & Pick<SetRow, 'isAbove'>;

/** A record as it stands after it was made. */
export interface Made {
  id: string;
  version: number | null;
}

/** One kind of record that can be imported. It writes through the actions of its room, so that their rights, rules and audit hold. */
export interface ImportKind {
  key: KindKey;
  label: string;
  /** The noun of its records, for ids of the other system. */
  entity: string;
  /** Asked at the start, so that nobody waits for a run that can do nothing. */
  needs: { create: readonly string[]; update: readonly string[] };
  fields: readonly ImportField[];
  /** The field that tells what a row is about. */
  title: string;
  /** Several rows may be about the same record, each with a part of it. */
  isInParts?: true;
  /** Known records stay as they are: only new ones are imported. */
  isHistory?: true;
  /** Keys that two rows of one file may not share. */
  keysOf(values: Values): string[];
  /** So many rows are found and made at once, in one transaction. */
  setSize: number;
  /** What the record of a row is called, and what it calls records that lines above may make: a row that names one waits until it is written. */
  namesIn?(values: Values): { names: string[]; namesOfOthers: string[] };
  /** The records that the rows are about by what is unique of them, without the other system's id. */
  find(ctx: ReadCtx, rows: readonly SetRow[], around: SetCtx): Promise<(string | null)[]>;
  /** The records that the other system's ids lead to, by those ids; none where they are gone. */
  follow(ctx: ReadCtx, ids: readonly string[]): Promise<Found>;
  /** Makes a record of each row. Throws what its room refuses; of several rows together, by their place. */
  create(ctx: Ctx, rows: readonly SetRow[], around: SetCtx): Promise<Made[]>;
  /** Changes what the row gives and returns the former values of it. */
  update(ctx: Ctx, id: string, values: Values, row: RowCtx): Promise<Record<string, unknown>>;
  restore(ctx: Ctx, id: string, before: Record<string, unknown>): Promise<void>;
  /** Takes a record away that was made. Throws a sentence when something depends on it. */
  remove(ctx: Ctx, id: string, importId: string): Promise<void>;
  /** Its version, by which it is told whether somebody changed it since; null when it is gone. */
  versionOf(ctx: ReadCtx, id: string): Promise<number | null>;
  /** Where its records are shown. */
  href(id: string): string | null;
}
