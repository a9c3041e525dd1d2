import { isIP } from 'node:net';

/** True for `localhost`, 127.0.0.0/8 and `[::1]`, given as `URL.hostname` writes them. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));
}
