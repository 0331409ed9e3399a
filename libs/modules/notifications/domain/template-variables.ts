import Handlebars from 'handlebars';

/** What a template text names: all variables, and those that are put in without escaping. */
export interface NamedVariables {
  names: string[];
  raw: string[];
}

const blockWords = new Set(['if', 'unless', 'each', 'with', 'else', 'this']);

/** Every variable that a Handlebars text names, in any branch. Throws Handlebars' own error for a text that cannot be read. */
export function namedVariables(source: string): NamedVariables {
  const names = new Set<string>();
  const raw = new Set<string>();
  const visitor = new Handlebars.Visitor();
  visitor.PathExpression = (path: hbs.AST.PathExpression) => {
    const [first] = path.parts;
    if (first && !path.data && !blockWords.has(first)) names.add(first);
  };
  visitor.MustacheStatement = function (this: Handlebars.Visitor, statement: hbs.AST.MustacheStatement) {
    const path = statement.path as hbs.AST.PathExpression;
    if (!statement.escaped && path.parts?.[0]) raw.add(path.parts[0]);
    Handlebars.Visitor.prototype.MustacheStatement.call(this, statement);
  };
  visitor.accept(Handlebars.parse(source));
  return { names: [...names].sort(), raw: [...raw].sort() };
}

/** The names that occur anywhere in a sample: lists and objects are looked into. */
export function namesIn(sample: unknown): Set<string> {
  if (Array.isArray(sample)) return new Set(sample.flatMap((one) => [...namesIn(one)]));
  if (typeof sample !== 'object' || sample === null) return new Set();
  return new Set(Object.entries(sample).flatMap(([name, value]) => [name, ...namesIn(value)]));
}

/** One variable with what it holds; those within a list are named `notices[].title`. */
export interface TypedVariable {
  name: string;
  type: 'text' | 'number' | 'yes_no' | 'list' | 'group';
  example: string;
}

/** The variables of a mail with their types, as its sample shows them. */
export function typedVariables(sample: Record<string, unknown>, prefix = ''): TypedVariable[] {
  return Object.entries(sample).flatMap(([key, value]): TypedVariable[] => {
    const name = `${prefix}${key}`;
    if (Array.isArray(value)) {
      const [first] = value as unknown[];
      return [{ name, type: 'list', example: String(value.length) }, ...inside(first, `${name}[].`)];
    }
    if (typeof value === 'object' && value !== null)
      return [{ name, type: 'group', example: '' }, ...inside(value, `${name}.`)];
    const type = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'yes_no' : 'text';
    return [{ name, type, example: String(value ?? '') }];
  });
}

const inside = (value: unknown, prefix: string): TypedVariable[] =>
  typeof value === 'object' && value !== null ? typedVariables(value as Record<string, unknown>, prefix) : [];
