import type Stripe from 'stripe';
import { jsonAnswer } from '../core/answer.ts';
import { randomId } from '../core/ids.ts';
import type { SandboxMode } from '../core/provider-api.ts';
import { applyFeatures, noFeatures } from './configuration-features.ts';
import {
  createConfigurationParams,
  listConfigurationsParams,
  retrieveConfigurationParams,
  updateConfigurationParams,
  type ConfigurationChanges,
} from './configuration-params.ts';
import { unixSeconds, type StripeEndpoint } from './endpoint.ts';
import { resourceMissing, stripeError } from './errors.ts';
import { listAnswer } from './pagination.ts';
import { readParams } from './params.ts';
import { changed, mergeMetadata } from './values.ts';

export type StripeConfiguration = Stripe.BillingPortal.Configuration;

/** What saving the portal settings in the dashboard makes. */
export function defaultConfiguration(mode: SandboxMode, now: Date): StripeConfiguration {
  const configuration = newConfiguration(mode, now);
  const features = applyFeatures(configuration.features, {
    customer_update: { allowed_updates: ['email', 'address', 'tax_id'], enabled: true },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: true },
  });
  return { ...configuration, is_default: true, features };
}

/** @see https://docs.stripe.com/api/customer_portal/configurations/create */
export const createConfiguration: StripeEndpoint = ({ caller, books, params, clock }) => {
  const read = readParams(createConfigurationParams, params);
  if (read.kind === 'refused') return read;
  const refused = refuseUpdatesWithoutProducts(read.params);
  if (refused) return { kind: 'refused', answer: refused };
  return {
    kind: 'ready',
    run() {
      const now = clock.now();
      const configuration = applyChanges(newConfiguration(caller.mode, now), read.params, now);
      books.configurations.set(configuration.id, configuration);
      return jsonAnswer(200, configuration);
    },
  };
};

/** @see https://docs.stripe.com/api/customer_portal/configurations/retrieve */
export const retrieveConfiguration: StripeEndpoint = ({ books, params, pathParams }) => {
  const read = readParams(retrieveConfigurationParams, params);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run() {
      const configurationId = pathParams['configuration'] ?? '';
      const configuration = books.configurations.get(configurationId);
      return configuration ? jsonAnswer(200, configuration) : configurationMissing(configurationId, 'id');
    },
  };
};

/** @see https://docs.stripe.com/api/customer_portal/configurations/update */
export const updateConfiguration: StripeEndpoint = ({ books, params, pathParams, clock }) => {
  const read = readParams(updateConfigurationParams, params);
  if (read.kind === 'refused') return read;
  const refused = refuseUpdatesWithoutProducts(read.params);
  if (refused) return { kind: 'refused', answer: refused };
  return {
    kind: 'ready',
    run() {
      const configurationId = pathParams['configuration'] ?? '';
      const present = books.configurations.get(configurationId);
      if (!present) return configurationMissing(configurationId, 'id');
      if (present.is_default && read.params.active === false) {
        return stripeError({ message: 'The default configuration cannot be deactivated.', param: 'active' });
      }
      const configuration = applyChanges(present, read.params, clock.now());
      books.configurations.set(configurationId, configuration);
      return jsonAnswer(200, configuration);
    },
  };
};

/** @see https://docs.stripe.com/api/customer_portal/configurations/list */
export const listConfigurations: StripeEndpoint = ({ books, params, call }) => {
  const read = readParams(listConfigurationsParams, params);
  if (read.kind === 'refused') return read;
  const { active, is_default: isDefault } = read.params;
  return {
    kind: 'ready',
    run() {
      const items = [...books.configurations.values()]
        .filter((configuration) => active === undefined || configuration.active === active)
        .filter((configuration) => isDefault === undefined || configuration.is_default === isDefault)
        .toReversed();
      return listAnswer({ items, params: read.params, url: call.path, noun: 'configuration' });
    },
  };
};

export function configurationMissing(configurationId: string, param: 'id' | 'configuration') {
  return resourceMissing({ noun: 'configuration', id: configurationId, param });
}

function refuseUpdatesWithoutProducts({ features }: ConfigurationChanges) {
  if (features?.subscription_update?.enabled !== true) return null;
  const param = 'features[subscription_update][products]';
  return stripeError({ code: 'parameter_missing', message: `Missing required param: ${param}.`, param });
}

function newConfiguration(mode: SandboxMode, now: Date): StripeConfiguration {
  return {
    id: randomId('bpc_1', 23),
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: unixSeconds(now),
    default_return_url: null,
    features: noFeatures(),
    is_default: false,
    livemode: mode === 'live',
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: unixSeconds(now),
  };
}

function applyChanges(present: StripeConfiguration, changes: ConfigurationChanges, now: Date): StripeConfiguration {
  const { business_profile: profile } = present;
  return {
    ...present,
    active: changed(changes.active, present.active),
    business_profile: {
      headline: changed(changes.business_profile?.headline, profile.headline),
      privacy_policy_url: changed(changes.business_profile?.privacy_policy_url, profile.privacy_policy_url),
      terms_of_service_url: changed(changes.business_profile?.terms_of_service_url, profile.terms_of_service_url),
    },
    default_return_url: changed(changes.default_return_url, present.default_return_url),
    features: applyFeatures(present.features, changes.features),
    login_page: { ...present.login_page, enabled: changed(changes.login_page?.enabled, present.login_page.enabled) },
    metadata: mergeMetadata(present.metadata ?? {}, changes.metadata),
    name: changed(changes.name, present.name),
    updated: unixSeconds(now),
  };
}
