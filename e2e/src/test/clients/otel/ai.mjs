// SPDX-License-Identifier: Apache-2.0
// The Vercel AI SDK with its mock model: one call without and two with the history of the dialog, the second one streamed.
import { trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { generateText, simulateReadableStream, stepCountIs, streamText, tool } from 'ai'
import { MockLanguageModelV3 } from 'ai/test'
import { z } from 'zod'
import { dialog, exporter, history, session, user } from './dialog.mjs'

const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'ai-agent' }),
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(exporter))],
})
provider.register()

const usage = {
  inputTokens: { total: 10, noCache: 10, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 5, text: 5, reasoning: 0 },
}
const finishReason = { unified: 'stop', raw: 'stop' }
const experimental_telemetry = {
  isEnabled: true,
  functionId: 'orders',
  tracer: trace.getTracer('ai'),
  metadata: { sessionId: session, userId: user },
}

function says(...steps) {
  let step = 0
  return new MockLanguageModelV3({ modelId: 'test-model', doGenerate: async () => steps[step++] })
}

const text = (said) => ({ content: [{ type: 'text', text: said }], finishReason, usage, warnings: [] })

await generateText({ model: says(text(dialog[0][1])), prompt: dialog[0][0], experimental_telemetry })

const streamed = streamText({
  model: new MockLanguageModelV3({
    modelId: 'test-model',
    doStream: async () => ({
      stream: simulateReadableStream({
        chunks: [
          { type: 'text-start', id: '1' },
          ...dialog[1][1].split(/(?<= )/).map((delta) => ({ type: 'text-delta', id: '1', delta })),
          { type: 'text-end', id: '1' },
          { type: 'finish', finishReason, usage },
        ],
      }),
    }),
  }),
  system: 'You answer questions about orders.',
  messages: history(1),
  experimental_telemetry,
})
await streamed.consumeStream()

const call = {
  content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'find_order', input: '{"id":"4711"}' }],
  finishReason: { unified: 'tool-calls', raw: 'tool_calls' },
  usage,
  warnings: [],
}
await generateText({
  model: says(call, text(dialog[2][1])),
  tools: {
    find_order: tool({ inputSchema: z.object({ id: z.string() }), execute: async () => ({ state: 'sent' }) }),
  },
  stopWhen: stepCountIs(3),
  messages: history(2),
  experimental_telemetry,
})
await provider.shutdown()
