import { createServer } from 'node:http';

/* The floor: what Node itself costs for a request with a body and a small answer. */

const ANSWER = JSON.stringify({
  kind: 'billingPortal',
  totalItems: 1,
  itemsLength: 1,
  items: [{ nextAction: { url: 'https://billing.stripe.com/p/session/test_12345' } }],
});

createServer((req, res) => {
  req.resume().once('end', () => {
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(ANSWER) });
    res.end(ANSWER);
  });
}).listen(Number(process.env['PORT']), '127.0.0.1');
