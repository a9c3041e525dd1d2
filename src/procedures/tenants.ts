import { z } from 'zod';
import { readPageCursor } from '../services/page-cursors.ts';
import {
  EMAIL_MAX_LENGTH,
  NAME_MAX_LENGTH,
  parseTenantEmail,
  parseTenantLocale,
  parseTenantName,
} from '../services/tenant-details.ts';
import type { TenantRecord } from '../services/tenants.ts';
import { kindOf, oneItem, oneItemOf } from './envelopes.ts';
import { IDENTIFIER_FAULT } from '../services/identifiers.ts';
import { appUuid, LOCALE_FORM, tenantUuid, textThat } from './fields.ts';
import { appProcedure, router } from './trpc.ts';

const TENANTS_PATH = '/api/v1/apps/{appUuid}/tenants';
const TENANT_PATH = `${TENANTS_PATH}/{tenantUuid}` as const;
const TAGS = ['Tenants'];

const PAGE_LIMIT = 50;
const PAGE_MAX_LIMIT = 200;
const LIMIT_FAULT = `must be a whole number from 1 to ${PAGE_MAX_LIMIT}`;
const CURSOR_FAULT = 'must be the nextCursor of a page of this list, or be left out';

const NAME = {
  description: 'Its name, which the payment provider is told too. No control characters.',
  example: 'Jänner & Söhne GmbH',
  pattern: '^[^\\u0000-\\u001f\\u007f]+$',
  minLength: 1,
  maxLength: NAME_MAX_LENGTH,
};
const EMAIL = {
  description: 'Its billing e-mail.',
  example: 'billing@tenant.example',
  format: 'email',
  maxLength: EMAIL_MAX_LENGTH,
};
const LOCALE = {
  description: 'The language of its pages and of what the payment provider sends it, a BCP 47 tag; null when unknown.',
  example: 'de-AT',
};
const CURSOR_FORM = { pattern: '^[A-Za-z0-9_-]+$', maxLength: 200 };
const COUNT_FORM = { format: 'int32', minimum: 0, maximum: 2_147_483_647 };

const BODY_IS_NO_OBJECT = { error: 'must be a JSON object' };

/** A query has texts only: one that is a whole number in decimal stands for that number. */
function fromQuery(given: unknown): unknown {
  return typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : given;
}

export const putTenantInput = z.object(
  {
    appUuid,
    tenantUuid,
    name: textThat(parseTenantName).meta(NAME),
    email: textThat(parseTenantEmail).meta(EMAIL),
    locale: textThat(parseTenantLocale).meta(LOCALE_FORM).nullish().meta(LOCALE),
  },
  BODY_IS_NO_OBJECT,
);

export const getTenantInput = z.object({ appUuid, tenantUuid }, BODY_IS_NO_OBJECT);

export const listTenantsInput = z.object(
  {
    appUuid,
    limit: z
      .preprocess(
        (given: number | undefined) => fromQuery(given),
        z.int({ error: LIMIT_FAULT, abort: true }).min(1, LIMIT_FAULT).max(PAGE_MAX_LIMIT, LIMIT_FAULT),
      )
      .meta({
        description: `The most that one page has; ${PAGE_LIMIT} when it is left out.`,
        example: PAGE_LIMIT,
        format: 'int32',
      })
      .optional(),
    cursor: z
      .string({ error: CURSOR_FAULT })
      .transform((text, context) => {
        const after = readPageCursor(text);
        if (after !== null) return after;
        context.addIssue({ code: 'custom', message: CURSOR_FAULT });
        return z.NEVER;
      })
      .meta({
        description: 'Where to go on: the `nextCursor` of the page before. Left out: the first page.',
        example: 'YWZ0ZXI6dGVuYW50XzRmOGIyYw',
        ...CURSOR_FORM,
      })
      .optional(),
  },
  BODY_IS_NO_OBJECT,
);

const moment = (description: string) =>
  z.string().meta({ description, example: '2026-11-25T09:30:00.000Z', format: 'date-time', maxLength: 24 });

const tenant = z.strictObject({
  tenantUuid,
  name: z.string().meta(NAME),
  email: z.string().meta(EMAIL),
  locale: z.string().meta(LOCALE_FORM).nullable().meta(LOCALE),
  createdAt: moment('When the tenant was made.'),
  updatedAt: moment('When its details last changed.'),
});

const oneTenant = oneItemOf('tenant', tenant).meta({ id: 'Tenant' });

