/** The steps of a path: names and positions. Undefined for what is no path. */
export function stepsOf(path: string): (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  const step = /\s*(?:\.?([\p{L}_$@][\p{L}\p{N}_$@-]*)|\[(\d{1,6})\]|\["([^"]*)"\])/uy;
  while (step.lastIndex < path.length) {
    const found = step.exec(path);
    if (!found) return undefined;
    const [, name, position, quoted] = found;
    steps.push(position !== undefined ? Number(position) : (name ?? quoted ?? ''));
  }
  return steps.length > 0 ? steps : undefined;
}

/** The part of a JSON value at these steps; undefined where there is none. Only what the JSON itself says is found, nothing of its prototype. */
function partAt(value: unknown, steps: readonly (string | number)[]): unknown {
  let part = value;
  for (const step of steps) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, step)) return undefined;
    part = (part as Record<string | number, unknown>)[step];
  }
  return part;
}

const asText = (part: unknown): string => {
  if (part === undefined || part === null) return '';
  return typeof part === 'object' ? JSON.stringify(part) : String(part);
};

/** Puts the parts of a payload into a text: `{host.name} is {state}`. What is missing is empty; braces that hold no path stay as they are. */
export const fillTemplate = (template: string, payload: unknown): string =>
  template.replace(/\{([^{}]{1,300})\}/g, (whole, path: string) => {
    const steps = stepsOf(path.trim());
    return steps ? asText(partAt(payload, steps)) : whole;
  });
