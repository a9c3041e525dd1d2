import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { createMollieClient } from '@mollie/api-client';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { Pool } from 'pg';
import { Stripe } from 'stripe';

/*
 * What a user would write by hand: two routes, one joined query, the providers' SDKs. No logs, metrics, limits or
 * deadlines. With SAFE=1 a first call cannot make two customers, as it does by default when two come at once or one is
 * cut off: it makes the row before it asks, and asks under a key that the row has.
 */

const env = (name: string): string => process.env[name] ?? '';
const stripeUrl = new URL(env('STRIPE_API_URL'));
const secrets = JSON.parse(env('SECRETS')) as Record<string, string>;
const pool = new Pool({ connectionString: env('DATABASE_URL'), max: 20 });
const stripes = new Map<string, Stripe>();
const mollies = new Map<string, ReturnType<typeof createMollieClient>>();

function stripeOf(account: string): Stripe {
  const known = stripes.get(account);
  if (known) return known;
  const stripe = new Stripe(secrets[account] ?? '', {
    protocol: 'http',
    host: stripeUrl.hostname,
    port: stripeUrl.port,
  });
  stripes.set(account, stripe);
  return stripe;
}

function mollieOf(account: string) {
  const known = mollies.get(account);
  if (known) return known;
  const mollie = createMollieClient({ apiKey: secrets[account] ?? '', apiEndpoint: `${env('MOLLIE_API_URL')}/v2/` });
  mollies.set(account, mollie);
  return mollie;
}

const app = Fastify();

type Params = { app: string; tenant: string; provider: 'stripe' | 'mollie' };
type Call = FastifyRequest<{ Params: Params; Body: { defaultReturnUrl: string } }>;
const schema = {
  body: {
    type: 'object',
    required: ['defaultReturnUrl'],
    properties: { defaultReturnUrl: { type: 'string', maxLength: 2048, pattern: '^https://' } },
  },
};

const refuse = (reply: FastifyReply, status: number, code: string, message: string) =>
  reply.code(status).send({ errors: [{ validation: 'error', code, message }] });

app.post(
  '/api/v1/apps/:app/tenants/:tenant/payment-providers/:provider/billing-portals',
  { schema },
  async (req: Call, reply) => {
    const { app: appUuid, tenant, provider } = req.params;
    const apiKey = String(req.headers['x-api-key']);
    const keyId = apiKey.split('_')[3] ?? '';
    const { rows } = await pool.query(
      `SELECT k.hash, k.type, k.app_uuid, k.revoked_at IS NOT NULL OR coalesce(k.expires_at < now(), false) AS ended,
              a.disabled_at, t.uuid AS tenant, t.name, t.email, n.account, n.mode, c.provider_customer_id
       FROM api_keys k
       JOIN apps a ON a.uuid = k.app_uuid
       LEFT JOIN tenants t ON t.app_uuid = a.uuid AND t.uuid = $2
       LEFT JOIN provider_connections n ON n.app_uuid = a.uuid AND n.provider = $3
       LEFT JOIN provider_customers c ON c.app_uuid = a.uuid AND c.tenant_uuid = t.uuid AND c.provider = n.provider
         AND c.account = n.account AND c.mode = n.mode
       WHERE k.key_id = $1`,
      [keyId, tenant, provider],
    );
    const row = rows[0];
    const hash = createHmac('sha256', Buffer.from(env('PEPPER'), 'base64'))
      .update(apiKey)
      .digest();
    if (!row || !timingSafeEqual(row.hash, hash) || row.ended || row.app_uuid !== appUuid)
      return refuse(reply, 401, '[E4010]', 'Unauthorized Token or API key');
    if (req.headers['x-client-id'] !== appUuid) return refuse(reply, 401, '[E4010]', 'Unauthorized Token or API key');
    if (req.headers['x-api-key-type'] !== 'write' || row.type !== 'write')
      return refuse(reply, 401, '[E4011]', 'Unauthorized API key type');
    if (row.disabled_at) return refuse(reply, 403, '[E4030]', 'App Is Disabled');
    if (!row.tenant) return refuse(reply, 404, '[E4040]', 'Tenant Not Found');
    if (!row.account) return refuse(reply, 409, '[E4090]', 'Payment Provider Not Connected');

    let customer = row.provider_customer_id;
    if (!customer) {
      customer = await (env('SAFE') === '1' ? makeSafely : make)({ appUuid, tenant, provider, ...row });
      if (!customer) return refuse(reply, 503, '[E5030]', 'Service Unavailable');
    }
    const returnUrl = req.body.defaultReturnUrl;
    let url: string;
    if (provider === 'stripe') {
      const session = await stripeOf(row.account).billingPortal.sessions.create({ customer, return_url: returnUrl });
      ({ url } = session);
    } else {
      const code = randomBytes(32).toString('base64url');
      await pool.query(
        `INSERT INTO portal_sessions (id, app_uuid, tenant_uuid, key_id, provider, account, mode, provider_customer_id,
           return_url, code_hash, code_expires_at)
         VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, now() + interval '5 minutes')`,
        [appUuid, tenant, keyId, provider, row.account, row.mode, customer, returnUrl, sha256(code)],
      );
      url = `${env('PUBLIC_URL')}/portal/open/${code}`;
    }
    return { kind: 'billingPortal', totalItems: 1, itemsLength: 1, items: [{ nextAction: { url } }] };
  },
);

