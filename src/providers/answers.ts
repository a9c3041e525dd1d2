/** The SDKs type what the providers document and check nothing; what we keep is looked at. */
export function hasIdPrefix(answer: unknown, prefix: string): boolean {
  return typeof answer === 'object' && answer !== null && 'id' in answer && String(answer.id).startsWith(prefix);
}
