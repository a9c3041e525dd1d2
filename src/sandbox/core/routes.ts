/** One endpoint: `:name` in the pattern stands for one path segment. */
export type Route<Handler> = { method: string; pattern: string; handler: Handler };

export type RouteMatch<Handler> =
  | { kind: 'found'; handler: Handler; pathParams: Record<string, string> }
  | { kind: 'otherMethod'; allow: string[] }
  | { kind: 'unknownPath' };

export function createRoutes<Handler>(routes: Route<Handler>[]) {
  const compiled = routes.map((route) => ({ ...route, segments: route.pattern.split('/') }));
  return {
    match(method: string, path: string): RouteMatch<Handler> {
      const segments = path.split('/');
      const fitting = compiled.flatMap((route) => {
        const pathParams = fit(route.segments, segments);
        return pathParams ? [{ route, pathParams }] : [];
      });
      const found = fitting.find(({ route }) => route.method === method);
      if (found) return { kind: 'found', handler: found.route.handler, pathParams: found.pathParams };
      if (fitting.length === 0) return { kind: 'unknownPath' };
      return { kind: 'otherMethod', allow: fitting.map(({ route }) => route.method) };
    },
  };
}

function fit(pattern: string[], segments: string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const pathParams: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = decodeSegment(segments[index] ?? '');
    if (actual === null) return null;
    if (expected.startsWith(':') && actual !== '') pathParams[expected.slice(1)] = actual;
    else if (expected !== actual) return null;
  }
  return pathParams;
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
