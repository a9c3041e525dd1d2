import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Router } from 'express';
import { PAGE, START, STYLE } from './docs-page.ts';

/**
 * The document's pages: Swagger UI from its package, nothing from elsewhere. The files that we write ourselves
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
  router.get('/style.css', (_req, res) => {
    res.type('css').send(STYLE);
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
