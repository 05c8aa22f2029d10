// SPDX-License-Identifier: Apache-2.0
// The SDK of OpenAI for agents with a model of ours, instrumented by OpenInference.
import { OpenAIAgentsInstrumentation } from '@arizeai/openinference-instrumentation-openai-agents'
import { setSession, setUser } from '@arizeai/openinference-core'
import * as agents from '@openai/agents'
import { context } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { z } from 'zod'
import { dialog, exporter, history, session, user } from './dialog.mjs'

const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'openai-agents' }),
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(exporter))],
})
provider.register()
new OpenAIAgentsInstrumentation({ tracerProvider: provider }).manuallyInstrument(agents)

/** Asks for the tool first, then answers. The SDK leaves the spans of models to the models. */
class TestModel {
  constructor(answer) {
    this.answer = answer
    this.steps = 0
  }

  async getResponse(request) {
    return await agents.withGenerationSpan(async (span) => {
      const output =
        this.steps++ === 0
          ? [{ type: 'function_call', callId: 'c1', name: 'find_order', arguments: '{"id":"4711"}', status: 'completed' }]
          : [
              {
                type: 'message',
                role: 'assistant',
                status: 'completed',
                content: [{ type: 'output_text', text: this.answer }],
              },
            ]
      span.spanData.model = 'test-model'
      span.spanData.input = Array.isArray(request.input) ? request.input : [{ role: 'user', content: request.input }]
      span.spanData.output = output
      span.spanData.usage = { input_tokens: 10, output_tokens: 5 }
      return { usage: new agents.Usage({ inputTokens: 10, outputTokens: 5, totalTokens: 15 }), output }
    })
  }

  // The agents here do not stream.
  async *getStreamedResponse() {}
}

const findOrder = agents.tool({
  name: 'find_order',
  description: 'Finds an order.',
  parameters: z.object({ id: z.string() }),
  execute: async () => 'sent',
})

for (const [turn, [, answer]] of dialog.entries()) {
  const agent = new agents.Agent({
    name: 'orders',
    instructions: 'You answer questions about orders.',
    model: new TestModel(answer),
    tools: [findOrder],
  })
  const ofSession = setUser(setSession(context.active(), { sessionId: session }), { userId: user })
  const said = history(turn).map(({ role, content }) =>
    role === 'user'
      ? { role, content }
      : { role, status: 'completed', content: [{ type: 'output_text', text: content }] },
  )
  await context.with(ofSession, () => agents.run(agent, said))
}
await provider.shutdown()
