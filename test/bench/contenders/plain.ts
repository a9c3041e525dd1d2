import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { initTRPC, TRPCError } from '@trpc/server';
import express from 'express';
import { Stripe } from 'stripe';
import { createOpenApiExpressMiddleware, type OpenApiMeta } from 'trpc-to-openapi';
import { z } from 'zod';
import { PrismaClient } from '../../../dist/db/generated/client.js';

/* What our stack is in the form that its own guides show: Express, the library's middleware, Prisma with `include`. */

const env = (name: string): string => process.env[name] ?? '';
const stripeUrl = new URL(env('STRIPE_API_URL'));
const secrets = JSON.parse(env('SECRETS')) as Record<string, string>;
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: env('DATABASE_URL'), max: 20 }) });
const stripes = new Map<string, Stripe>();

function stripeOf(account: string): Stripe {
  const known = stripes.get(account);
  if (known) return known;
  const { hostname: host, port } = stripeUrl;
  const stripe = new Stripe(secrets[account] ?? '', { protocol: 'http', host, port });
  stripes.set(account, stripe);
  return stripe;
}

const t = initTRPC.context<{ apiKey: string; clientId: string; apiKeyType: string }>().meta<OpenApiMeta>().create();

const authorized = t.procedure.use(async ({ ctx, next }) => {
  const keyId = ctx.apiKey.split('_')[3] ?? '';
  const key = await prisma.apiKey.findUnique({ where: { keyId }, include: { app: true } });
  const hash = createHmac('sha256', Buffer.from(env('PEPPER'), 'base64'))
    .update(ctx.apiKey)
    .digest();
  const isEnded = key?.revokedAt || (key?.expiresAt && key.expiresAt < new Date());
  if (!key || isEnded || !timingSafeEqual(key.hash, hash) || key.appUuid !== ctx.clientId)
    throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Unauthorized Token or API key' });
  if (ctx.apiKeyType !== 'write' || key.type !== 'write')
    throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Unauthorized API key type' });
  if (key.app.disabledAt) throw new TRPCError({ code: 'FORBIDDEN', message: 'App Is Disabled' });
  return next({ ctx: { key } });
});

const appRouter = t.router({
  create: authorized
    .meta({
      openapi: {
        method: 'POST',
        path: '/apps/{appUuid}/tenants/{tenantUuid}/payment-providers/{paymentProvider}/billing-portals',
      },
    })
    .input(
      z.object({
        appUuid: z.string(),
        tenantUuid: z.string(),
        paymentProvider: z.enum(['stripe', 'mollie']),
        defaultReturnUrl: z.url({ protocol: /^https$/ }),
      }),
    )
    .output(
      z.object({
        kind: z.literal('billingPortal'),
        totalItems: z.number(),
        itemsLength: z.number(),
        items: z.array(z.object({ nextAction: z.object({ url: z.string() }) })),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { tenantUuid, paymentProvider: provider, defaultReturnUrl: returnUrl } = input;
      const { keyId, appUuid } = ctx.key;
      if (input.appUuid !== appUuid) throw new TRPCError({ code: 'UNAUTHORIZED' });
      const tenant = await prisma.tenant.findUnique({
        where: { appUuid_uuid: { appUuid, uuid: tenantUuid } },
        include: {
          app: { include: { connections: { where: { provider } } } },
          providerCustomers: { where: { provider } },
        },
      });
      if (!tenant) throw new TRPCError({ code: 'NOT_FOUND', message: 'Tenant Not Found' });
      const [connection] = tenant.app.connections;
      if (!connection) throw new TRPCError({ code: 'CONFLICT', message: 'Payment Provider Not Connected' });
      const { account, mode } = connection;
      const known = tenant.providerCustomers.find((row) => row.account === account && row.mode === mode);
      let customer = known?.providerCustomerId;
      if (!customer) {
        customer = (await stripeOf(account).customers.create({ name: tenant.name, email: tenant.email })).id;
        const row = { appUuid, tenantUuid, provider, account, mode, state: 'ready' } as const;
        await prisma.providerCustomer.create({ data: { ...row, providerCustomerId: customer } });
      }
      const kind = 'billingPortal' as const;
      const answer = (url: string) => ({ kind, totalItems: 1, itemsLength: 1, items: [{ nextAction: { url } }] });
      if (provider === 'stripe') {
        const session = await stripeOf(account).billingPortal.sessions.create({ customer, return_url: returnUrl });
        return answer(session.url);
      }
      const code = randomBytes(32).toString('base64url');
      const codeHash = createHash('sha256').update(code).digest();
      const codeExpiresAt = new Date(Date.now() + 5 * 60_000);
      const link = { appUuid, tenantUuid, keyId, provider, account, mode, providerCustomerId: customer, returnUrl };
      await prisma.portalSession.create({ data: { ...link, codeHash, codeExpiresAt } });
      return answer(`${env('PUBLIC_URL')}/portal/open/${code}`);
    }),
});

const app = express();
app.use(express.json());
app.use(
  '/api/v1',
  createOpenApiExpressMiddleware({
    router: appRouter,
    createContext: ({ req }) => ({
      apiKey: String(req.headers['x-api-key']),
      clientId: String(req.headers['x-client-id']),
      apiKeyType: String(req.headers['x-api-key-type']),
    }),
  }),
);
app.listen(Number(env('PORT')), '127.0.0.1');
