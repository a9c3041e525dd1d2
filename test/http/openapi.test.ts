import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../src/error-table.ts';
import { createOpenApiDocument } from '../../src/http/openapi.ts';
import { appRouter } from '../../src/procedures/router.ts';
import { PROVIDER_IDS } from '../../src/providers/registry.ts';

const PATH = '/api/v1/apps/{appUuid}/tenants/{tenantUuid}/payment-providers/{paymentProvider}/billing-portals';
const document = JSON.parse(
  JSON.stringify(createOpenApiDocument({ router: appRouter, publicUrl: 'https://billing.example.com' })),
);
const operation = document.paths[PATH].post;

describe('the OpenAPI document', () => {
  it('is generated from the router: the contract’s path, parameters and providers (C1, C2)', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: 'https://billing.example.com' }]);
    const parameters = Object.fromEntries(
      operation.parameters.map((parameter: { name: string }) => [parameter.name, parameter]),
    );
    expect(Object.keys(parameters).toSorted()).toEqual(['appUuid', 'paymentProvider', 'tenantUuid', 'x-api-key-type']);
    expect(parameters.paymentProvider.schema.enum).toEqual([...PROVIDER_IDS]);
    expect(parameters.tenantUuid.required).toBe(true);
  });

  it('asks for key and client id together (C3, C4)', () => {
    expect(operation.security).toEqual([{ apiKey: [], clientId: [] }]);
    expect(document.components.securitySchemes.apiKey).toMatchObject({ in: 'header', name: 'x-api-key' });
    expect(document.components.securitySchemes.clientId).toMatchObject({ in: 'header', name: 'x-client-id' });
  });

  it('takes a body with the return URL and no tenant; what else it takes may be left out (C6, C7)', () => {
    const { schema } = operation.requestBody.content['application/json'];
    expect(operation.requestBody.required).toBe(true);
    expect(Object.keys(schema.properties)).toEqual(['defaultReturnUrl', 'flow', 'locale']);
    expect(schema.required).toEqual(['defaultReturnUrl']);
  });

  it('answers 200 with the documented shape (C9)', () => {
    const { schema } = operation.responses['200'].content['application/json'];
    const list = document.components.schemas[schema.$ref.split('/').at(-1)];
    expect(list.required).toEqual(['kind', 'totalItems', 'itemsLength', 'items']);
    expect(list.properties.items).toMatchObject({ type: 'array', minItems: 1, maxItems: 1 });
    expect(list.properties.items.items.properties.nextAction.properties.url.type).toBe('string');
  });

  it('has every status that the operation may answer, all with the one envelope', () => {
    const statuses = Object.entries(ERRORS)
      .filter(([name]) => name !== 'not_found' && name !== 'method_not_allowed')
      .map(([, { status }]) => String(status));
    expect(Object.keys(operation.responses).toSorted()).toEqual([...new Set(['200', ...statuses])].toSorted());
    for (const [status, { $ref }] of Object.entries<{ $ref: string }>(operation.responses)) {
      if (status === '200') continue;
      const response = document.components.responses[$ref.split('/').at(-1) ?? ''];
      expect(response.content['application/json'].schema).toEqual({ $ref: '#/components/schemas/ErrorEnvelope' });
    }
  });

  it('leaves no reference dangling and nothing of the library’s own errors', () => {
    const text = JSON.stringify(document);
    for (const [, ref = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = ref.split('/').reduce((node, key) => node?.[key], document);
      expect(target, ref).toBeDefined();
    }
    expect(text).not.toContain('error.');
  });
});
