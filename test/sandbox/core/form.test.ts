import { describe, expect, test } from 'vitest';
import { parseForm } from '../../../src/sandbox/core/form.ts';

const plain = (text: string): unknown => JSON.parse(JSON.stringify(parseForm(text)));

describe('a form', () => {
  test.each([
    ['', {}],
    ['a=1&b=', { a: '1', b: '' }],
    ['a%5Bb%5D%5Bc%5D=1', { a: { b: { c: '1' } } }],
    ['a[0]=x&a[1]=y', { a: ['x', 'y'] }],
    ['a[]=x&a[]=y', { a: ['x', 'y'] }],
    ['a[0][b]=x&a[1][b]=y', { a: [{ b: 'x' }, { b: 'y' }] }],
    ['a[1]=y', { a: { 1: 'y' } }],
    ['a=1&a=2', { a: '2' }],
    ['a[=1&[b]=2&c]=3', { 'a[': '1', '[b]': '2', 'c]': '3' }],
    ['name=J%C3%BCrgen+M', { name: 'Jürgen M' }],
  ])('%s is read as %o', (text, expected) => {
    expect(plain(text)).toEqual(expected);
  });

  test('that has a name both as text and as more is refused', () => {
    expect(parseForm('a=1&a[b]=2')).toBeNull();
    expect(parseForm('a[b]=2&a=1')).toBeNull();
  });

  test('cannot reach a prototype', () => {
    const parsed = parseForm('__proto__[polluted]=1&constructor[prototype][polluted]=1');
    expect(Object.keys(parsed ?? {})).toEqual(['__proto__', 'constructor']);
    expect(Object.prototype).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
  });
});