const tenantList = z
  .strictObject({
    kind: kindOf('tenant'),
    totalItems: z.int().meta({ description: 'All tenants of the app, on whatever page.', example: 1, ...COUNT_FORM }),
    itemsLength: z
      .int()
      .meta({ description: 'Those on this page.', example: 1, ...COUNT_FORM, maximum: PAGE_MAX_LIMIT }),
    items: z.array(tenant).max(PAGE_MAX_LIMIT).meta({ description: 'In the order of their ids.' }),
    nextCursor: z
      .string()
      .nullable()
      .meta({
        description: 'For the `cursor` of the next call; null on the last page.',
        example: 'YWZ0ZXI6dGVuYW50XzRmOGIyYw',
        ...CURSOR_FORM,
      }),
  })
  .meta({ id: 'TenantList' });

const EXAMPLE = {
  tenantUuid: 'tenant_4f8b2c',
  name: NAME.example,
  email: EMAIL.example,
  locale: LOCALE.example,
  createdAt: '2026-11-25T09:30:00.000Z',
  updatedAt: '2026-11-25T09:30:00.000Z',
};
const ONE_EXAMPLE = { tenant: { summary: 'A tenant', value: oneItem('tenant', EXAMPLE) } };
const LIST_EXAMPLES = {
  page: {
    summary: 'A page that more follow',
    value: {
      kind: 'tenant',
      totalItems: 2,
      itemsLength: 1,
      items: [EXAMPLE],
      nextCursor: 'YWZ0ZXI6dGVuYW50XzRmOGIyYw',
    },
  },
  empty: {
    summary: 'An app without tenants',
    value: { kind: 'tenant', totalItems: 0, itemsLength: 0, items: [], nextCursor: null },
  },
};

export const tenants = router({
  put: appProcedure({ keyType: 'write' })
    .meta({
      openapi: {
        method: 'PUT',
        path: TENANT_PATH,
        operationId: 'putTenant',
        tags: TAGS,
        summary: 'Create or replace a tenant',
        description:
          'Makes the tenant, or gives it these details in place of those that it has; a `locale` that is left out is none. What the tenant itself has changed on the portal stays until the app says something new of it. Safe to repeat: the same details change nothing. A changed name, e-mail or language reaches its customer at the payment provider when the tenant is next used.',
        successDescription: 'The tenant as it is now.',
        successExamples: ONE_EXAMPLE,
        faultExamples: ['name is required', 'email must be an e-mail address'],
        errors: [],
      },
    })
    .input(putTenantInput)
    .output(oneTenant)
    .mutation(async ({ ctx, input: { tenantUuid: uuid, name, email, locale = null } }) => {
      const details = { appUuid: ctx.by.app.uuid, tenantUuid: uuid, name, email, locale };
      return oneItem('tenant', toItem(await ctx.services.tenants.put(details)));
    }),

  get: appProcedure({ keyType: 'any' })
    .meta({
      openapi: {
        method: 'GET',
        path: TENANT_PATH,
        operationId: 'getTenant',
        tags: TAGS,
        summary: 'Get a tenant',
        description:
          'The details of the tenant as they hold now: as they were put, with what the tenant itself has changed on the portal since.',
        successDescription: 'The tenant.',
        successExamples: ONE_EXAMPLE,
        faultExamples: [`tenantUuid ${IDENTIFIER_FAULT}`],
        errors: ['tenant_not_found'],
      },
    })
    .input(getTenantInput)
    .output(oneTenant)
    .query(async ({ ctx, input }) => {
      const key = { appUuid: ctx.by.app.uuid, tenantUuid: input.tenantUuid };
      return oneItem('tenant', toItem(await ctx.services.tenants.get(key)));
    }),

  list: appProcedure({ keyType: 'any' })
    .meta({
      openapi: {
        method: 'GET',
        path: TENANTS_PATH,
        operationId: 'listTenants',
        tags: TAGS,
        summary: 'List the tenants of the app',
        description:
          'Page by page, in the order of their ids: follow `nextCursor` until it is null. A tenant that is there all the while is on exactly one page, whatever is added meanwhile.',
        successDescription: 'One page of tenants.',
        successExamples: LIST_EXAMPLES,
        faultExamples: [`limit ${LIMIT_FAULT}`],
        errors: [],
      },
    })
    .input(listTenantsInput)
    .output(tenantList)
    .query(async ({ ctx, input: { limit = PAGE_LIMIT, cursor = null } }) => {
      const page = await ctx.services.tenants.listPage({ appUuid: ctx.by.app.uuid, after: cursor, limit });
      const items = page.tenants.map(toItem);
      const { totalItems, nextCursor } = page;
      return { kind: 'tenant' as const, totalItems, itemsLength: items.length, items, nextCursor };
    }),
});

function toItem({ appUuid: _appUuid, createdAt, updatedAt, ...rest }: TenantRecord) {
  return { ...rest, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
