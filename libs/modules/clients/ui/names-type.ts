import { call } from '@kelp/kernel/client';
import { listInteractionTypes, type InteractionTypeCard } from '../contract';
import { readInteractionLine } from '../domain/read-interaction-line';

let types: { at: number; rows: Promise<readonly InteractionTypeCard[]> } | undefined;

/** The types on offer, asked for once in a while and not at each letter. */
function offeredTypes(): Promise<readonly InteractionTypeCard[]> {
  if (types && Date.now() - types.at < 60_000) return types.rows;
  const rows = call(listInteractionTypes, {}).then((answer) => answer.rows);
  // a failed answer is asked for again
  rows.catch(() => (types = undefined));
  types = { at: Date.now(), rows };
  return rows;
}

/** Whether a line begins like one to be logged: with the name of a type and something behind it. */
export async function namesType(line: string): Promise<boolean> {
  if (!line.trim().includes(' ')) return false;
  return readInteractionLine(line, await offeredTypes()).typeId !== null;
}