type Making = Record<'appUuid' | 'tenant' | 'provider' | 'account' | 'mode' | 'name' | 'email', string>;

async function make({ appUuid, tenant, provider, account, mode, name, email }: Making): Promise<string> {
  const { id } = await stripeOf(account).customers.create({ name, email });
  await pool.query(
    `INSERT INTO provider_customers (id, app_uuid, tenant_uuid, provider, account, mode, state, provider_customer_id)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, 'ready', $6)`,
    [appUuid, tenant, provider, account, mode, id],
  );
  return id;
}

/** @returns undefined when another call is making it. */
async function makeSafely({ appUuid, tenant, provider, account, mode, name, email }: Making) {
  const row = randomUUID();
  const { rowCount: claimed } = await pool.query(
    `INSERT INTO provider_customers (id, app_uuid, tenant_uuid, provider, account, mode, idempotency_key, params)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (app_uuid, tenant_uuid, provider, account, mode) DO NOTHING`,
    [row, appUuid, tenant, provider, account, mode, row, JSON.stringify({ name, email })],
  );
  if (claimed !== 1) return undefined;
  const params = { name, email, metadata: { app: appUuid, tenant, row } };
  const { id } = await stripeOf(account).customers.create(params, { idempotencyKey: row });
  await pool.query(`UPDATE provider_customers SET state = 'ready', provider_customer_id = $1 WHERE id = $2`, [id, row]);
  return id;
}

app.get('/portal', async (req, reply) => {
  const token = /portal-session=(\w+)/.exec(req.headers.cookie ?? '')?.[1] ?? '';
  const { rows } = await pool.query(
    `SELECT s.account, s.provider_customer_id, s.return_url, t.name, a.name AS app
     FROM portal_sessions s JOIN tenants t ON t.app_uuid = s.app_uuid AND t.uuid = s.tenant_uuid
     JOIN apps a ON a.uuid = s.app_uuid JOIN api_keys k ON k.key_id = s.key_id
     WHERE s.token_hash = $1 AND s.expires_at > now() AND k.revoked_at IS NULL AND a.disabled_at IS NULL`,
    [sha256(token)],
  );
  const row = rows[0];
  if (!row) return reply.code(401).type('text/html').send('<p>Please open a new link.</p>');
  const mollie = mollieOf(row.account);
  const customerId = row.provider_customer_id;
  const [subscriptions, mandates, payments] = await Promise.all([
    mollie.customerSubscriptions.page({ customerId, limit: 250 }),
    mollie.customerMandates.page({ customerId, limit: 250 }),
    mollie.customerPayments.page({ customerId, limit: 50 }),
  ]);
  const list = (items: string[]) => `<ul>${items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`;
  const money = ({ value, currency }: { value: string; currency: string }) => `${value} ${currency}`;
  return reply.type('text/html').send(`<!doctype html><title>${escape(row.app)}</title><h1>${escape(row.name)}</h1>
    <h2>Subscriptions</h2>${list(subscriptions.map((item) => `${item.description} ${money(item.amount)} ${item.status}`))}
    <h2>Payment methods</h2>${list(mandates.map((item) => `${item.method} ${item.status}`))}
    <h2>Payments</h2>${list(payments.map((item) => `${item.createdAt} ${item.description} ${money(item.amount)} ${item.status}`))}
    <a href="${escape(row.return_url)}">Back</a>`);
});

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

process.once('SIGTERM', () => process.exit(0));
await app.listen({ port: Number(env('PORT')), host: '127.0.0.1' });
