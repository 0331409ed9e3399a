import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { RequestHandler } from 'express';
import type { Registry } from '@kelp/kernel';
import { openApiOf } from '../doors/api/openapi';
import { operationsOf } from '../doors/api/operations';

/** Holds every answer of the API in a test against the OpenAPI document: a status or a body that it does not tell is a fault. Tests only. */
export function checkAnswers(registry: Registry): { check: RequestHandler; faults: string[] } {
  const faults: string[] = [];
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats(ajv);
  ajv.addSchema({ $id: 'kelp:api', ...openApiOf(registry, 'http://localhost', 'test') });
  const operations = operationsOf(registry).map(({ method, path }) => ({
    method,
    path,
    matches: new RegExp(`^${path.replace('{id}', '[^/]+')}$`),
  }));
  const schemaAt = (...steps: string[]) =>
    ajv.compile({
      $ref: `kelp:api#/${steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`,
    });
  const problem = () => schemaAt('components', 'schemas', 'Problem');
  const validatorFor = (method: string, path: string, status: number) => {
    if (status >= 400) return problem();
    const found = operations.find((one) => one.method === method && one.matches.test(path));
    if (!found) return null;
    return schemaAt('paths', found.path, method, 'responses', String(status), 'content', 'application/json', 'schema');
  };
  const check: RequestHandler = (request, response, next) => {
    const method = request.method.toLowerCase();
    const path = request.path;
    const send = response.send.bind(response);
    response.send = (body: unknown) => {
      const { statusCode } = response;
      // an answer of chosen fields is a part of what the document tells
      const isWhole = path !== '/openapi.json' && request.query['fields'] === undefined;
      if (isWhole && typeof body === 'string') {
        const validate = validatorFor(method, path, statusCode);
        if (validate && !validate(JSON.parse(body)))
          faults.push(`${method} ${path} ${statusCode}: ${ajv.errorsText(validate.errors)}`);
      }
      return send(body);
    };
    next();
  };
  return { check, faults };
}
