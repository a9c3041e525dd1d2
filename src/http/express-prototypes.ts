import { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express } from 'express';

/**
 * Classes for `http.createServer` whose instances are Express's requests and responses from the start.
 *
 * Express changes the prototype of every request and response (`Object.setPrototypeOf`), which throws V8 off its fast
 * paths for all that Node does with them afterwards. When they have that prototype already, the change is none. Nothing
 * of Express is patched, and handlers see what they always see. Bare Express answered half as many requests again with
 * this; a warm call took a fifth less CPU.
 * @see https://github.com/expressjs/express/issues/5998
 */
export function createExpressPrototypes(app: Express): {
  IncomingMessage: typeof IncomingMessage;
  ServerResponse: typeof ServerResponse;
} {
  class ExpressRequest extends IncomingMessage {}
  class ExpressResponse<R extends IncomingMessage = IncomingMessage> extends ServerResponse<R> {}
  const own = { app: { configurable: true, enumerable: true, writable: true, value: app } };
  Object.defineProperties(ExpressRequest.prototype, { ...Object.getOwnPropertyDescriptors(express.request), ...own });
  Object.defineProperties(ExpressResponse.prototype, { ...Object.getOwnPropertyDescriptors(express.response), ...own });
  Object.assign(app, { request: ExpressRequest.prototype, response: ExpressResponse.prototype });
  return { IncomingMessage: ExpressRequest, ServerResponse: ExpressResponse };
}
