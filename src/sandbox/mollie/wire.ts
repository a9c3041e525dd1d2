export const HAL_JSON = 'application/hal+json';

export type Amount = { value: string; currency: string };
export type Url = { href: string; type: string };

/** `2018-04-19T08:49:01+00:00`, Mollie's form of a moment. */
export function toMoment(at: Date): string {
  return `${at.toISOString().slice(0, 19)}+00:00`;
}

/** `2018-04-19`, Mollie's form of a day. */
export function toDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}

export function apiLink(apiUrl: string, path: string): Url {
  return { href: `${apiUrl}/v2${path}`, type: HAL_JSON };
}

export function pageLink(href: string): Url {
  return { href, type: 'text/html' };
}

export function documentation(page: string): Url {
  return pageLink(`https://docs.mollie.com/reference/${page}`);
}

export function dashboard(organizationId: string, path: string): Url {
  return pageLink(`https://my.mollie.com/dashboard/${organizationId}${path}`);
}
