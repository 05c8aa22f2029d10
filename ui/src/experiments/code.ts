/** Returns the statement that joins an experiment in a script of the vendor's platform. */
export function scriptLine(experimentKey: string): string {
  return `var branch = $analytics.joinExperiment(${JSON.stringify(experimentKey)});`;
}

/** Returns a shell command that requests a session's branch over HTTP, for any bot. */
export function joinLine(origin: string, experimentKey: string): string {
  const query = `experimentKey=${encodeURIComponent(experimentKey)}&botId=$BOT_ID&sessionId=$SESSION_ID`;
  return `curl -X POST "${origin}/restapi/external-bot/$INGEST_TOKEN/scenario-experiments/join?${query}"`;
}
