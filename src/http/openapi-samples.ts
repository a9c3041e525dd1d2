/** One operation with realistic values, for the samples of the document. */
export type SampleCall = {
  /** Of the procedure, such as `billingPortals.create`. */
  procedure: string;
  type: 'query' | 'mutation';
  method: string;
  path: string;
  /** The type of key that the sample has. */
  keyType: string;
  pathParameters: Readonly<Record<string, unknown>>;
  body: Readonly<Record<string, unknown>> | undefined;
};

export type CodeSample = { lang: string; label: string; source: string };

/** The call in each way in. The service's address and the key are for the reader's own configuration to say. */
export function codeSamples(call: SampleCall): CodeSample[] {
  return [
    { lang: 'Shell', label: 'curl', source: curl(call) },
    { lang: 'JavaScript', label: 'fetch', source: fetchCall(call) },
    { lang: 'TypeScript', label: 'Typed client', source: typedClient(call) },
  ];
}

function curl(call: SampleCall): string {
  const { method, body } = call;
  const headers = Object.entries({ 'x-api-key': '$BILLING_API_KEY', ...headersOf(call) });
  return [
    `curl -sS ${method === 'GET' ? '' : `-X ${method} `}"$BILLING_URL${addressOf(call)}"`,
    ...headers.map(([name, value]) => `-H "${name}: ${value}"`),
    ...(body ? [`-d ${shellText(JSON.stringify(body))}`] : []),
  ].join(' \\\n  ');
}

function fetchCall(call: SampleCall): string {
  const { method, body } = call;
  const headers = Object.entries(headersOf(call)).map(([name, value]) => `    '${name}': '${value}',`);
  return [
    `const response = await fetch(\`\${url}${addressOf(call)}\`, {`,
    `  method: '${method}',`,
    '  headers: {',
    "    'x-api-key': apiKey,",
    ...headers,
    '  },',
    ...(body ? [`  body: JSON.stringify(${literal(body).replaceAll('\n', '\n  ')}),`] : []),
    '});',
    'const answer = await response.json();',
    'if (!response.ok) throw new Error(answer.errors[0].code);',
  ].join('\n');
}

function typedClient(call: SampleCall): string {
  const { procedure, type, keyType, pathParameters, body } = call;
  const verb = type === 'query' ? 'query' : 'mutate';
  return [
    "import { createBillingPortalClient } from 'billing-portal-bridge/client';",
    '',
    'const billing = createBillingPortalClient({',
    '  url,',
    '  apiKey,',
    `  clientId: '${String(pathParameters['appUuid'])}',`,
    ...(keyType === 'write' ? [] : [`  apiKeyType: '${keyType}',`]),
    '});',
    `const answer = await billing.${procedure}.${verb}(${literal({ ...pathParameters, ...body })});`,
  ].join('\n');
}

function headersOf({ pathParameters, keyType, body }: SampleCall): Record<string, string> {
  return {
    'x-client-id': String(pathParameters['appUuid']),
    'x-api-key-type': keyType,
    ...(body ? { 'content-type': 'application/json' } : {}),
  };
}

function addressOf({ path, pathParameters }: SampleCall): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(String(pathParameters[name])));
}

/** In single quotes, which the shell leaves alone; a quote inside ends them, stands alone and begins them again. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** As people write it: `{ limit: 50, name: 'A' }`, one line per field when it is long. */
function literal(fields: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${scalar(value)}`);
  const short = `{ ${lines.join(', ')} }`;
  return short.length <= 60 ? short : `{\n${lines.map((line) => `  ${line},\n`).join('')}}`;
}

function scalar(value: unknown): string {
  return typeof value === 'string'
    ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : JSON.stringify(value);
}
