export type BillingPortalClientOptions = Partial<Patience> & {
    /** Where the service is, such as `https://billing.acme.example`. */
    url: string;
    /** A key of the app. It belongs on a server: never ship it to a browser. */
    apiKey: string;
    /** The app: the `appUuid` that calls name. */
    clientId: string;
    /** The type of `apiKey`. @default 'write' */
    apiKeyType?: 'read' | 'write';
    /** @default the platform's own */
    fetch?: Fetch;
};
/** How long a call waits and how often it is sent. */
export type Patience = {
    /** For a whole call: every attempt, and the waiting between. @default 30000 */
    timeoutMs: number;
    /** For one attempt. @default 14000, or `timeoutMs` where that is less */
    attemptTimeoutMs: number;
    /** How often a failed call may be sent again. @default 2 */
    retries: number;
};
/** What a call is sent with. The platform's own fetch is one. */
export type Fetch = (url: string, init: {
    method: string;
    headers: Record<string, string>;
    body?: string;
    signal: AbortSignal;
    redirect: 'manual';
}) => Promise<{
    status: number;
    headers: {
        get(name: string): string | null;
    };
    text(): Promise<string>;
}>;
/** @throws TypeError */
export declare function readPatience(given: Partial<Patience>): Patience;
/** The service's tRPC endpoint, also when the service is under a path. @throws TypeError */
export declare function endpointOf(serviceUrl: string): string;
/** The value is not repeated: it may be a key. @throws TypeError */
export declare function headerValue({ option, value }: {
    option: string;
    value: string;
}): string;
