import type { Task } from './task';

/** A task with its last measured rate in rows per second; absent before the second sample. */
export type MeasuredTask = Task & { readonly rate?: number };

interface Sample {
  /** ms */
  readonly at: number;
  /** rows */
  readonly written: number;
}

/** Averaging window of rates, ms: long enough for stable numbers, short enough to show a stall. */
const WINDOW_MS = 10_000;

/** Meter of running tasks' write rates, computed from successive answers of the server. */
export class RateMeter {
  private samples = new Map<string, readonly Sample[]>();

  /** @param now ms of a monotonic clock */
  measure(tasks: readonly Task[], now: number): MeasuredTask[] {
    const running = tasks.filter((task) => task.status === 'STARTED');
    this.samples = new Map(running.map((task) => [task.taskId, this.with(task, now)]));
    return tasks.map((task) => {
      const rate = rateOf(this.samples.get(task.taskId) ?? []);
      return rate === undefined ? task : { ...task, rate };
    });
  }

  private with(task: Task, now: number): readonly Sample[] {
    const written = task.writeCount ?? 0;
    const earlier = this.samples.get(task.taskId) ?? [];
    // A task restarted after a crash counts from zero again.
    const stillTrue = earlier.filter((sample) => sample.at > now - WINDOW_MS && sample.written <= written);
    return [...stillTrue, { at: now, written }];
  }
}

function rateOf(samples: readonly Sample[]): number | undefined {
  const first = samples[0];
  const last = samples[samples.length - 1];
  return first === undefined || last === undefined || last.at === first.at
    ? undefined
    : ((last.written - first.written) * 1000) / (last.at - first.at);
}
