// SPDX-License-Identifier: Apache-2.0
// Functions that the helpers of OpenInference (Arize Phoenix) trace.
import {
  getInputAttributes,
  getLLMAttributes,
  getOutputAttributes,
  setSession,
  setUser,
  traceAgent,
  traceTool,
  withSpan,
} from '@arizeai/openinference-core'
import { context } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { dialog, exporter, history, session, user } from './dialog.mjs'

const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'openinference-agent' }),
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(exporter))],
})
provider.register()

const findOrder = traceTool(async () => ({ state: 'sent' }), { name: 'find_order' })
const model = withSpan(async (messages) => messages.answer, {
  kind: 'LLM',
  name: 'test-model',
  processInput: ({ turn }) => ({
    ...getInputAttributes(JSON.stringify({ messages: history(turn) })),
    ...getLLMAttributes({ modelName: 'test-model', inputMessages: history(turn) }),
  }),
  processOutput: (answer) => ({
    ...getOutputAttributes(answer),
    ...getLLMAttributes({
      outputMessages: [{ role: 'assistant', content: answer }],
      tokenCount: { prompt: 10, completion: 5, total: 15 },
    }),
  }),
})
const agent = traceAgent(
  async (question, turn) => {
    await findOrder('4711')
    return await model({ turn, answer: dialog[turn][1] })
  },
  { name: 'orders', processInput: (question) => getInputAttributes(question) },
)

for (const [turn, [question]] of dialog.entries()) {
  const ofSession = setUser(setSession(context.active(), { sessionId: session }), { userId: user })
  await context.with(ofSession, () => agent(question, turn))
}
await provider.shutdown()
