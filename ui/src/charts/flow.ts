/** A sequence of steps with its result and count. */
export interface Way {
  readonly steps: readonly string[];
  readonly end: string;
  readonly count: number;
}

export interface Node {
  readonly id: string;
  readonly name: string;
  /** Column from the left, starting at 0. */
  readonly place: number;
  readonly count: number;
}

export interface Flow {
  readonly nodes: readonly Node[];
  readonly links: readonly { readonly from: string; readonly to: string; readonly count: number }[];
}

/**
 * Merges the ways into a graph in which common steps share flows. Results have a separate last column.
 *
 * A node is identified by step and column, so the graph is acyclic even when a way repeats a step.
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
