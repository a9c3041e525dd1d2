// Holds openapi.json against the rules of others: Spectral's for OpenAPI, OWASP's for APIs, Redocly's strictest.
// Any finding, hints included, fails. Part of `npm run check:code`.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectralCore from '@stoplight/spectral-core';
import owasp from '@stoplight/spectral-owasp-ruleset';
import spectralRulesets from '@stoplight/spectral-rulesets';

const file = fileURLToPath(new URL('../openapi.json', import.meta.url));
const source = readFileSync(file, 'utf8');

/** Rules that do not fit, and why. */
const NOT_OURS = {
  'contact-properties': 'Who operates the service, and at which e-mail address, only its operator knows.',
  'owasp:api8:2023-define-cors-origin':
    'Keys belong on servers, so no browser of another origin is to call this; without CORS headers none can.',
  'owasp:api4:2023-rate-limit':
    'RateLimit comes with 429 alone. Processes share a quota and lease it in blocks, so on any other answer the number left would be wrong. A test holds that 429 has it.',
};

const findings = [...(await lintWithSpectral()), ...(await lintWithRedocly())];
for (const finding of findings) process.stderr.write(`${finding}\n`);
process.stderr.write(`openapi.json: ${findings.length} findings.\n`);
process.exitCode = findings.length === 0 ? 0 : 1;

async function lintWithSpectral() {
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset({
    extends: [
      [spectralRulesets.oas, 'all'],
      [owasp.default ?? owasp, 'all'],
    ],
    rules: Object.fromEntries(Object.keys(NOT_OURS).map((rule) => [rule, 'off'])),
  });
  const results = await spectral.run(JSON.parse(source));
  return results.map(({ code, path, message }) => `${code} at ${path.join(' > ')}: ${message}`);
}

async function lintWithRedocly() {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lintFromString({ source, absoluteRef: file, config });
  return problems.map(({ ruleId, message, location }) => `${ruleId} at ${location[0]?.pointer}: ${message}`);
}
