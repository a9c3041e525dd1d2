import type { ApiKeys } from '../services/api-keys.ts';
import type { BillingPortals } from '../services/billing-portals.ts';
import type { ProviderCustomerLinks } from '../services/provider-customer-links.ts';
import type { RequestLimits } from '../services/request-limits.ts';
import type { Tenants } from '../services/tenants.ts';

/** What every procedure is given. Made per request by the transport, which is the only one that knows HTTP. */
export interface RequestContext {
  /** The caller's network address, for limits. */
  address: string;
  /** Header values; absent or repeated ones are as the transport found them, '' when missing. */
  credentials: { apiKey: string; clientId: string; apiKeyType: string };
  /** REST: the path's parameters, known before the body is read. tRPC has them in its input. */
  pathParams: Readonly<Record<string, string>> | undefined;
  /** Everything that this request starts is answered by then. */
  deadlineAt: Date;
  services: Services;
}

export interface Services {
  apiKeys: ApiKeys;
  requestLimits: RequestLimits;
  billingPortals: BillingPortals;
  tenants: Tenants;
  customerLinks: ProviderCustomerLinks;
}
