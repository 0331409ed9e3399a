import {
  clients,
  clientsModule,
  contacts,
  createClient,
  createContact,
  getClient,
  updateClient,
  updateContact,
} from '@kelp/clients';
import { users } from '@kelp/identity';
import type { Caller, z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { bareTenant, callerWith, testHouse, type TestHouse } from '@kelp/testing';
import {
  createTicket,
  getTicket,
  openTicket,
  ticketChoices,
  ticketHistory,
  ticketsModule,
  updateTicket,
} from '@kelp/tickets';
import {
  createField,
  deleteField,
  fieldForm,
  listFields,
  orderFields,
  recordFields,
  updateField,
  type CustomInput,
  type Kind,
} from './contract';
import { keyFor } from './domain/option-keys';
import { customFilter, type FieldOperator } from './field-filter';
import { missingOnClose } from './fill-fields';
import { portalFields } from './portal-fields';

let test: TestHouse;
let tenant: string;
let staff: Caller;

beforeAll(async () => {
  test = await testHouse(clientsModule, ticketsModule);
  tenant = await bareTenant(test);
  staff = callerWith(tenant, 'all');
});
afterAll(() => test.close());

type More = Partial<z.output<typeof createField.input>>;
let counter = 0;
const freshKey = () => `field_${(counter += 1)}`;
/** A new field of tickets; returns its key and id. */
async function field(kind: Kind, more: More = {}) {
  const key = more.key ?? freshKey();
  const input = {
    entity: 'ticket' as const,
    key,
    label: `Label of ${key}`,
    kind,
    hint: '',
    options: [],
    rules: {},
    ...more,
  };
  return { key, id: (await test.as(staff, createField, input)).id };
}
const option = (label: string, isRetired = false) => ({ label, isRetired });
const ticket = async (custom?: CustomInput, more: { boardId?: string } = {}) =>
  (await test.as(staff, createTicket, { title: 'Printer', custom, ...more })).id;
const customOf = async (id: string) => (await test.as(staff, getTicket, { id })).custom;
const put = (id: string, custom: CustomInput) => test.as(staff, updateTicket, { id, custom });
const boards = async () => (await test.as(staff, ticketChoices, {})).boards;

describe('values', () => {
  it('are stored typed, merged by key, taken away by null, and untouched by other changes', async () => {
    const [po, count, due] = [await field('text'), await field('number'), await field('date')];
    const id = await ticket({ [po.key]: ' PO-7 ', [count.key]: 12.5 });
    expect(await customOf(id)).toEqual({ [po.key]: 'PO-7', [count.key]: '12.5' });
    await put(id, { [due.key]: '2026-03-31', [count.key]: null });
    await test.as(staff, updateTicket, { id, title: 'Renamed' });
    expect(await customOf(id)).toEqual({ [po.key]: 'PO-7', [due.key]: '2026-03-31' });
  });

  it('refuses an unknown key and wrong values at every door, with a sentence per field', async () => {
    const count = await field('number');
    await expect(ticket({ colour: 'red', [count.key]: 'many' })).rejects.toMatchObject({
      id: 'invalid',
      fields: {
        'custom.colour': expect.stringContaining('“colour”'),
        [`custom.${count.key}`]: expect.stringContaining('12.5'),
      },
    });
    const id = await ticket();
    await expect(put(id, { colour: 1 })).rejects.toMatchObject({ message: expect.stringContaining('“colour”') });
    await expect(
      test.as(staff, createClient, { name: 'X', domains: [], custom: { [count.key]: '1' } }),
    ).rejects.toMatchObject({ fields: { [`custom.${count.key}`]: expect.any(String) } });
  });

  it('stand on clients and contacts too', async () => {
    const floor = await field('text', { entity: 'client', key: 'floor' });
    const badge = await field('number', { entity: 'contact', key: 'badge' });
    const acme = await test.as(staff, createClient, { name: 'Acme', domains: [], custom: { [floor.key]: '3rd' } });
    await test.as(staff, updateClient, { id: acme.id, custom: { [floor.key]: '4th' } });
    expect((await test.as(staff, getClient, { id: acme.id })).custom).toEqual({ floor: '4th' });
    const amy = await test.as(staff, createContact, { fullName: 'Amy', clientId: acme.id, custom: { [badge.key]: 7 } });
    await test.as(staff, updateContact, { id: amy.id, custom: { [badge.key]: '8' } });
    const { fields } = await test.as(staff, recordFields, { entity: 'contact', id: amy.id });
    expect(fields).toMatchObject([{ key: 'badge', value: '8', words: '8' }]);
  });

  it('name people of the own staff and contacts only, a foreign one like an unknown one', async () => {
    const [who, whom] = [await field('person'), await field('contact')];
    const other = await bareTenant(test);
    const make = (at: string) =>
      test.inside(at, async (ctx) => {
        const { id: clientId } = await ctx.db.insert(clients, { name: `Client ${ctx.newId()}` });
        const { id: contactId } = await ctx.db.insert(contacts, { fullName: 'Amy', clientId });
        const user = (type: 'internal' | 'client', name: string) =>
          ctx.db.insert(users, {
            type,
            name,
            email: `${newId()}@x.test`,
            ...(type === 'client' ? { clientId, contactId } : {}),
          });
        return {
          person: (await user('internal', 'Tess')).id,
          outsider: (await user('client', 'Ulf')).id,
          contact: contactId,
        };
      });
    const [ours, theirs] = [await make(tenant), await make(other)];
    const id = await ticket({ [who.key]: ours.person, [whom.key]: ours.contact });
    const { fields } = await test.as(staff, recordFields, { entity: 'ticket', id });
    expect(fields.filter(({ value }) => value).map(({ words }) => words)).toEqual(['Tess', 'Amy']);
    const said = (custom: CustomInput) => put(id, custom).catch((error: Error) => error.message);
    for (const [key, foreign] of [
      [who.key, theirs.person],
      [whom.key, theirs.contact],
    ] as const) {
      expect(await said({ [key]: foreign })).toEqual(expect.stringContaining('does not exist'));
      expect(await said({ [key]: foreign })).toBe(await said({ [key]: newId() }));
    }
    await expect(put(id, { [who.key]: ours.outsider })).rejects.toMatchObject({ id: 'invalid' });
  });

  it('tell their history by label, before and after in words', async () => {
    const size = await field('select', { label: 'Size', options: [option('Small'), option('Large')] });
    const id = await ticket({ [size.key]: 'small' });
    await put(id, { [size.key]: 'large' });
    const { entries } = await test.as(staff, ticketHistory, { id });
    expect(entries[0]?.changes).toEqual([
      { field: `custom.${size.key}`, label: 'Size', before: 'Small', after: 'Large' },
    ]);
  });
});

describe('a definition', () => {
  it('never has the key that every object answers to, also when its label is that word', async () => {
    await expect(field('url', { key: 'constructor' })).rejects.toMatchObject({
      fields: { key: expect.stringContaining('Choose another one') as string },
    });
    const { id } = await field('text', { key: keyFor('Constructor', 'field') });
    const ticketId = await ticket();
    expect((await test.as(staff, recordFields, { entity: 'ticket', id: ticketId })).fields).toContainEqual(
      expect.objectContaining({ key: 'field_constructor', value: null }),
    );
    await test.as(staff, deleteField, { id });
  });

  it('has a key for good, unique per kind of record also at the same moment', async () => {
    const key = freshKey();
    const answers = await Promise.allSettled([1, 2, 3].map(() => field('text', { key })));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ status: 409 });
    await expect(field('text', { key })).rejects.toMatchObject({
      id: 'field.key_taken',
      message: expect.stringContaining(`Label of ${key}`),
    });
    await field('text', { key, entity: 'contact' });
    await expect(field('text', { key: 'Not a key' })).rejects.toMatchObject({ id: 'invalid' });
  });

  it('keeps its kind once it is used, also against a value that is written at the same moment', async () => {
    const free = await field('number');
    await test.as(staff, updateField, { id: free.id, kind: 'text' });
    const id = await ticket({ [free.key]: 'twelve' });
    await expect(test.as(staff, updateField, { id: free.id, kind: 'number' })).rejects.toMatchObject({
      id: 'field.kind_used',
    });
    await put(id, { [free.key]: null });
    await test.as(staff, updateField, { id: free.id, kind: 'number' });
    for (let round = 0; round < 5; round += 1) {
      const raced = await field('text');
      const [change, write] = await Promise.allSettled([
        test.as(staff, updateField, { id: raced.id, kind: 'number' }),
        ticket({ [raced.key]: 'words' }),
      ]);
      expect([change.status, write.status].sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  it('retires options that records have and lets others go', async () => {
    const made = await field('select', { options: [option('Red'), option('Blue'), option('Typo')] });
    const id = await ticket({ [made.key]: 'red' });
    const change = (options: { key?: string; label: string; isRetired: boolean }[]) =>
      test.as(staff, updateField, { id: made.id, options });
    const blue = { key: 'blue', label: 'Blue', isRetired: false };
    await expect(change([blue])).rejects.toMatchObject({ id: 'field.option_used' });
    await change([blue, { key: 'red', label: 'Red', isRetired: true }, option('Green')]);
    await put(id, { [made.key]: 'red' });
    await expect(ticket({ [made.key]: 'red' })).rejects.toMatchObject({ message: expect.stringContaining('retired') });
    await expect(
      change([
        { ...blue, isRetired: true },
        { key: 'red', label: 'Red', isRetired: true },
      ]),
    ).rejects.toMatchObject({ id: 'invalid' });
  });

  it('is retired with its values, and deleted only when no record has one', async () => {
    const made = await field('text');
    const id = await ticket({ [made.key]: 'kept' });
    await expect(test.as(staff, deleteField, { id: made.id })).rejects.toMatchObject({ id: 'field.used' });
    await test.as(staff, updateField, { id: made.id, isRetired: true });
    await expect(ticket({ [made.key]: 'new' })).rejects.toMatchObject({ message: expect.stringContaining('retired') });
    const { fields } = await test.as(staff, recordFields, { entity: 'ticket', id });
    expect(fields.find(({ key }) => key === made.key)).toMatchObject({ value: 'kept', isRetired: true });
    const form = await test.as(staff, fieldForm, { entity: 'ticket' });
    expect(form.fields.some(({ key }) => key === made.key)).toBe(false);
    await put(id, { [made.key]: null });
    await test.as(staff, deleteField, { id: made.id });
  });

  it('is put in order: every field once', async () => {
    const entity = 'contact';
    const made = [await field('text', { entity }), await field('text', { entity }), await field('text', { entity })];
    const list = async () =>
      (await test.as(staff, listFields, { entity, includeRetired: true })).rows.map(({ id }) => id);
    const wanted = [...(await list())].reverse();
    await test.as(staff, orderFields, { entity, ids: wanted });
    expect(await list()).toEqual(wanted);
    await expect(test.as(staff, orderFields, { entity, ids: wanted.slice(1) })).rejects.toMatchObject({
      id: 'invalid',
    });
    await expect(test.as(staff, orderFields, { entity, ids: [...wanted.slice(1), newId()] })).rejects.toMatchObject({
      id: 'not_found',
    });
    expect(made).toHaveLength(3);
  });

  it.each([
    ['options on a text', 'text', { options: [option('A')] }],
    ['a select without options', 'select', {}],
    ['two options of one name', 'select', { options: [option('A'), option('a')] }],
    ['a default that does not fit', 'number', { defaultValue: 'many' }],
    ['people for clients to choose', 'person', { rules: { portal: 'editable' } }],
    ['closing rules on contacts', 'text', { entity: 'contact', rules: { isRequiredOnClose: true } }],
  ] as [string, Kind, More][])('is refused with %s', async (_what, kind, more) => {
    await expect(field(kind, more)).rejects.toMatchObject({ id: 'invalid' });
  });

  it('is made by those who may only', async () => {
    const tess = callerWith(tenant, ['custom_field.read', 'ticket.read', 'ticket.update']);
    await expect(
      test.as(tess, createField, {
        entity: 'ticket',
        key: 'x',
        label: 'X',
        kind: 'text',
        hint: '',
        options: [],
        rules: {},
      }),
    ).rejects.toMatchObject({ id: 'forbidden' });
  });
});

describe('the form of a board', () => {
  it('has the board’s fields and those of all boards, in order; others take no value there', async () => {
    const [first, second] = await boards();
    const own = await field('text', { rules: { boardIds: [second?.id ?? ''] } });
    const form = (boardId: string | undefined) => test.as(staff, fieldForm, { entity: 'ticket', boardId });
    expect((await form(first?.id)).fields.some(({ key }) => key === own.key)).toBe(false);
    expect((await form(second?.id)).fields.some(({ key }) => key === own.key)).toBe(true);
    await expect(ticket({ [own.key]: 'x' }, { boardId: first?.id })).rejects.toMatchObject({
      message: expect.stringContaining('board'),
    });
    expect(await customOf(await ticket({ [own.key]: 'x' }, { boardId: second?.id }))).toEqual({ [own.key]: 'x' });
    await expect(field('text', { rules: { boardIds: [newId()] } })).rejects.toMatchObject({ id: 'not_found' });
  });
});

describe('rules, in a workspace of their own', () => {
  let place: string;
  let they: Caller;
  beforeEach(async () => {
    place = await bareTenant(test);
    they = callerWith(place, 'all');
  });
  const make = (key: string, kind: Kind, more: More = {}) =>
    test.as(they, createField, { entity: 'ticket', key, label: key, kind, hint: '', options: [], rules: {}, ...more });

  it('fill in defaults, and demand what is required of screens and API but not of mails', async () => {
    await make('severity', 'number', { defaultValue: 3 });
    await make('site', 'text', { rules: { isRequiredOnCreate: true } });
    await expect(test.as(they, createTicket, { title: 'x' })).rejects.toMatchObject({
      fields: { 'custom.site': 'Please fill this in.' },
    });
    const { id } = await test.as(they, createTicket, { title: 'x', custom: { site: 'HQ' } });
    expect((await test.as(they, getTicket, { id })).custom).toEqual({ severity: '3', site: 'HQ' });
    await expect(test.as(they, updateTicket, { id, custom: { site: null } })).rejects.toMatchObject({ id: 'invalid' });
    const mailed = await test.inside(place, (ctx) => openTicket(ctx, { title: 'By mail', origin: 'email' }));
    expect(mailed.custom).toEqual({ severity: '3' });
    await test.as(they, updateTicket, { id: mailed.id, custom: { severity: 4 } });
  });

  it('say what is missing before a record may be closed', async () => {
    await make('cause', 'text', { rules: { isRequiredOnClose: true } });
    const missing = (custom: Record<string, string>) =>
      test.inside(place, (ctx) => missingOnClose(ctx, 'ticket', custom, null));
    expect(await missing({})).toEqual([{ key: 'cause', label: 'cause' }]);
    expect(await missing({ cause: 'Dust' })).toEqual([]);
    const { id } = await test.as(they, createTicket, { title: 'x' });
    const { board, closeBlockers } = await test.as(they, getTicket, { id });
    expect(closeBlockers).toEqual([{ key: 'custom.cause', text: 'Fill in “cause”.' }]);
    const { statuses } = await test.as(they, ticketChoices, {});
    const closed = statuses.find((status) => status.isClosed && status.boardId === board.id);
    await expect(test.as(they, updateTicket, { id, statusId: closed?.id })).rejects.toMatchObject({ status: 409 });
    await test.as(they, updateTicket, { id, statusId: closed?.id, custom: { cause: 'Dust' } });
    expect((await test.as(they, getTicket, { id })).isClosed).toBe(true);
  });

  it('show clients what is meant for them and nothing else', async () => {
    await make('secret', 'text');
    await make('site', 'text', { rules: { portal: 'visible' } });
    await make('floor', 'select', {
      options: [option('One'), option('Two')],
      rules: { portal: 'editable', isRequiredOnCreate: true },
    });
    const shown = await test.inside(place, (ctx) =>
      portalFields(ctx, 'ticket', { secret: 'x', site: 'HQ', floor: 'two' }, null),
    );
    expect(shown.map(({ key, words, isEditable }) => [key, words, isEditable])).toEqual([
      ['site', 'HQ', false],
      ['floor', 'Two', true],
    ]);
    expect(JSON.stringify(shown)).not.toContain('secret');
    const open = (custom: CustomInput) =>
      test.inside(place, (ctx) => openTicket(ctx, { title: 'x', origin: 'portal', custom, filledBy: 'client' }));
    expect((await open({ floor: 'one' })).custom).toEqual({ floor: 'one' });
    await expect(open({})).rejects.toMatchObject({ fields: { 'custom.floor': 'Please fill this in.' } });
    const said = (custom: CustomInput) => open({ floor: 'one', ...custom }).catch((error: Error) => error.message);
    expect((await said({ secret: 'y' })).toString().replace('secret', 'nothing')).toBe(await said({ nothing: 'y' }));
    expect(await said({ site: 'y' })).toContain('“site”');
  });
});

describe('filters', () => {
  let keys: Record<'size' | 'colors' | 'name' | 'cost', string>;
  const made: string[] = [];
  const usd = (amount: string) => ({ amount, currency: 'USD' });
  beforeAll(async () => {
    keys = {
      size: (await field('number')).key,
      colors: (await field('multi_select', { options: [option('Red'), option('Blue')] })).key,
      name: (await field('text')).key,
      cost: (await field('money')).key,
    };
    const rows = [
      { [keys.size]: -5, [keys.colors]: ['red'], [keys.name]: 'Alpha', [keys.cost]: usd('900') },
      { [keys.size]: 2, [keys.colors]: ['red', 'blue'], [keys.cost]: usd('1000') },
      { [keys.size]: 10, [keys.name]: 'beta', [keys.cost]: { amount: '5000', currency: 'EUR' } },
    ];
    for (const custom of rows) made.push(await ticket(custom));
  });

  /** Which of the three tickets fit. */
  const fits = async (key: string, operator: FieldOperator, ...values: unknown[]) => {
    const rows = await test.inside(tenant, async (ctx) =>
      ctx.db.rows<{ id: string }>(
        sql`select t.id from tickets t where t.tenant_id = ${ctx.tenant} and t.id = any(${made}::uuid[])
            and ${await customFilter(ctx, 'ticket', 't', { key, operator, values })}`,
      ),
    );
    return rows.map(({ id }) => made.indexOf(id)).sort();
  };

  it('find values, ranges, filled and empty, whatever the case of a text', async () => {
    expect(await fits(keys.size, 'is', 2, '10.0')).toEqual([1, 2]);
    expect(await fits(keys.size, 'from', 2)).toEqual([1, 2]);
    expect(await fits(keys.size, 'to', 2)).toEqual([0, 1]);
    expect(await fits(keys.colors, 'is', 'blue')).toEqual([1]);
    expect(await fits(keys.colors, 'is_not', 'blue')).toEqual([0, 2]);
    expect(await fits(keys.name, 'is', 'BETA')).toEqual([2]);
    expect(await fits(keys.name, 'empty')).toEqual([1]);
    expect(await fits(keys.name, 'filled')).toEqual([0, 2]);
    expect(await fits(keys.cost, 'from', usd('950'))).toEqual([1]);
    expect(await fits(keys.cost, 'to', usd('1000'))).toEqual([0, 1]);
  });

  it('follow every change of a value', async () => {
    await put(made[0] ?? '', { [keys.size]: 77 });
    expect(await fits(keys.size, 'is', 77)).toEqual([0]);
    expect(await fits(keys.size, 'is', -5)).toEqual([]);
    await put(made[0] ?? '', { [keys.size]: -5 });
  });

  it('refuse unknown fields, values that do not fit and orders that there are not', async () => {
    await expect(fits('nothing', 'is', 1)).rejects.toMatchObject({ id: 'invalid' });
    await expect(fits(keys.size, 'is', 'many')).rejects.toMatchObject({ id: 'invalid' });
    await expect(fits(keys.colors, 'from', 'red')).rejects.toMatchObject({ id: 'invalid' });
    await expect(fits(keys.size, 'is')).rejects.toMatchObject({ id: 'invalid' });
  });
});
