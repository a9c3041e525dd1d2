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
}>>;
export type AppRouter = typeof appRouter;
