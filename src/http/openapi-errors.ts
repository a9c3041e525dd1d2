import { type ErrorName, ERRORS, type ErrorStatus } from '../error-table.ts';
import { AppError, toPublicError } from '../errors.ts';
import type { Schema } from './openapi-schemas.ts';

type HeaderName = 'RequestId' | 'RetryAfter' | 'RateLimitPolicy' | 'RateLimit' | 'Allow';

/** When an error is sent, and how to resolve it: what the document tells callers. */
const GUIDE: Readonly<Record<ErrorName, string>> = {
  bad_request:
    'A parameter or a field of the body is missing or unusable, or the body is no JSON object or of another content type. There is one entry per fault, which names the field and what it must be. Mend it before you repeat the call. Fields that are not listed here are ignored.',
  unauthorized:
    'The key is missing, malformed, unknown, revoked, expired or of another app, or `x-client-id` is not the `appUuid` of the path. Check the three headers; the operator can make a new key.',
  wrong_key_type:
    'The key is of a type that this operation is not open to, or `x-api-key-type` says another type than the key has. Use a key of the type that the parameter lists.',
  app_disabled: 'The app is disabled. Ask the operator to enable it.',
  tenant_not_found: 'The app has no such tenant. Put it first, or check its id.',
  customer_not_found:
    'The payment provider has no such customer in the account and mode that the app is connected to, or the tenant has none yet. Check the id; the first billing portal makes a customer.',
  not_found: 'There is no such path.',
  method_not_allowed: 'The path does not take this method. Use one of those that `Allow` lists.',
  provider_not_connected: 'The app is not connected to this payment provider. Ask the operator to connect it.',
  tenant_has_customer:
    'The tenant has another customer at this payment provider, and keeps it. `GET` on the same path tells which.',
  customer_taken: 'Another tenant has this customer. Check both ids.',
  body_too_large: 'The body is larger than 64 KiB, which no valid one is. Send less.',
  too_many_requests:
    'Too many calls with this key, or too many bad keys from this address, in this minute. Repeat the call after `Retry-After` seconds.',
  internal:
    'A fault of this service, or the payment provider refuses the credentials of the app. Repeating does not help: quote `x-request-id` to the operator, who sees why.',
  provider_failed: 'The payment provider failed or answered nonsense. Repeat the call after `Retry-After` seconds.',
  unavailable:
    'The service or the payment provider is busy, the database is away for the moment, or another call is making the same customer. Repeat the call after `Retry-After` seconds.',
  provider_timeout: 'The payment provider did not answer in time. Repeat the call after `Retry-After` seconds.',
};

export const ERROR_HEADERS: Record<HeaderName, { description: string; schema: Schema }> = {
  RequestId: {
    description: 'The id of this request, to be quoted to the operator.',
    schema: text({ format: 'uuid', maxLength: 36, example: '5f0f9a6c-54a5-4cf7-8f4e-3c7ad1e6b0d2' }),
  },
  RetryAfter: {
    description: 'Seconds to wait before the same call.',
    schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 3600, examples: [2] },
  },
  RateLimitPolicy: {
    description: 'The limit that was reached: its name, how many (`q`) in how many seconds (`w`).',
    schema: text({
      pattern: '^"[a-z_]+";q=\\d+;w=\\d+$',
      maxLength: 100,
      example: '"calls_per_key";q=60000;w=60',
    }),
  },
  RateLimit: {
    description: 'What is left of that limit (`r`), and the seconds until it is whole again (`t`).',
    schema: text({ pattern: '^"[a-z_]+";r=\\d+;t=\\d+$', maxLength: 100, example: '"calls_per_key";r=0;t=27' }),
  },
  Allow: {
    description: 'The methods that the path takes.',
    schema: text({ pattern: '^[A-Z]+(, [A-Z]+)*$', maxLength: 100, example: 'POST' }),
  },
};

export const ERROR_ENVELOPE: Schema = {
  type: 'object',
  description: 'The body of every error.',
  required: ['errors'],
  additionalProperties: false,
  properties: {
    errors: {
      type: 'array',
      description: 'One entry per fault.',
      minItems: 1,
      maxItems: 100,
      items: {
        type: 'object',
        required: ['validation', 'code', 'message'],
        additionalProperties: false,
        properties: {
          validation: { type: 'string', description: 'Always the same.', enum: ['error'], examples: ['error'] },
          code: {
            type: 'string',
            description: 'What went wrong. Switch over this.',
            enum: Object.values(ERRORS).map(({ code }) => code),
            examples: [ERRORS.bad_request.code],
          },
          message: {
            ...text({
              pattern: '^[A-Z].*$',
              maxLength: 1000,
              example: `${ERRORS.bad_request.message}: defaultReturnUrl must be an absolute https URL`,
            }),
            description: 'The same in words, for people. It may change.',
          },
        },
      },
    },
  },
};

/**
 * The errors of one status that an operation may answer with, as one response.
 * @param options.faults what the operation's own `400` says, as an example.
 */
export function errorResponse(names: readonly ErrorName[], { faults }: { faults: readonly string[] }) {
  const rows = names.map((name) => ERRORS[name]);
  const guide = names.map((name) => (names.length === 1 ? GUIDE[name] : `\`${ERRORS[name].code}\`: ${GUIDE[name]}`));
  const headers = {
    'x-request-id': headerRef('RequestId'),
    ...(rows.some(({ retryable }) => retryable) ? { 'Retry-After': headerRef('RetryAfter') } : {}),
    ...(names.includes('too_many_requests')
      ? { 'RateLimit-Policy': headerRef('RateLimitPolicy'), RateLimit: headerRef('RateLimit') }
      : {}),
    ...(names.includes('method_not_allowed') ? { Allow: headerRef('Allow') } : {}),
  };
  const examples = names.map(
    (name) => [name, { summary: ERRORS[name].message, value: exampleOf(name, faults) }] as const,
  );
  const schema = { $ref: '#/components/schemas/ErrorEnvelope' };
  return {
    description: guide.join('\n\n'),
    headers,
    content: { 'application/json': { schema, examples: Object.fromEntries(examples) } },
  };
}

/**
 * `TenantNotFound`, or `UnauthorizedOrWrongKeyType` for two of one status. Each operation has a `400` of its own, such
 * as `PutTenantBadRequest`, since the faults are those of its fields.
 */
export function errorResponseName(names: readonly ErrorName[], operationId: string): string {
  const owner = names.includes('bad_request') ? toPascalCase(operationId) : '';
  return owner + names.map(toPascalCase).join('Or');
}

export function byStatus(names: readonly ErrorName[]): Map<ErrorStatus, ErrorName[]> {
  const statuses = [...new Set(names.map((name) => ERRORS[name].status))].toSorted((a, b) => a - b);
  return new Map(statuses.map((status) => [status, names.filter((name) => ERRORS[name].status === status)]));
}

export function headerRef(name: HeaderName) {
  return { $ref: `#/components/headers/${name}` };
}

function exampleOf(name: ErrorName, faults: readonly string[]): object {
  return toPublicError(new AppError(name, { faults: name === 'bad_request' ? [...faults] : [] })).envelope;
}

export function toPascalCase(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

function text(rules: { maxLength: number; pattern?: string; format?: string; example: string }) {
  const { example, ...rest } = rules;
  return { type: 'string' as const, ...rest, examples: [example] };
}
