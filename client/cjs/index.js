"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isBillingPortalError = exports.BillingPortalError = void 0;
exports.createBillingPortalClient = createBillingPortalClient;
const client_1 = require("@trpc/client");
const options_js_1 = require("./options.js");
const patient_link_js_1 = require("./patient-link.js");
var errors_js_1 = require("./errors.js");
Object.defineProperty(exports, "BillingPortalError", { enumerable: true, get: function () { return errors_js_1.BillingPortalError; } });
Object.defineProperty(exports, "isBillingPortalError", { enumerable: true, get: function () { return errors_js_1.isBillingPortalError; } });
/**
 * A typed client of the billing portal service. Failed calls that may succeed when they are repeated are repeated, as
 * `retries` and `timeoutMs` allow; every call is safe to repeat. A call takes `{ signal }` to give it up.
 *
 * @throws TypeError when an option is missing or unusable.
 * Calls reject with `BillingPortalError`.
 */
function createBillingPortalClient(options) {
    const { apiKeyType = 'write', fetch = (url, init) => globalThis.fetch(url, init) } = options;
    const headers = {
        'x-api-key': (0, options_js_1.headerValue)({ option: 'apiKey', value: options.apiKey }),
        'x-client-id': (0, options_js_1.headerValue)({ option: 'clientId', value: options.clientId }),
        'x-api-key-type': apiKeyType,
    };
    const link = (0, patient_link_js_1.patientLink)({ url: (0, options_js_1.endpointOf)(options.url), headers, patience: (0, options_js_1.readPatience)(options), fetch });
    return (0, client_1.createTRPCClient)({ links: [link] });
}
