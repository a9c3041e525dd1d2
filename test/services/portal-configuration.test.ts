import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { createLogger } from '../../src/logger.ts';
import { DETAIL_FIELDS } from '../../src/providers/provider.ts';
import { createApps } from '../../src/services/apps.ts';
import { createPortalConfigurations } from '../../src/services/portal-configuration.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { pngImage } from '../support/images.ts';

let testDatabase: TestDatabase;
let database: Database;
let configurations: ReturnType<typeof createPortalConfigurations>;
let appUuid: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const { connectionString } = testDatabase;
  database = await openDatabase({
    databaseUrl: connectionString,
    dataDir: '',
    logger: createLogger({ level: 'silent' }),
  });
  const apps = createApps({ prisma: database.prisma });
  configurations = createPortalConfigurations({ prisma: database.prisma, apps });
  ({ appUuid } = await apps.create({ name: 'My App', returnOrigins: [] }));
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

const NEVER_SET = {
  name: null,
  logo: null,
  accent: null,
  accentDark: null,
  supportUrl: null,
  termsUrl: null,
  privacyUrl: null,
  features: {
    cancel: true,
    cancelReason: true,
    changePaymentMethod: true,
    editDetails: [...DETAIL_FIELDS],
    paymentHistory: true,
  },
};

const set = (changes: unknown, logo?: Buffer | null) =>
  configurations.set({ appUuid, changes, ...(logo === undefined ? {} : { logo }) });

describe('a portal configuration', () => {
  it('that was never set has everything on', async () => {
    expect(await configurations.show(appUuid)).toEqual({ appUuid, configured: false, ...NEVER_SET });
  });

  it('keeps what is not named, and is as before after a reset', async () => {
    await set({ name: ' Lumen ', accent: '#1F5A4B', supportUrl: 'mailto:help@lumen.example' });
    await set({
      features: { cancel: false, editDetails: ['vatNumber', 'name', 'name'] },
      termsUrl: 'https://l.example',
    });
    const expected = {
      ...NEVER_SET,
      name: 'Lumen',
      accent: '#1f5a4b',
      supportUrl: 'mailto:help@lumen.example',
      termsUrl: 'https://l.example/',
      features: { ...NEVER_SET.features, cancel: false, editDetails: ['name', 'vatNumber'] },
    };
    expect(await configurations.show(appUuid)).toEqual({ appUuid, configured: true, ...expected });
    await set({ accent: null, name: null });
    expect(await configurations.show(appUuid)).toMatchObject({ name: null, accent: null, features: { cancel: false } });
    expect(await configurations.reset(appUuid)).toEqual({ appUuid, configured: false, ...NEVER_SET });
    expect(await configurations.show(appUuid)).toEqual({ appUuid, configured: false, ...NEVER_SET });
  });

  it('loses nothing when several are set at once', async () => {
    await Promise.all([
      set({ name: 'Lumen' }),
      set({ features: { cancel: false } }),
      set({ features: { paymentHistory: false } }),
      set({ privacyUrl: 'https://lumen.example/privacy' }),
    ]);
    expect(await configurations.show(appUuid)).toMatchObject({
      name: 'Lumen',
      privacyUrl: 'https://lumen.example/privacy',
      features: { cancel: false, paymentHistory: false },
    });
    await configurations.reset(appUuid);
  });

  it('has one logo, which is read by its name until there is another', async () => {
    const first = pngImage({ width: 64, height: 64 });
    const { logo } = await set({}, first);
    expect(logo).toMatchObject({ width: 64, height: 64 });
    expect(await configurations.readLogo(logo?.file ?? '')).toEqual(first);
    const { logo: next } = await set({}, pngImage({ width: 80, height: 20 }));
    expect(await configurations.readLogo(logo?.file ?? '')).toBeNull();
    expect((await set({}, null)).logo).toBeNull();
    expect(await configurations.readLogo(next?.file ?? '')).toBeNull();
  });

  it.each([
    [{ colour: '#ffffff' }, /colour is not known; these are: name, accent, accentDark, supportUrl/],
    [{ features: { pause: true } }, /features\.pause is not known; these are: cancel, cancelReason, changePay/],
    [{ features: { cancel: 'on' } }, /features\.cancel must be true or false/],
    [{ features: { editDetails: ['phone'] } }, /must be some of: name, email, company, address, vatNumber/],
    [{ accent: '#ffd400' }, /accent #ffd400 has a contrast of 1\.\d\d:1 on the light pages’ #\w{6}.* needs 4\.5:1; #/],
    [{ accentDark: '#1f5a4b' }, /accentDark #1f5a4b has a contrast of \d\.\d\d:1 on the dark pages’/],
    [{ accent: 'red' }, /accent must be a color like #1f5a4b/],
    [{ name: 'x'.repeat(61) }, /name must have 1 to 60 characters/],
    [{ name: ' ' }, /name must have 1 to 60 characters/],
    [{ name: 'a\u0007b' }, /name must have no control characters/],
    [{ name: 7 }, /name must be a text/],
    [{ termsUrl: 'http://lumen.example' }, /termsUrl must be an absolute https URL/],
    [{ termsUrl: 'http://localhost/terms' }, /termsUrl must be an absolute https URL/],
    [{ termsUrl: 'mailto:a@b.example' }, /termsUrl must be an absolute https URL/],
    [{ privacyUrl: 'javascript:alert(1)' }, /privacyUrl must be an absolute https URL/],
    [{ supportUrl: 'mailto:a@b.example?cc=c@d.example' }, /supportUrl must be an absolute https URL, or mailto:/],
    [{ supportUrl: 'mailto:a@b.example,c@d.example' }, /supportUrl must be/],
    [{ supportUrl: 'https://user@lumen.example' }, /supportUrl must be/],
    [[], /Nothing was changed/],
    ['text', /Nothing was changed/],
  ])('refuses %j, and changes nothing', async (changes, reason) => {
    const before = await configurations.show(appUuid);
    await expect(set(changes)).rejects.toThrow(reason);
    expect(await configurations.show(appUuid)).toEqual(before);
  });

  it('tells every fault at once', async () => {
    const wrong = { accent: 'red', termsUrl: 'x', features: { cancel: 1 } };
    await expect(set(wrong)).rejects.toThrow(/accent[^]*termsUrl[^]*features\.cancel/);
  });

  it('refuses an image that is none, and an app that is unknown', async () => {
    await expect(set({ name: 'Lumen' }, Buffer.from('<svg/>'))).rejects.toThrow('SVG is refused');
    expect(await configurations.show(appUuid)).toMatchObject({ name: null });
    await expect(configurations.set({ appUuid: 'nobody', changes: {} })).rejects.toThrow('There is no app "nobody"');
    await expect(configurations.show('nobody')).rejects.toThrow('There is no app "nobody"');
  });
});
