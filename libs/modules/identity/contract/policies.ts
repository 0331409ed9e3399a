import { contract, idOf, instant, lineOfText, longText, z } from '@kelp/kernel/contract';

const done = z.object({ id: z.uuid() });
const word = z.string().max(60);

/** One line of a pack: of this noun its people see only what the way says. */
export const policyRule = z.object({ noun: word, way: word, ids: z.array(z.uuid()).max(500).default([]) });
export type PolicyRule = z.output<typeof policyRule>;

const named = z.object({ id: z.uuid(), name: z.string() });
const state = z.enum(['draft', 'published', 'archived']);
const subjectKind = z.enum(['role', 'team', 'user', 'api_key']);
export type PolicySubject = z.output<typeof subjectKind>;

export const policyRevision = z.object({
  id: z.uuid(),
  number: z.number(),
  state,
  hidesCost: z.boolean(),
  publishedAt: instant.nullable(),
  publishedBy: z.string().nullable(),
  /** Each with its sentence, and the names of what it names as far as the reader sees them. */
  rules: z.array(policyRule.extend({ sentence: z.string(), named: z.array(named) })),
});
export type PolicyRevision = z.output<typeof policyRevision>;

/** All packs on one page: a workspace has few. */
export const listPolicies = contract({
  name: 'policy.list',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        description: z.string(),
        /** The numbers of the revision in force and of the draft. */
        published: z.number().nullable(),
        draft: z.number().nullable(),
        assignments: z.number(),
      }),
    ),
  }),
});

/** A pack with its revisions, the newest first, and whom it narrows. */
export const getPolicy = contract({
  name: 'policy.get',
  input: z.object({ id: idOf('policy pack') }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    description: z.string(),
    version: z.number(),
    revisions: z.array(policyRevision),
    assignments: z.array(z.object({ id: z.uuid(), kind: subjectKind, subjectId: z.uuid(), name: z.string() })),
  }),
});
export type Policy = z.output<typeof getPolicy.output>;

/** What rules may say, and the packs that Kelp brings along as a start. */
export const policyCatalogue = contract({
  name: 'policy.catalogue',
  input: z.object({}),
  output: z.object({
    nouns: z.array(
      z.object({
        noun: z.string(),
        ways: z.array(z.object({ way: z.string(), sentence: z.string(), names: z.string().nullable() })),
      }),
    ),
    templates: z.array(z.object({ key: z.string(), name: z.string(), description: z.string() })),
  }),
});

/** Records that a rule may name, or that one may ask about, by words. */
export const policyChoices = contract({
  name: 'policy.choices',
  input: z.object({ noun: word, words: z.string().max(100).default('') }),
  output: z.object({ rows: z.array(named) }),
});

export const createPolicy = contract({
  name: 'policy.create',
  input: z.object({
    name: lineOfText(80),
    description: longText(500).default(''),
    /** The key of a shipped pack whose rules become the draft. */
    template: word.nullish(),
  }),
  output: done,
});

/** Renames a pack, or changes its draft; where there is none a draft is made of the revision in force. */
export const updatePolicy = contract({
  name: 'policy.update',
  input: z.object({
    id: idOf('policy pack'),
    version: z.number().int().optional(),
    name: lineOfText(80).optional(),
    description: longText(500).optional(),
    /** All rules of the draft when given. */
    rules: z.array(policyRule).max(40).optional(),
    hidesCost: z.boolean().optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

/** Puts the draft in force in place of the revision that was. */
export const publishPolicy = contract({
  name: 'policy.publish',
  input: z.object({ id: idOf('policy pack') }),
  output: done,
});

/** Takes the pack out of force: it narrows nobody until a draft is published again. */
export const archivePolicy = contract({
  name: 'policy.archive',
  input: z.object({ id: idOf('policy pack') }),
  output: done,
});

export const deletePolicy = contract({
  name: 'policy.delete',
  input: z.object({ id: idOf('policy pack') }),
  output: done,
});

const assignment = z.object({ id: idOf('policy pack'), kind: subjectKind, subjectId: z.uuid() });

/** The pack narrows this role, team, person or API key from the next request on. */
export const assignPolicy = contract({ name: 'policy.assign', input: assignment, output: done });
export const unassignPolicy = contract({ name: 'policy.unassign', input: assignment, output: done });

/** What two revisions of a pack differ in. */
export const comparePolicy = contract({
  name: 'policy.compare',
  input: z.object({ id: idOf('policy pack'), from: z.number().int(), to: z.number().int() }),
  output: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }),
});

/** Why a colleague can or can't see a record. */
export const explainPolicy = contract({
  name: 'policy.why',
  input: z.object({ userId: idOf('user'), noun: word, recordId: z.uuid() }),
  output: z.object({
    sees: z.boolean(),
    person: z.string(),
    record: z.string(),
    lines: z.array(
      z.object({
        /** A role, a pack, or the rule about Owners. */
        source: z.string(),
        sentence: z.string(),
        lets: z.boolean(),
      }),
    ),
  }),
});
