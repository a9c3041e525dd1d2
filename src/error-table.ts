/**
 * Every error that a caller can see is one row here. The README prints the same table and a test keeps them equal.
 *
 * `retryable`: the same call may be repeated as it is; the answer carries `Retry-After`.
 */
export const ERRORS = {
  unauthorized: row('[E4010]', 401, 'Unauthorized Token or API key'),
  wrong_key_type: row('[E4011]', 401, 'Unauthorized API key type'),
  app_disabled: row('[E4030]', 403, 'App Is Disabled'),
  bad_request: row('[E4000]', 400, 'Bad Request / validation error'),
  tenant_not_found: row('[E4040]', 404, 'Tenant Not Found'),
  customer_not_found: row('[E4042]', 404, 'Provider Customer Not Found'),
  not_found: row('[E4041]', 404, 'Not Found'),
  method_not_allowed: row('[E4050]', 405, 'Method Not Allowed'),
  provider_not_connected: row('[E4090]', 409, 'Payment Provider Not Connected'),
  tenant_has_customer: row('[E4091]', 409, 'Tenant Has Another Provider Customer'),
  customer_taken: row('[E4092]', 409, 'Provider Customer Is Linked To Another Tenant'),
  body_too_large: row('[E4130]', 413, 'Request Body Too Large'),
  too_many_requests: row('[E4290]', 429, 'Too Many Requests', { retryable: true }),
  provider_failed: row('[E5020]', 502, 'Payment Provider Error', { retryable: true }),
  unavailable: row('[E5030]', 503, 'Service Unavailable', { retryable: true }),
  provider_timeout: row('[E5040]', 504, 'Payment Provider Timeout', { retryable: true }),
  internal: row('[E0000]', 500, 'Internal Server Error'),
} as const;

export type ErrorName = keyof typeof ERRORS;
export const ERROR_NAMES = Object.keys(ERRORS).filter((name): name is ErrorName => Object.hasOwn(ERRORS, name));
export type ErrorCode = (typeof ERRORS)[ErrorName]['code'];
export type ErrorStatus = (typeof ERRORS)[ErrorName]['status'];

/** The envelope of every error body on every REST path (contract, "Errors"). */
export type ErrorEnvelope = {
  errors: { validation: 'error'; code: ErrorCode; message: string }[];
};

function row<const Code extends string, const Status extends number>(
  code: Code,
  status: Status,
  message: string,
  { retryable = false }: { retryable?: boolean } = {},
) {
  return { code, status, message, retryable };
}
