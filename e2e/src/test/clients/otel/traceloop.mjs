// SPDX-License-Identifier: Apache-2.0
// The SDK of Traceloop (OpenLLMetry): a workflow with a task, and the client of OpenAI against a server of ours.
import { createServer } from 'node:http'
import * as traceloop from '@traceloop/node-server-sdk'
import OpenAI from 'openai'
import { dialog, exporter, history, session, user } from './dialog.mjs'

let answer = ''
const model = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({
        id: 'r1',
        object: 'chat.completion',
        created: 1,
        model: 'test-model',
        choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: answer } }],
        usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
      }),
    )
  })
})
await new Promise((listening) => model.listen(0, '127.0.0.1', listening))

traceloop.initialize({
  appName: 'traceloop-agent',
  baseUrl: exporter.url.replace('/v1/traces', ''),
  headers: exporter.headers,
  disableBatch: true,
  silenceInitializationMessage: true,
  tracingEnabled: true,
  traceloopSyncEnabled: false,
  instrumentModules: { openAI: OpenAI },
})
const openai = new OpenAI({ apiKey: 'none', baseURL: `http://127.0.0.1:${model.address().port}/v1` })

for (const [turn, [question]] of dialog.entries()) {
  answer = dialog[turn][1]
  await traceloop.withAssociationProperties({ session_id: session, user_id: user }, () =>
    traceloop.withWorkflow({ name: 'orders' }, async (asked) => {
      await traceloop.withTool({ name: 'find_order' }, async () => ({ state: 'sent' }))
      const completion = await openai.chat.completions.create({ model: 'test-model', messages: history(turn) })
      return completion.choices[0].message.content ?? asked
    }, question),
  )
}
await traceloop.forceFlush()
model.close()
