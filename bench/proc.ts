/** Figures of processes as Linux tells them in /proc; nothing elsewhere. */

import { readdir, readFile } from 'node:fs/promises';

/** Clock ticks of `utime` and `stime` per second: a constant of Linux's interface to programs. */
const TICKS_PER_SECOND = 100;

type Stat = { readonly parent: number; readonly cpuSeconds: number; readonly endedChildrenSeconds: number };

/** Processor time that a process has used, user and system, in seconds; 0 where it cannot be read. */
export async function cpuSecondsOf(pid: number): Promise<number> {
  return (await readStat(pid))?.cpuSeconds ?? 0;
}

/** Processor time of a process and its children, those that have ended included, in seconds. */
export async function cpuSecondsOfFamily(parent: number): Promise<number> {
  const names = await readdir('/proc').catch(() => []);
  const stats = await Promise.all(
    names.filter((name) => /^\d+$/.test(name)).map((name) => familyShare(Number(name), parent)),
  );
  return stats.reduce((sum, seconds) => sum + seconds, 0);
}

/** Time that all processors together were busy since the machine started, in seconds; 0 where it cannot be read. */
export async function busySeconds(): Promise<number> {
  const text = await readFile('/proc/stat', 'utf8').catch(() => '');
  const [user = 0, nice = 0, system = 0, , , hardware = 0, software = 0] = (
    /^cpu +(.*)/.exec(text)?.[1] ?? ''
  )
    .split(' ')
    .map(Number);
  return (user + nice + system + hardware + software) / TICKS_PER_SECOND;
}

/** The process that started another; `null` where it cannot be read. */
export async function parentOf(pid: number): Promise<number | null> {
  return (await readStat(pid))?.parent ?? null;
}

/** Memory of a process that lies in RAM, in bytes; `null` where it cannot be read. */
export async function residentBytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

async function familyShare(pid: number, parent: number): Promise<number> {
  const stat = await readStat(pid);
  if (stat === null) return 0;
  if (pid === parent) return stat.cpuSeconds + stat.endedChildrenSeconds;
  return stat.parent === parent ? stat.cpuSeconds : 0;
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function readStat(pid: number): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name in brackets may hold spaces; what follows does not.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 15) return null;
  const seconds = (place: number) => (Number(fields[place]) + Number(fields[place + 1])) / TICKS_PER_SECOND;
  return { parent: Number(fields[1]), cpuSeconds: seconds(11), endedChildrenSeconds: seconds(13) };
}
