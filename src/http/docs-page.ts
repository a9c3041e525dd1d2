/** The page around Swagger UI, its script and its style: each a file of its own, so that the policy stays strict. */
export const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>billing-portal-bridge API</title>
    <link rel="stylesheet" href="./swagger-ui.css">
    <link rel="stylesheet" href="./style.css">
    <link rel="icon" type="image/png" href="./favicon-32x32.png">
  </head>
  <body>
    <noscript>These pages are made by a script. The document itself is <a href="../openapi.json">openapi.json</a>.</noscript>
    <div id="pages"></div>
    <script src="./swagger-ui-bundle.js"></script>
    <script src="./start.js"></script>
  </body>
</html>
`;

/**
 * Calls go to where the browser has the pages from, whatever name that is: PUBLIC_URL may be another one, and the
 * policy lets no other be called. The samples of the document stand before the parameters of each operation.
 */
export const START = String.raw`const dark = matchMedia('(prefers-color-scheme: dark)');
// By this class Swagger UI knows its dark style.
const showScheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', showScheme);
showScheme();

const service = new URL('..', location.href).href.replace(/\/$/, '');

function samplesPlugin({ React }) {
  const h = React.createElement;

  function Samples({ samples, of }) {
    const [shown, show] = React.useState(0);
    const [copied, setCopied] = React.useState(false);
    const { source } = samples[shown];
    const copy = () =>
      navigator.clipboard.writeText(source).then(() => {
        setCopied(true);
        setTimeout(() => setCopied(false), 2000);
      });
    const tabs = samples.map(({ label }, index) =>
      h(
        'button',
        {
          key: label,
          type: 'button',
          className: 'samples-tab',
          'aria-pressed': index === shown,
          onClick: () => show(index),
        },
        label,
      ),
    );
    // Only pages over https or on this machine may copy.
    const copier = navigator.clipboard
      ? h('button', { type: 'button', className: 'samples-copy', onClick: copy }, copied ? 'Copied' : 'Copy')
      : null;
    return h(
      'section',
      { className: 'samples', 'aria-label': 'Samples: ' + of },
      h('div', { className: 'samples-bar' }, tabs, copier),
      h('pre', { className: 'samples-code', tabIndex: 0 }, h('code', null, source)),
    );
  }

  const withSamples = (Parameters) => (props) => {
    const { operation } = props;
    const samples = operation.get('x-codeSamples').toJS();
    return h(React.Fragment, null, h(Samples, { samples, of: operation.get('summary') }), h(Parameters, props));
  };
  return { wrapComponents: { parameters: withSamples } };
}

const ui = SwaggerUIBundle({
  url: '../openapi.json',
  dom_id: '#pages',
  plugins: [samplesPlugin],
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  tryItOutEnabled: true,
  persistAuthorization: false,
  requestInterceptor: (request) => {
    if (request.loadSpec) return request;
    const publicUrl = ui.specSelectors.specJson().getIn(['servers', 0, 'url']);
    if (request.url.startsWith(publicUrl)) request.url = service + request.url.slice(publicUrl.length);
    return request;
  },
});
`;

export const STYLE = `.swagger-ui .info { margin: 24px 0; }
.swagger-ui .scheme-container { padding: 16px 0; }
.swagger-ui .response-col_links, .swagger-ui .opblock-summary .view-line-link { display: none; }
.swagger-ui .samples-code code { padding: 0; background: none; color: inherit; font: inherit; }
.samples { margin: 0 20px 20px; border-radius: 4px; overflow: hidden; background: #1f2933; }
.samples-bar { display: flex; gap: 4px; padding: 6px 8px; background: #111820; }
.samples-bar button {
  border: 0; border-radius: 4px; padding: 6px 12px; background: none; color: #dce3ea; font: 600 13px/1.4 sans-serif;
  cursor: pointer;
}
.samples-bar button[aria-pressed='true'] { background: #37475a; color: #fff; }
.samples-bar button:focus-visible { outline: 2px solid #7db3ff; outline-offset: 1px; }
.samples-bar .samples-copy { margin-left: auto; }
.samples-code {
  margin: 0; padding: 12px 16px; max-height: 320px; overflow: auto; color: #f3f6f9;
  font: 12.5px/1.55 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; white-space: pre; tab-size: 2;
}
/* Some of Swagger UI's own colors are too pale to read. */
html:not(.dark-mode) .swagger-ui .info .title small { background: #5f6672; }
html:not(.dark-mode) .swagger-ui .info .title small.version-stamp { background: #4a6b00; }
html:not(.dark-mode) .swagger-ui .info a, html:not(.dark-mode) .swagger-ui .info .url { color: #1a66c2; }
html:not(.dark-mode) .swagger-ui .btn.authorize { color: #17794c; border-color: #17794c; }
html:not(.dark-mode) .swagger-ui .btn.authorize svg { fill: #17794c; }
html:not(.dark-mode) .swagger-ui .btn.cancel { color: #c92a2a; border-color: #c92a2a; }
html:not(.dark-mode) .swagger-ui .btn.execute { background: #1a66c2; border-color: #1a66c2; }
html:not(.dark-mode) .swagger-ui .opblock-post .opblock-summary-method { background: #17794c; }
html:not(.dark-mode) .swagger-ui .opblock-put .opblock-summary-method { background: #a05a00; }
html:not(.dark-mode) .swagger-ui .opblock-get .opblock-summary-method { background: #1a66c2; }
html:not(.dark-mode) .swagger-ui .parameter__in { color: #666; }
html.dark-mode .swagger-ui :is(.header-col, .examples-select__section-label) { color: #e4e6e6; }
html.dark-mode .swagger-ui .opblock .opblock-section-header .try-out__btn.cancel { color: #ff8a8a; border-color: #ff8a8a; }
/* Before the script has run. */
@media (prefers-color-scheme: dark) { html { background: #1c2022; } }
@media (max-width: 640px) {
  .swagger-ui .wrapper { padding: 0 10px; }
  .swagger-ui .opblock-tag { flex-wrap: wrap; }
  .swagger-ui .opblock-tag small { order: 1; flex: 1 0 100%; padding: 4px 0 0; }
  .swagger-ui .opblock .opblock-section-header { padding: 8px 10px; }
  .swagger-ui .table-container, .swagger-ui .responses-inner { padding: 10px; }
  .samples { margin: 0 10px 16px; }
  .swagger-ui :is(.parameters, .responses-table) :is(tbody, tr, td:not(.response-col_links)),
  .swagger-ui :is(.parameters, .responses-table) { display: block; }
  .swagger-ui :is(.parameters, .responses-table) thead { display: none; }
  .swagger-ui :is(.parameters, .responses-table) tr td { padding: 8px 0; min-width: 0; max-width: 100%; }
}
`;
