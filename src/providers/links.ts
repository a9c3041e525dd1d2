import { isLoopbackHost } from '../loopback.ts';
import { ProviderError } from './provider.ts';

/**
 * A link that a provider gave for a person to open: https, or plain http on loopback from a provider that is itself
 * reached there (stand-ins).
 * @throws ProviderError nonsense
 */
export function checkLink(link: unknown, { provider, apiUrl }: { provider: string; apiUrl: string }): string {
  if (typeof link === 'string' && URL.canParse(link)) {
    const url = new URL(link);
    if (url.protocol === 'https:') return link;
    const isStandIn = isLoopbackHost(new URL(apiUrl).hostname);
    if (isStandIn && url.protocol === 'http:' && isLoopbackHost(url.hostname)) return link;
  }
  throw new ProviderError('nonsense', { provider });
}
