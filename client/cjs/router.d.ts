export declare const appRouter: import("@trpc/server").TRPCBuiltRouter<{
    ctx: object;
    meta: object;
    errorShape: import("./error-shape.js").ErrorShape;
    transformer: false;
}, import("@trpc/server").TRPCDecorateCreateRouterOptions<{
    billingPortals: import("@trpc/server").TRPCBuiltRouter<{
        ctx: object;
        meta: object;
        errorShape: import("./error-shape.js").ErrorShape;
        transformer: false;
    }, import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                appUuid: string;
                tenantUuid: string;
                paymentProvider: "mollie" | "stripe";
                defaultReturnUrl: string;
                flow?: {
                    type: "payment_method_update";
                } | {
                    type: "subscription_cancel";
                    subscription: string;
                } | {
                    type: "payments";
                } | undefined;
                locale?: string | undefined;
            };
            output: {
                kind: "billingPortal";
                totalItems: 1;
                itemsLength: 1;
                items: [{
                    nextAction: {
                        url: string;
                    };
                }];
            };
            meta: object;
            errorShape: import("./error-shape.js").ErrorShape;
        }>;
    }>>;
    tenants: import("@trpc/server").TRPCBuiltRouter<{
        ctx: object;
        meta: object;
        errorShape: import("./error-shape.js").ErrorShape;
        transformer: false;
    }, import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        put: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                appUuid: string;
                tenantUuid: string;
                name: string;
                email: string;
                locale?: string | null | undefined;
            };
            output: {
                kind: "tenant";
                totalItems: 1;
                itemsLength: 1;
                items: [{
                    tenantUuid: string;
                    name: string;
                    email: string;
                    locale: string | null;
                    createdAt: string;
                    updatedAt: string;
                }];
            };
            meta: object;
            errorShape: import("./error-shape.js").ErrorShape;
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                appUuid: string;
                tenantUuid: string;
            };
            output: {
                kind: "tenant";
                totalItems: 1;
                itemsLength: 1;
                items: [{
                    tenantUuid: string;
                    name: string;
                    email: string;
                    locale: string | null;
                    createdAt: string;
                    updatedAt: string;
                }];
            };
            meta: object;
            errorShape: import("./error-shape.js").ErrorShape;
        }>;
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                appUuid: string;
                limit?: number | undefined;
                cursor?: string | undefined;
            };
            output: {
                kind: "tenant";
                totalItems: number;
                itemsLength: number;
                items: {
                    tenantUuid: string;
                    name: string;
                    email: string;
                    locale: string | null;
                    createdAt: string;
                    updatedAt: string;
                }[];
                nextCursor: string | null;
            };
            meta: object;
            errorShape: import("./error-shape.js").ErrorShape;
        }>;
    }>>;
    providerCustomers: import("@trpc/server").TRPCBuiltRouter<{
        ctx: object;
        meta: object;
        errorShape: import("./error-shape.js").ErrorShape;
        transformer: false;
    }, import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        put: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                appUuid: string;
                tenantUuid: string;
                paymentProvider: "mollie" | "stripe";
                providerCustomerId: string;
            };
            output: {
                kind: "providerCustomer";
                totalItems: 1;
                itemsLength: 1;
                items: [{
                    paymentProvider: "mollie" | "stripe";
                    mode: "live" | "test";
                    providerCustomerId: string;
                }];
            };
            meta: object;
            errorShape: import("./error-shape.js").ErrorShape;
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                appUuid: string;
                tenantUuid: string;
                paymentProvider: "mollie" | "stripe";
            };
            output: {
                kind: "providerCustomer";
                totalItems: 1;
                itemsLength: 1;
                items: [{
                    paymentProvider: "mollie" | "stripe";
                    mode: "live" | "test";
                    providerCustomerId: string;
                }];
            };
            meta: object;
            errorShape: import("./error-shape.js").ErrorShape;
        }>;
    }>>;
}>>;
export type AppRouter = typeof appRouter;
