import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLines } from '../../../src/cli/import/lines.ts';
import { type ImportFormat, openImportFile } from '../../../src/cli/import/records.ts';
import { scanImportFile } from '../../../src/cli/import/scan.ts';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bpb-records-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = async (content: string | Uint8Array): Promise<string> => {
  const path = join(folder, String((files += 1)));
  await writeFile(path, content);
  return path;
};
const open = async (content: string | Uint8Array, format: ImportFormat = 'csv') =>
  openImportFile({ path: await write(content), format });

describe('the first line of a CSV file', () => {
  it.each([
    ['', /The file is empty/],
    ['\n', /tenantUuid is missing/],
    ['t1,One,a@tenant.example\n', /tenantUuid is missing.*"t1" is unknown/],
    ['tenantUuid;name;email\nt1;One;a@tenant.example\n', /separated by commas.*"tenantUuid;name;email" is unknown/],
    ['tenantUuid,name\n', /email is missing.*Nothing was imported/],
    ['tenantUuid,name,email,e-mail\n', /"e-mail" is unknown/],
    ['tenantUuid,name,email,Locale\n', /"Locale" is unknown/],
    ['tenantUuid,name,email,__proto__\n', /"__proto__" is unknown/],
    ['tenantUuid,name,email,\n', /"" is unknown/],
    ['tenantUuid,name,email,name\n', /name is there twice/],
    ['"tenantUuid,name,email\n', /tenantUuid is missing/],
    ['{"tenantUuid":"t1"}\n', /tenantUuid is missing/],
    ['tenantUuid,name,email\rt1,One,a@tenant.example\r', /email is missing.*is unknown/],
    ['x'.repeat(200_000), /tenantUuid is missing/],
    [Buffer.from('\uFEFFtenantUuid,name,email\n', 'utf16le'), /is UTF-16. Save it as UTF-8/],
  ])('refuses the whole file when it does not name the columns: %j', async (content, reason) => {
    await expect(open(typeof content === 'string' ? content : new Uint8Array(content))).rejects.toThrow(reason);
  });

  it('may name them in any order, after a byte order mark, quoted and spaced', async () => {
    const { columns } = await open('\uFEFF"email" , locale,name,tenantUuid\r\n');
    expect(columns).toEqual(['email', 'locale', 'name', 'tenantUuid']);
  });
});

describe('the lines of a file', () => {
  const linesOf = async (content: string | Uint8Array) => {
    const lines = [];
    for await (const line of readLines(await write(content))) lines.push(line);
    return lines;
  };

  it('are numbered as an editor does, whatever ends them', async () => {
    expect(await linesOf('\uFEFFone\r\n\ntwo\n\r\nthree')).toEqual([
      { number: 1, text: 'one' },
      { number: 2, text: '' },
      { number: 3, text: 'two' },
      { number: 4, text: '' },
      { number: 5, text: 'three' },
    ]);
    expect(await linesOf('')).toEqual([]);
  });

  it('are whole where a character or a line lies across two reads', async () => {
    const text = Array.from({ length: 30_000 }, (_, index) => `línea ${index} 🎉`);
    expect((await linesOf(text.join('\n'))).map((line) => line.text)).toEqual(text);
  });

  it('are not kept in memory when they are too long, and the next one is read all the same', async () => {
    const huge = Buffer.alloc(30 * 1024 * 1024, 'x');
    const lines = await linesOf(new Uint8Array(Buffer.concat([Buffer.from('a\n'), huge, Buffer.from('\nb\n')])));
    expect(lines).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: null },
      { number: 3, text: 'b' },
    ]);
  });
});

describe('a line of a CSV file', () => {
  it.each([
    ['t1,One,a@tenant.example\rt2,Two,b@tenant.example', 'has 5 values, but the first line names 3 columns'],
    ['t1,"One\r",a@tenant.example,', 'has 4 values, but the first line names 3 columns'],
    ['t1,"One"two,a@tenant.example', 'is not valid CSV: a quote is not closed on its line, or stands inside a value'],
  ])('is told as bad as a whole: %j', async (line, why) => {
    const file = await open(`tenantUuid,name,email\n${line}\nlast,Last,l@tenant.example\n`);
    const { lines, bad } = await scanImportFile(file, { takesCustomers: false });
    expect([lines, [...bad]]).toEqual([2, [[2, [{ field: null, why }]]]]);
  });
});

describe('a scan', () => {
  it('finds ids that are there twice among a hundred thousand lines', async () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => `t${index},Tenant ${index},t${index}@tenant.example`);
    rows.push('t7,Again,again@tenant.example');
    const file = await open(['tenantUuid,name,email', ...rows].join('\n'));
    const { lines, bad } = await scanImportFile(file, { takesCustomers: false });
    expect(lines).toBe(100_001);
    expect([...bad]).toEqual([
      [9, [{ field: 'tenantUuid', why: 'is on line 100002 too' }]],
      [100_002, [{ field: 'tenantUuid', why: 'is on line 9 too' }]],
    ]);
  });

  it('counts what is on the lines, not the header and not blank ones', async () => {
    const file = await open('tenantUuid,name,email\n\n  \nt1,One,a@tenant.example\n\n');
    expect(await scanImportFile(file, { takesCustomers: false })).toEqual({ lines: 1, bad: new Map() });
  });
});
