import { isLoopbackHost } from '../loopback.ts';
import { ProviderError } from './provider.ts';

/**
 * A link that a provider gave for a person to open: `https:`, or `http:` on loopback from a provider that is itself
 * reached there.
 * @returns its normal form.
 * @throws ProviderError `nonsense`
 */
export function checkLink(link: string, { provider, apiUrl }: { provider: string; apiUrl: string }): string {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url !== null && url.username === '' && url.password === '') {
    if (url.protocol === 'https:') return url.href;
    const isLocal = isLoopbackHost(url.hostname) && isLoopbackHost(new URL(apiUrl).hostname);
    if (url.protocol === 'http:' && isLocal) return url.href;
  }
  throw new ProviderError('nonsense', { provider, hint: 'url' });
}
