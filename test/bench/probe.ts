/** Loaded into a measured process before its own code (`--import`): tells its parent what it has used, when asked. */
export type Usage = { cpuMicros: number; memoryBytes: number };

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const usage: Usage = { cpuMicros: user + system, memoryBytes: process.memoryUsage.rss() };
  process.send?.(usage);
});
// The parent's being there must not keep the process alive.
process.channel?.unref();
