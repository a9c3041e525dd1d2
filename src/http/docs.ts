import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Router } from 'express';

/**
 * The document's pages: Swagger UI from its package, nothing from elsewhere. The three files that we write ourselves
 * keep every script and style out of the page, so the policy needs no exception for scripts.
 */
export function createDocsRouter(): Router {
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const router = Router();
  router.use((_req, res, next) => {
    res.setHeader('Content-Security-Policy', POLICY);
    res.setHeader('Referrer-Policy', 'no-referrer');
    next();
  });
  router.get('/', (req, res) => {
    // Relative addresses in the page need the folder's slash.
    if (req.originalUrl.split('?')[0]?.endsWith('/')) res.type('html').send(PAGE);
    else res.redirect(308, `${req.baseUrl}/`);
  });
  router.get('/start.js', (_req, res) => {
    res.type('js').send(START);
  });
  router.get(`/:asset`, (req, res, next) => {
    if (!ASSETS.has(req.params.asset)) return next();
    res.setHeader('Cache-Control', 'public, max-age=3600');
    res.sendFile(req.params.asset, { root: assets, cacheControl: false });
  });
  return router;
}

const ASSETS = new Set(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']);

/** Swagger UI sets style attributes at run time; scripts, connections and frames get no such room. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>billing-portal-bridge API</title>
    <link rel="stylesheet" href="./swagger-ui.css">
    <link rel="icon" type="image/png" href="./favicon-32x32.png">
  </head>
  <body>
    <div id="pages"></div>
    <script src="./swagger-ui-bundle.js"></script>
    <script src="./start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({
  url: '../openapi.json',
  dom_id: '#pages',
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true,
  persistAuthorization: false,
});
`;
