/** The people and the name of one client behind the tickets of a bundle. */
export interface BundleParty {
  /** The client's id; for a ticket without a client something of its own. */
  key: string;
  client: string | null;
  domains: readonly string[];
  /** Everybody known of the client; `isRequester` for those whose tickets are in the bundle. */
  contacts: readonly { name: string; email: string | null; isRequester: boolean }[];
  /** Numbers of its tickets in the bundle. */
  numbers: readonly string[];
}

export interface ForeignName {
  /** As it stands in the text. */
  text: string;
  /** Whose name it is: `Bo Berg (Bluefin Legal)`. */
  of: string;
  /** Tickets whose readers would learn it. */
  readers: string[];
}

interface Needle {
  text: string;
  of: string;
  /** Short names are looked for as they are written: "will" is no Will. */
  isExact: boolean;
}

const shortestName = 2;
const shortestWord = 3;

function needlesOf({ client, domains, contacts }: BundleParty): Needle[] {
  const needles: Needle[] = [];
  const put = (text: string, of: string, isExact: boolean, shortest = shortestName) => {
    if (text.length >= shortest) needles.push({ text, of, isExact });
  };
  if (client) {
    put(client, client, false);
    put(client.split(/\s+/)[0] ?? '', client, true, shortestWord);
    for (const domain of domains) put(domain, client, false, shortestWord);
  }
  for (const { name, email, isRequester } of contacts) {
    const of = client ? `${name} (${client})` : name;
    put(name, of, false);
    if (email) put(email, of, false);
    if (isRequester) for (const part of name.split(/\s+/)) put(part, of, true);
  }
  return needles;
}

const isLetter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}_]/u.test(character);

/** The first place of the name as a whole word, or -1. */
function placeOf(text: string, needle: string): number {
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    const isWhole =
      !(isLetter(text[at - 1]) && isLetter(needle[0])) &&
      !(isLetter(text[at + needle.length]) && isLetter(needle.at(-1)));
    if (isWhole) return at;
  }
  return -1;
}

/**
 * Names in a text that readers of other clients would learn from it: clients by name, first word and mail domain, people by full name and
 * address, those who asked also by each part of their name. Empty for one client alone.
 */
export function findForeignNames(text: string, parties: readonly BundleParty[]): ForeignName[] {
  if (parties.length < 2) return [];
  const folded = text.toLowerCase();
  const found = new Map<string, ForeignName>();
  for (const party of parties) {
    for (const { text: needle, of, isExact } of needlesOf(party)) {
      const at = isExact ? placeOf(text, needle) : placeOf(folded, needle.toLowerCase());
      if (at < 0) continue;
      const shown = text.length === folded.length ? text.slice(at, at + needle.length) : needle;
      const others = parties.filter(({ key }) => key !== party.key).flatMap(({ numbers }) => numbers);
      if (!found.has(of)) found.set(of, { text: shown, of, readers: others });
    }
  }
  return [...found.values()];
}
