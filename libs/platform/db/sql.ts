/** A statement, or a part of one, with its parameters kept apart from the text. */
export class Sql {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings;
    this.values = values;
  }

  /** The text with $1, $2 … and the values in that order, as node-postgres takes them. */
  compile(): { text: string; values: unknown[] } {
    const values: unknown[] = [];
    return { text: write(this, values), values };
  }
}

function write(part: Sql, values: unknown[]): string {
  let text = part.strings[0] ?? '';
  part.values.forEach((value, index) => {
    if (value instanceof Sql) text += write(value, values);
    else text += `$${values.push(value)}`;
    text += part.strings[index + 1] ?? '';
  });
  return text;
}

/** Tagged template: every `${value}` becomes a parameter, every `${sql`…`}` is spliced in. There is no way to splice a plain string. */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  return new Sql(strings, values);
}

export const empty = new Sql([''], []);

/** The statement with these tables (`name as (…)`) in front of those that it brings itself. */
export function withTables(tables: Sql, statement: Sql): Sql {
  const { strings, values } = flat(statement);
  const [first = '', ...rest] = strings;
  const own = /^\s*with\s+(recursive\s+)?/i.exec(first);
  const head = new Sql([`with ${own?.[1] ?? ''}`], []);
  return sql`${head}${tables}${own ? sql`, ` : sql` `}${new Sql([first.slice(own?.[0].length ?? 0), ...rest], values)}`;
}

/** The same statement without parts of parts. */
function flat(part: Sql): Sql {
  const strings = [part.strings[0] ?? ''];
  const values: unknown[] = [];
  const append = (text: string) => void strings.push(`${strings.pop() ?? ''}${text}`);
  part.values.forEach((value, index) => {
    if (value instanceof Sql) {
      const inner = flat(value);
      append(inner.strings[0] ?? '');
      strings.push(...inner.strings.slice(1));
      values.push(...inner.values);
    } else {
      values.push(value);
      strings.push('');
    }
    append(part.strings[index + 1] ?? '');
  });
  return new Sql(strings, values);
}

/** An identifier (table or column) that stands in the code; anything but lower-case words is refused. */
export function identifier(name: string): Sql {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`Not an identifier: ${name}`);
  return new Sql([`"${name}"`], []);
}

/** Fixed text out of the code, such as `asc`; only words, never input. */
export function keyword(text: 'asc' | 'desc' | 'nulls first' | 'nulls last'): Sql {
  return new Sql([text], []);
}

export function join(parts: readonly Sql[], separator: Sql): Sql {
  const [first, ...rest] = parts;
  if (!first) return empty;
  const values = [first, ...rest.flatMap((part) => [separator, part])];
  return new Sql(
    Array.from({ length: values.length + 1 }, () => ''),
    values,
  );
}

export const and = (parts: readonly Sql[]): Sql => (parts.length ? join(parts, sql` and `) : sql`true`);
export const list = (parts: readonly Sql[]): Sql => join(parts, sql`, `);
