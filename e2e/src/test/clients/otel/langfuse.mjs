// SPDX-License-Identifier: Apache-2.0
// The SDK of Langfuse with another address: the public key is the project's short name, the secret key an ingest token.
import { LangfuseSpanProcessor } from '@langfuse/otel'
import { propagateAttributes, startActiveObservation, startObservation } from '@langfuse/tracing'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { dialog, history, session, token, url, user } from './dialog.mjs'

const processor = new LangfuseSpanProcessor({
  baseUrl: url,
  publicKey: process.env.PARLEY_PROJECT,
  secretKey: token,
})
const provider = new NodeTracerProvider({ spanProcessors: [processor] })
provider.register()

for (const [turn, [question, answer]] of dialog.entries()) {
  await propagateAttributes({ sessionId: session, userId: user, traceName: 'orders' }, () =>
    startActiveObservation(
      'orders',
      async (agent) => {
        agent.update({ input: question })
        const tool = agent.startObservation('find_order', { input: { id: '4711' } }, { asType: 'tool' })
        tool.update({ output: { state: 'sent' } }).end()
        const generation = startObservation(
          'answer',
          { model: 'test-model', input: history(turn) },
          { asType: 'generation' },
        )
        generation
          .update({ output: { role: 'assistant', content: answer }, usageDetails: { input: 10, output: 5 } })
          .end()
        agent.update({ output: answer })
      },
      { asType: 'agent' },
    ),
  )
}
await processor.forceFlush()
await provider.shutdown()
