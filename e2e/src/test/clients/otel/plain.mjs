// SPDX-License-Identifier: Apache-2.0
// A program that writes spans of the semantic conventions itself, the agent's and the model's.
import { context, SpanKind, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { dialog, exporter, history, session, user } from './dialog.mjs'

const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'plain-agent' }),
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ ...exporter, compression: 'gzip' }))],
})
provider.register()
const tracer = trace.getTracer('plain')

const parts = (role, content) => ({ role, parts: [{ type: 'text', content }] })

for (const [turn, [question, answer]] of dialog.entries()) {
  const agent = tracer.startSpan('invoke_agent orders', {
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'orders',
      'gen_ai.conversation.id': session,
      'user.id': user,
      'gen_ai.input.messages': JSON.stringify([parts('user', question)]),
    },
  })
  context.with(trace.setSpan(context.active(), agent), () => {
    const tool = tracer.startSpan('execute_tool find_order', {
      attributes: { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'find_order' },
    })
    tool.end()
    const chat = tracer.startSpan('chat test-model', {
      kind: SpanKind.CLIENT,
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.model': 'test-model',
        'gen_ai.input.messages': JSON.stringify(history(turn).map((said) => parts(said.role, said.content))),
        'gen_ai.output.messages': JSON.stringify([{ ...parts('assistant', answer), finish_reason: 'stop' }]),
        'gen_ai.usage.input_tokens': 10,
        'gen_ai.usage.output_tokens': 5,
        'gen_ai.response.finish_reasons': ['stop'],
      },
    })
    chat.end()
  })
  agent.setAttribute('gen_ai.output.messages', JSON.stringify([parts('assistant', answer)]))
  agent.end()
}
await provider.shutdown()
