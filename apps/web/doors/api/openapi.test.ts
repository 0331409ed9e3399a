import { Validator } from '@seriousme/openapi-schema-validator';
import request from 'supertest';
import { createApiKey, users } from '@kelp/identity';
import { buildRegistry, type Contract } from '@kelp/kernel';
import { productModules } from '@kelp/product';
import { callerWith } from '@kelp/testing';
import { aWorkspace, openWebTest, type WebTest } from '../../testing/web';
import { openApiOf } from './openapi';
import { operationsOf } from './operations';
import { wireSchema } from './wire-schema';

const registry = buildRegistry(productModules);
const document = openApiOf(registry, 'https://kelp.test', '1.2.3');

it('is a valid OpenAPI 3.1 document', async () => {
  const validator = new Validator();
  expect(await validator.validate(JSON.parse(JSON.stringify(document)))).toMatchObject({ valid: true });
});

it('names every address once, with an operation id of its own and only references that lead somewhere', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  expect(operations).toHaveLength(operationsOf(registry).length + 1);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to ?? '');
  expect(references.length).toBeGreaterThan(100);
  for (const reference of new Set(references)) {
    const [, , kind, name] = reference.split('/');
    expect(document.components[kind ?? '']).toHaveProperty([name ?? '']);
  }
});

const needsNothing = ({ input }: Contract) => !(wireSchema(input)['required'] as string[] | undefined)?.length;

/** What only a screen, a person in front of it or a client needs, and why it is no part of the API. */
const notOffered = [
  /^portal/, // clients hold no keys
  /^me\.(view_as|end_view|change_password|verify_email|disconnect_identity|identities|.*(factor|totp|app|passkey|recovery).*)$/, // a person proves who they are
  /^(user\.reset_factors|role\.(require_factor|create|update|delete)|session\.revoke_all|sign_in_\w+\.\w+)$/,
  /^policy\.(create|update|publish|archive|delete|assign|unassign|choices)$/, // a person proves who they are
  /^payment_provider\./, // secrets are typed by a person
  /^audit_log\.set_retention$/, // a person proves who they are
  /^api_key\.create$/, // a key makes no keys
  /^sla\.(own_hours|set_own_hours|for_tickets|zone_data_reports)$/,
  /^(activity\.colleagues|client\.account_managers|contact\.hint|field\.(choices|record)|tenant\.(first_steps|pass_welcome|dismiss_step))$/,
  /^(email_template\.accept_shipped|inbound_message\.source|mail\.of_ticket|mail_suppression\.of_client|search\.recent)$/,
  /^ticket\.(check_bundle_reply|comment_view|pick|sight_change)$/,
  /^time_(entry\.(day_gaps|hold_with_reply|log_with_comment|set_cell)|sheet\.open_review)$/,
  /^workspace_archive\./, // an Owner proves who they are
  /^upload\./, // by POST /uploads
  /^notification\.(list|why|snooze|set_read|mark_read|habits|preferences)/, // a person's own
  /^ticket\.(hold_reply|change_held_reply|withdraw_reply|release_reply)$/, // a key changes its mind about nothing: it sends comments
];

it('offers whatever the rooms hold, but what belongs to a screen or a client', () => {
  const offered = new Set(operationsOf(registry).map(({ piece }) => piece.contract.name));
  const names = [...registry.actions.keys(), ...registry.queries.keys()];
  const left = names.filter((name) => !offered.has(name) && !notOffered.some((reason) => reason.test(name)));
  expect(left).toEqual([]);
});

describe('the door', () => {
  let web: WebTest;
  beforeAll(async () => {
    web = await openWebTest({ KELP_SKIP_RATE_LIMITS: true });
  });
  afterAll(() => web.close());

  it('gives the document to everybody', async () => {
    const answer = await request(web.app).get('/api/v1/openapi.json').expect(200);
    expect(answer.body).toMatchObject({ openapi: '3.1.0', info: { version: 'test' } });
    expect(Object.keys(answer.body.paths).length).toBeGreaterThan(100);
  });

  // each answer is held against the document by the test house
  it('answers every list and every read that needs no parameter', async () => {
    const { tenant, owner } = await aWorkspace(web, 'Reader');
    const [olive] = await web.test.inside(tenant, (ctx) => ctx.db.list(users, { email: owner }));
    const { key } = await web.test.as(callerWith(tenant, 'all', { id: olive?.id ?? null }), createApiKey, {
      name: 'All',
    });
    const reads = operationsOf(registry).filter(
      ({ method, path, piece }) => method === 'get' && !path.includes('{id}') && needsNothing(piece.contract),
    );
    expect(reads.length).toBeGreaterThan(40);
    for (const { path } of reads) {
      const answer = await request(web.app).get(`/api/v1${path}`).set('authorization', `Bearer ${key}`);
      expect([path, answer.status, answer.body.detail]).toEqual([path, 200, undefined]);
    }
  }, 120_000);
});
