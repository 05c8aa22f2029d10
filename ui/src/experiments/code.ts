/** How a script of the vendor's kind takes part in an experiment. */
export function scriptLine(experimentKey: string): string {
  return `var branch = $analytics.joinExperiment(${JSON.stringify(experimentKey)});`;
}

/** A shell line that asks for a session's branch, as any bot may by HTTP. */
export function joinLine(origin: string, experimentKey: string): string {
  const query = `experimentKey=${encodeURIComponent(experimentKey)}&botId=$BOT_ID&sessionId=$SESSION_ID`;
  return `curl -X POST "${origin}/restapi/external-bot/$INGEST_TOKEN/scenario-experiments/join?${query}"`;
}
