/** A way from one thing to the next and so on, where it ended, and how many went it. */
export interface Way {
  readonly steps: readonly string[];
  readonly end: string;
  readonly count: number;
}

export interface Node {
  readonly id: string;
  readonly name: string;
  /** From the left, 0 on. */
  readonly place: number;
  readonly count: number;
}

export interface Flow {
  readonly nodes: readonly Node[];
  readonly links: readonly { readonly from: string; readonly to: string; readonly count: number }[];
}

/**
 * The ways laid beside each other, so that what they have in common flows together; ends stand in a column of their own.
 *
 * The place belongs to a step's identity: so no flow runs in a circle, however often somebody came back to a step.
 */
export function flow(ways: readonly Way[]): Flow {
  const last = Math.max(0, ...ways.map(({ steps }) => steps.length));
  const nodes = new Map<string, Node>();
  const links = new Map<string, Flow['links'][number]>();
  for (const { steps, end, count } of ways) {
    let from: string | undefined;
    [...steps.map((name, place) => ({ name, place })), { name: end, place: last }].forEach(({ name, place }) => {
      const id = `${place} ${name}`;
      nodes.set(id, { id, name, place, count: (nodes.get(id)?.count ?? 0) + count });
      if (from !== undefined) {
        const link = `${from}\n${id}`;
        links.set(link, { from, to: id, count: (links.get(link)?.count ?? 0) + count });
      }
      from = id;
    });
  }
  return { nodes: [...nodes.values()], links: [...links.values()] };
}
