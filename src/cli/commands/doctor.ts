import type { Command } from 'commander';
import type { Finding } from '../../services/doctor.ts';
import { addCommand, type Run } from '../run.ts';

export function addDoctorCommand(program: Command, run: Run): void {
  addCommand(program, 'doctor', 'what is wrong, and how to mend it; exit 1 when something is').action(
    (_options: unknown, command: Command) =>
      run(command, async ({ doctor }) => {
        const findings = await doctor.examine();
        const ok = findings.every(({ severity }) => severity !== 'problem');
        return { kind: 'report', ok, value: { ok, findings }, text: describe(findings) };
      }),
  );
}

function describe(findings: Finding[]): string {
  if (findings.length === 0) return 'Nothing is wrong.';
  return findings
    .map(({ severity, about, what, mend }) => `${severity}: ${about}\n  ${what}\n  To mend it: ${mend}`)
    .join('\n\n');
}
