import type { Task } from './task';

/** A task with the speed it was last seen to have, in rows per second; absent until it has been seen twice. */
export type MeasuredTask = Task & { readonly rate?: number };

interface Sample {
  /** ms */
  readonly at: number;
  /** rows */
  readonly written: number;
}

/** Speeds are means over this time: long enough to be readable, short enough to show a stall. */
const WINDOW_MS = 10_000;

/** Measures how fast running tasks write, from what successive answers of the server say. */
export class RateMeter {
  private samples = new Map<string, readonly Sample[]>();

  /** @param now ms, from any steady clock */
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
    // A task that was put back to work after a crash counts from the start again.
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
